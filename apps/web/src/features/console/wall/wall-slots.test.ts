import { expect, it } from 'vitest';
import { WALL_SLOTS, keptSlots, pageAfter, slotsOfPage, wallPages } from './wall-slots.ts';

it('[SCREEN-29] a page of the wall watches its own rooms and no more', () => {
  const siteIds = Array.from({ length: 145 }, (_, number) => `s${number}`);
  expect(wallPages(siteIds.length)).toBe(6);
  expect(slotsOfPage(siteIds, 1)[0]).toBe(`s${WALL_SLOTS}`);
  const last = slotsOfPage(siteIds, 5);
  expect(last).toHaveLength(WALL_SLOTS);
  expect(last.filter((siteId) => siteId !== null)).toHaveLength(20);
  expect(wallPages(0)).toBe(1);
});

it('[SCREEN-72] a room that stays on the page keeps its slot wherever it moves', () => {
  expect(keptSlots([null, null, null], ['a', 'b', null])).toEqual(['a', 'b', null]);
  expect(keptSlots(['a', 'b', 'c'], ['c', 'd', 'a'])).toEqual(['a', 'd', 'c']);
  expect(keptSlots(['a', 'b', 'c'], ['b', null, null])).toEqual([null, 'b', null]);
});

it('[SCREEN-72] Page Up, Page Down, Home and End turn the pages, and stop at the ends', () => {
  expect(['PageDown', 'PageUp', 'Home', 'End', 'x'].map((key) => pageAfter(1, 3, key))).toEqual([2, 0, 0, 2, null]);
  expect([pageAfter(2, 3, 'PageDown'), pageAfter(0, 3, 'PageUp')]).toEqual([2, 0]);
});
