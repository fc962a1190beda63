import { describe, expect, it } from 'vitest';
import type { Site } from '@diemcau/core';
import { printedSites } from './printed-sites.ts';

const site = (siteId: string, level: number, unitName: string): [string, Site] => [
  siteId,
  { siteId, name: `Phòng ${siteId}`, unitId: unitName, unitName, level, unitPath: [unitName], unitNames: [unitName], expectedCount: null },
];

describe('printed lists of sites', () => {
  it('[PRINT-1] have the hall first, then level by level, units as Vietnamese sorts them and numbers as numbers', () => {
    const sites = Object.fromEntries([
      site('a', 1, 'Xã Đồng Tâm'),
      site('b', 1, 'Phường 10'),
      site('c', 1, 'Phường 2'),
      site('d', 1, 'Xã Dân Chủ'),
      site('e', 0, 'Tỉnh'),
      site('hall', 1, 'Xã Đồng Tâm'),
    ]);
    expect(printedSites({ sites, hallSiteId: 'hall' }).map(({ siteId }) => siteId)).toEqual(['hall', 'e', 'c', 'b', 'd', 'a']);
  });
});
