/** What is killed in the middle of a burst, and how long nobody is told that a vote is kept. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LASTS_MS } from './burst.ts';
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

/** As long as the service may take to be back. */
const LOOK_MS = 5_000;

/**
 * `backMs`: until the first acknowledgement after it. One may have been on its way when it was killed, so the longest
 * time without any is told, too, of those that began within five seconds of it and while votes were offered.
 */
export function recovery({ victim, atMs }: Kill, outcomes: readonly Outcome[]) {
  const after = outcomes
    .flatMap(({ acknowledgedAtMs }) => acknowledgedAtMs)
    .filter((ms) => ms >= atMs)
    .sort((one, other) => one - other);
  const untilMs = Math.min(atMs + LOOK_MS, LASTS_MS);
  const silencesMs = [atMs, ...after].map((ms, place) => (ms <= untilMs ? (after[place] ?? ms) - ms : 0));
  const backMs = (after[0] ?? Infinity) - atMs;
  return { victim, killedAtMs: Math.round(atMs), backMs: Math.round(backMs), longestSilenceMs: Math.round(Math.max(...silencesMs)) };
}
