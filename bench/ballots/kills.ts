/** What is killed in the middle of a burst, and how long nobody is told that a vote is kept. */
import { setTimeout as sleep } from 'node:timers/promises';
import { postmasterOf, workersOf } from './costs.ts';
import type { Outcome } from './messages.ts';

export type Victim = 'worker' | 'database';

export interface Kill {
  readonly victim: Victim;
  /** From the start of the burst. */
  readonly atMs: number;
}

/** `kill -9`, nothing is told before. Returns when it was done, from the start of the burst. */
export async function killAt(dataDir: string, startsAtMs: number, { victim, atMs }: Kill): Promise<Kill> {
  await sleep(startsAtMs + atMs - Date.now());
  const pid = victim === 'worker' ? workersOf(dataDir)[0]! : postmasterOf(dataDir);
  process.kill(pid, 'SIGKILL');
  return { victim, atMs: Date.now() - startsAtMs };
}

/**
 * `backMs`: until the first acknowledgement after it. One may have been on its way when it was killed, so the longest
 * time without any within the following five seconds is told, too; that decides.
 */
export function recovery({ victim, atMs }: Kill, outcomes: readonly Outcome[]) {
  const after = outcomes
    .flatMap(({ acknowledgedAtMs }) => acknowledgedAtMs)
    .filter((ms) => ms >= atMs)
    .sort((one, other) => one - other);
  const soon = [atMs, ...after.filter((ms) => ms <= atMs + LOOK_MS || ms === after[0])];
  const next = after.find((ms) => ms > atMs + LOOK_MS);
  const gaps = [...soon, ...(next === undefined ? [] : [next])].map((ms, place, all) => (place === 0 ? 0 : ms - all[place - 1]!));
  return {
    victim,
    killedAtMs: Math.round(atMs),
    backMs: Math.round((after[0] ?? Infinity) - atMs),
    longestSilenceMs: Math.round(Math.max(...gaps)),
  };
}

/** As long as the service may take to be back. */
const LOOK_MS = 5_000;
