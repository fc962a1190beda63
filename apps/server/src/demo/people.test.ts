import { expect, test } from 'vitest';
import { DEMO_PEOPLE, peopleCsv } from './people.ts';
import { DEMO_HALL, DEMO_SITES } from './province.ts';

test('[DEMO-3] the invented list has people of every room, each with a code of their own, and units too long for any line', () => {
  expect(DEMO_PEOPLE.length).toBeGreaterThan(2_000);
  expect(DEMO_PEOPLE.length).toBeLessThan(3_000);
  expect(new Set(DEMO_PEOPLE.map(({ code }) => code)).size).toBe(DEMO_PEOPLE.length);
  expect(new Set(DEMO_PEOPLE.map(({ name }) => name)).size).toBe(DEMO_PEOPLE.length);
  const rooms = new Set(DEMO_PEOPLE.map(({ siteName }) => siteName));
  expect(rooms.size).toBe([DEMO_HALL, ...DEMO_SITES].length);
  expect(Math.max(...DEMO_PEOPLE.map(({ unitName }) => unitName.length))).toBeGreaterThan(130);
  expect(Math.max(...DEMO_PEOPLE.map(({ unitName }) => unitName.length))).toBeLessThanOrEqual(300);
  expect(peopleCsv(DEMO_PEOPLE).split('\n')).toHaveLength(DEMO_PEOPLE.length + 1);
});
