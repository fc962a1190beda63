import { describe, expect, it } from 'vitest';
import type { BoardRow } from '../../live/preflight/preflight-api.ts';
import { shownRows } from './board-rows.ts';

function row(name: string, change: Partial<BoardRow> = {}): BoardRow {
  const nothing = { check: null, before: null, askedAtMs: null, running: false, officers: [], hiddenOfficers: 0 };
  return { siteId: name, name, unitName: 'Tỉnh Lâm Giang', online: true, ...nothing, ...change };
}

const ROWS = [
  row('Điểm cầu xã Đông Lai', { officers: [{ name: 'Nguyễn Thị Hoà', phone: '0912 345 678' }] }),
  row('Điểm cầu xã Tây Sơn', { unitName: 'Huyện Trường Sơn', online: false }),
];

describe('the board on screen', () => {
  it.each([
    ['dong lai', ['Điểm cầu xã Đông Lai']],
    ['HOA dong', ['Điểm cầu xã Đông Lai']],
    ['0912345', ['Điểm cầu xã Đông Lai']],
    ['truong son', ['Điểm cầu xã Tây Sơn']],
    ['khong co', []],
    ['', ['Điểm cầu xã Tây Sơn', 'Điểm cầu xã Đông Lai']],
  ])('[PREFLIGHT-9] finds a room by %j, without diacritics', (search, expected) => {
    expect(shownRows(ROWS, 'all', search).map(({ name }) => name)).toEqual(expected);
  });

  it('[PREFLIGHT-9] shows the rooms of one result', () => {
    expect(shownRows(ROWS, 'unchecked', '')).toHaveLength(2);
    expect(shownRows(ROWS, 'go', '')).toEqual([]);
  });
});
