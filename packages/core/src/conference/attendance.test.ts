import { describe, expect, it } from 'vitest';
import { attendanceByBranch } from './attendance.ts';
import type { NewSite } from './commands.ts';
import { given } from './testing/given.ts';
import { created, operator } from './testing/samples.ts';

const COMMUNE: NewSite = {
  siteId: 's',
  name: 'Hội trường xã An Bình',
  unitId: 'commune',
  unitName: 'Xã An Bình',
  level: 2,
  unitPath: ['commune', 'region', 'province'],
  unitNames: ['Xã An Bình', 'Khu vực Đông', 'Tỉnh'],
};

function branches(site: NewSite) {
  const state = given(created)
    .when({ type: 'AdmitSites', sites: [site] }, operator)
    .state();
  return attendanceByBranch(state).map(({ unitId, name, depth }) => [unitId, name, depth]);
}

describe('branches of the tree', () => {
  it('[HEADCOUNT-5] are called as when their rooms were admitted, also those without a room of their own', () => {
    expect(branches(COMMUNE)).toEqual([
      ['commune', 'Xã An Bình', 2],
      ['region', 'Khu vực Đông', 1],
      ['province', 'Tỉnh', 0],
    ]);
  });

  it('[HEADCOUNT-5] names that do not stand beside their units are left out', () => {
    const nameless = [
      ['commune', 'Xã An Bình', 2],
      ['region', '', 1],
      ['province', '', 0],
    ];
    expect(branches({ ...COMMUNE, unitNames: ['Xã An Bình'] })).toEqual(nameless);
    expect(branches({ ...COMMUNE, unitPath: ['region', 'province'] })).toEqual(nameless);
  });
});
