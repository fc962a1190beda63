import { expect, it } from 'vitest';
import { WALL_SLOTS, slotsOfPage, wallPages } from './wall-slots.ts';

it('[SCREEN-29] a page of the wall watches its own rooms and no more', () => {
  const siteIds = Array.from({ length: 145 }, (_, number) => `s${number}`);
  expect(wallPages(siteIds.length)).toBe(13);
  expect(slotsOfPage(siteIds, 1)[0]).toBe(`s${WALL_SLOTS}`);
  const last = slotsOfPage(siteIds, 12);
  expect(last).toHaveLength(WALL_SLOTS);
  expect(last.filter((siteId) => siteId !== null)).toEqual(['s144']);
  expect(wallPages(0)).toBe(1);
});
