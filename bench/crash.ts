/**
 * `npm run bench:crash`: `kill -9` of a worker and of the database while 23,000 people vote within ten seconds. Is
 * every vote that was acknowledged counted once, and how soon is somebody told again that a vote is kept?
 *
 *   tsx bench/crash.ts [--save]
 *
 * As bench/ballot.ts, with an open ballot; phones that get no answer send their vote again until they have one. The
 * last line of standard output is JSON; exit code 1 says that an aim was missed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { latencyOf, LASTS_MS, runBurst, sentOf, settle } from './ballots/burst.ts';
import { Hall, PEOPLE } from './ballots/hall.ts';
import { killAt, recovery, type Kill } from './ballots/kills.ts';

/** The service is back by then. */
const AIM_BACK_MS = 5_000;
/** In the middle of the burst, one after the other has come back. */
const KILLS: readonly Kill[] = [
  { victim: 'worker', atMs: 3_000 },
  { victim: 'database', atMs: 6_000 },
];
const LOAD_BEFORE = loadavg()[0] ?? 0;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { save: { type: 'boolean' } } });
  const hall = await Hall.fill();
  try {
    const result = await measure(hall);
    if (values.save) save(result);
    console.log(JSON.stringify(result));
    return result.ok ? 0 : 1;
  } finally {
    await hall.close();
  }
}

async function measure(hall: Hall) {
  const ballot = await hall.openBallot('open');
  const done: Kill[] = [];
  const burst = await runBurst(hall, ballot, async (startsAtMs) => {
    for (const kill of KILLS) done.push(await killAt(hall.server.dataDir, startsAtMs, kill));
  });
  const kills = done.map((kill) => recovery(kill, burst.outcomes));
  const settled = await settle(hall, ballot, burst);
  const isBack = kills.every(({ backMs, longestSilenceMs }) => Math.max(backMs, longestSilenceMs) <= AIM_BACK_MS);
  return {
    bench: 'crash',
    at: new Date().toISOString(),
    machine: { cores: cpus().length, node: process.version, loadBefore: tenth(LOAD_BEFORE), loadAfter: tenth(loadavg()[0] ?? 0) },
    load: { people: PEOPLE, offeredInMs: LASTS_MS },
    kills,
    acknowledgement: latencyOf(burst),
    ...sentOf(burst),
    ...settled,
    aimBackMs: AIM_BACK_MS,
    ok: settled.isExact && settled.verified.holds && isBack,
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function save(result: { readonly at: string }): void {
  const folder = `${import.meta.dirname}/results`;
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${result.at.slice(0, 10)}-crash-${result.at.slice(11, 16).replace(':', '')}.json`;
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`saved ${path}`);
}

process.exitCode = await main();
