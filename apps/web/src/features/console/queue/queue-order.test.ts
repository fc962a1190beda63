import { expect, it } from 'vitest';
import { movedTo } from './queue-order.ts';

it('[SCREEN-25] a request moves to any place and stays in the queue once', () => {
  const queue = ['a', 'b', 'c', 'd'];
  expect(movedTo(queue, 'c', 0)).toEqual(['c', 'a', 'b', 'd']);
  expect(movedTo(queue, 'a', 2)).toEqual(['b', 'c', 'a', 'd']);
  expect(movedTo(queue, 'b', 99)).toEqual(['a', 'c', 'd', 'b']);
});

it('[SCREEN-25] moving nowhere is no new order', () => {
  const queue = ['a', 'b'];
  expect(movedTo(queue, 'a', -1)).toBe(queue);
  expect(movedTo(queue, 'gone', 1)).toBe(queue);
});
