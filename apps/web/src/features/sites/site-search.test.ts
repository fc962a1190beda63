import { describe, expect, it } from 'vitest';
import type { Site } from '../../live/organisation-api.ts';
import { searchable, sitesFound } from './site-search.ts';

function site(siteId: string, fields: Partial<Site>): Site {
  const empty = {
    code: '',
    unitId: 'u',
    placeId: 'u',
    placeName: '',
    name: '',
    kind: '',
    room: '',
    address: '',
    capacity: 0,
    active: true,
  };
  return { siteId, officers: [], ...empty, ...fields };
}

const SITES = searchable([
  site('a', { name: 'Điểm cầu xã Đông Lai', room: 'Phòng 2', placeName: 'Xã Đông Lai' }),
  site('b', { name: 'Hội trường', code: 'HT1', placeName: 'Tỉnh Hoà Bình' }),
  site('c', { name: 'Phòng cũ', active: false }),
]);
const ids = (search: string, withRetired = false) => sitesFound(SITES, search, withRetired).map(({ siteId }) => siteId);

describe('the register of sites', () => {
  it('[PAGE-5] finds a site by words of its name, code, room or unit, without diacritics', () => {
    expect(ids('')).toEqual(['a', 'b']);
    expect(ids('phong 2 dong')).toEqual(['a']);
    expect(ids('ht1')).toEqual(['b']);
    expect(ids('HOA BINH')).toEqual(['b']);
    expect(ids('nowhere')).toEqual([]);
  });

  it('[PAGE-5] leaves out sites out of use until they are asked for', () => {
    expect(ids('phong', true)).toEqual(['a', 'c']);
  });
});
