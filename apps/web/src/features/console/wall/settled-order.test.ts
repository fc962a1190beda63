import { expect, it } from 'vitest';
import { NOTHING_SETTLED, inSettledOrder, settle } from './settled-order.ts';
import type { SettledOrder } from './settled-order.ts';

const ROWS = [{ siteId: 'a' }, { siteId: 'b' }];

/** What b's trouble is at each second; a has none. */
function after(seconds: readonly number[]): SettledOrder {
  return seconds.reduce(
    (order, trouble, second) =>
      settle(
        order,
        [
          ['a', 0],
          ['b', trouble],
        ],
        second * 1_000,
      ),
    NOTHING_SETTLED,
  );
}

const first = (seconds: readonly number[]) => inSettledOrder(ROWS, after(seconds))[0]!.siteId;

it('[SCREEN-71] a room comes forward when its trouble has lasted three seconds, and goes back after fifteen good ones', () => {
  expect(first([0, 5])).toBe('a');
  expect(first([0, 5, 0, 5, 0, 5])).toBe('a');
  expect(first([0, 5, 6, 5, 5])).toBe('b');
  const bad = [0, 5, 5, 5, 5];
  expect(first([...bad, ...Array<number>(10).fill(0)])).toBe('b');
  expect(first([...bad, ...Array<number>(10).fill(0), 5, ...Array<number>(10).fill(0)])).toBe('b');
  expect(first([...bad, ...Array<number>(17).fill(0)])).toBe('a');
});

it('[SCREEN-71] what a desk finds when it opens stands in order at once', () => {
  expect(first([5])).toBe('b');
});
