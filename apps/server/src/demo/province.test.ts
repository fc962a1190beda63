import { expect, test } from 'vitest';
import { ID_MAX_CHARS } from '@diemcau/core';
import { DEMO_AGENDA } from './agenda.ts';
import { conductOf } from './conduct.ts';
import { roomGroups } from './simulated-rooms.ts';
import type { DemoAccess } from './ensure-demo.ts';
import { DEMO_HALL, DEMO_SITES, DEMO_UNITS } from './province.ts';
import { SITE_OFFICERS } from './site-officers.ts';

const ROOMS = [DEMO_HALL, ...DEMO_SITES];

test('[DEMO-1] the province has the reference size: 3, 22, 9 and 111 rooms for 23,000 people', () => {
  const byKind = (kinds: readonly string[]) => ROOMS.filter(({ unit }) => kinds.includes(unit.kind)).length;
  expect([byKind(['Tỉnh', 'Sở']), byKind(['Khu vực']), byKind(['Đảng bộ trực thuộc']), byKind(['Phường', 'Xã'])]).toEqual([3, 22, 9, 111]);
  expect(ROOMS.reduce((sum, { expectedCount }) => sum + expectedCount, 0)).toBe(23_000);
  expect(DEMO_SITES.filter(({ isFree }) => isFree)).toHaveLength(2);
});

test('[DEMO-1] ids are short enough and nobody shares one; every unit has its parent, every room somebody to phone', () => {
  const ids = [...ROOMS.map(({ siteId }) => siteId), ...DEMO_UNITS.map(({ unitId }) => unitId)];
  expect(new Set(ids).size).toBe(ROOMS.length + DEMO_UNITS.length);
  for (const id of ids) expect(id.length).toBeLessThanOrEqual(ID_MAX_CHARS);
  const known = new Set(DEMO_UNITS.map(({ unitId }) => unitId));
  for (const { path } of DEMO_UNITS) for (const unitId of path) expect(known).toContain(unitId);
  expect(new Set(SITE_OFFICERS.map(({ name }) => name)).size).toBe(ROOMS.length);
  expect(new Set(SITE_OFFICERS.map(({ phone }) => phone)).size).toBe(ROOMS.length);
  for (const { presenterSiteId } of DEMO_AGENDA) if (presenterSiteId) expect(ROOMS.map(({ siteId }) => siteId)).toContain(presenterSiteId);
});

test('[DEMO-2] all rooms but the two for people are played, so many of them with media, and the rooms in conduct are there', () => {
  const access = { rooms: ROOMS.map((room) => ({ ...room, code: '000000', token: room.siteId })) } as unknown as DemoAccess;
  const sizes = (media: number) => roomGroups(access, media).map(({ hasMedia, access: { sites } }) => [hasMedia, sites.length]);
  expect(sizes(24)).toEqual([
    [true, 24],
    [false, 119],
  ]);
  expect(sizes(0)).toEqual([[false, 143]]);
  expect(sizes(145)).toEqual([[true, 143]]);
  const conduct = ROOMS.map(({ siteId }) => conductOf(siteId));
  expect(conduct.filter(({ dropEveryMs }) => dropEveryMs !== 0)).toHaveLength(3);
  expect(conduct.filter(({ helpEveryMs }) => helpEveryMs !== 0)).toHaveLength(6);
  expect(conduct.filter(({ handEveryMs }) => handEveryMs === 100_000)).toHaveLength(6);
});
