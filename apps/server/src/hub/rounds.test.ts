import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRounds, SLICE_SOCKETS } from './rounds.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const SOCKETS = 3 * SLICE_SOCKETS;

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function circle() {
  const members = new Set(Array.from({ length: SOCKETS }, (_, index) => index));
  const visited: number[] = [];
  return { members, visited };
}

test('[HUB-70] a round goes on in slices, and others are served between them', async () => {
  const { members, visited } = circle();
  createRounds(members, (member) => visited.push(member)).go();
  const seen = [visited.length];
  while (visited.length < SOCKETS) {
    await turn();
    seen.push(visited.length);
  }
  expect(seen).toEqual([SLICE_SOCKETS, 2 * SLICE_SOCKETS, SOCKETS]);
  expect(visited).toEqual([...members]);
});

test('[HUB-70] who leaves during a round is not visited, who comes is; one more round is kept, however often it is wished for', async () => {
  const { members, visited } = circle();
  const rounds = createRounds(members, (member) => visited.push(member));
  rounds.go();
  members.delete(SOCKETS - 1);
  members.add(SOCKETS);
  for (let wish = 0; wish < 5; wish += 1) rounds.go();
  for (let turns = 0; turns < 20; turns += 1) await turn();
  expect(visited).toEqual([...members, ...members]);
});

test('[HUB-70] a closed round ends where it is', async () => {
  const { members, visited } = circle();
  const rounds = createRounds(members, (member) => visited.push(member));
  rounds.go();
  rounds.close();
  rounds.go();
  await turn();
  expect(visited).toHaveLength(SLICE_SOCKETS);
});

test('[HUB-72] news that may be skipped rests four times as long as it took to tell', async () => {
  const rounds: number[] = [];
  const told = createRounds(new Set([1]), () => (rounds.push(performance.now()), vi.advanceTimersByTime(50)), { restTimes: 4 });
  told.go();
  told.go();
  vi.advanceTimersByTime(199);
  expect(rounds).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(rounds).toHaveLength(2);
});

test('[HUB-70] whoever is not due is passed over, in groups of any size', () => {
  const { members, visited } = circle();
  createRounds(members, (member) => visited.push(member), { isDue: (member) => member % 3 === 0 }).go();
  expect(visited).toEqual([...members].slice(0, SLICE_SOCKETS).filter((member) => member % 3 === 0));
});
