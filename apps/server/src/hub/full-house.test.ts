import { expect, test } from 'vitest';
import { createFullHouse } from './full-house.ts';

test('[HUB-74] a worker without files for more sockets takes no more phones and says so once a minute', () => {
  const said: unknown[] = [];
  const house = createFullHouse(100, { warn: (...words: unknown[]) => void said.push(words) });
  expect([100, 101, 102].map((sockets) => house.isFull(sockets, 0))).toEqual([false, true, true]);
  expect(said).toHaveLength(1);
  house.isFull(101, 60_000);
  expect(said).toHaveLength(2);
});
