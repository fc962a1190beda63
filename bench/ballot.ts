/**
 * `npm run bench:ballot`: 23,000 people vote within ten seconds. When is each told that the vote is kept, and is
 * the count what they were told?
 *
 *   tsx bench/ballot.ts [--open-only] [--save]
 *
 * A real server with its own PostgreSQL on a temporary data folder; phones in processes of their own, from an
 * address per room, all on this machine. Votes leave at their time whatever became of those before, one in ten
 * twice. The last line of standard output is JSON; exit code 1 says that an aim of the open ballot was missed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { latencyOf, LASTS_MS, p99BySecond, runBurst, sentOf, settle } from './ballots/burst.ts';
import { costs, type Costs } from './ballots/costs.ts';
import { Hall, PEOPLE, type Ballot } from './ballots/hall.ts';

/** What a voter takes for “at once”. */
const AIM_P99_MS = 1_000;
const LOAD_BEFORE = loadavg()[0] ?? 0;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { 'open-only': { type: 'boolean' }, save: { type: 'boolean' } } });
  const hall = await Hall.fill();
  try {
    const open = await measure(hall, 'open');
    const secret = values['open-only'] ? null : await measure(hall, 'secret');
    const machine = { cores: cpus().length, node: process.version, loadBefore: tenth(LOAD_BEFORE), loadAfter: tenth(loadavg()[0] ?? 0) };
    const load = { people: PEOPLE, offeredInMs: LASTS_MS };
    const result = { bench: 'ballot', at: new Date().toISOString(), machine, load, open, secret, aimP99Ms: AIM_P99_MS, ok: open.ok };
    if (values.save) save(result);
    console.log(JSON.stringify(result));
    return result.ok ? 0 : 1;
  } finally {
    await hall.close();
  }
}

async function measure(hall: Hall, secrecy: Ballot['secrecy']) {
  const ballot = await hall.openBallot(secrecy);
  const before = costs(hall);
  const burst = await runBurst(hall, ballot);
  const cpuMs = spent(before, costs(hall));
  const acknowledgement = latencyOf(burst);
  const settled = await settle(hall, ballot, burst);
  console.log(`${secrecy}: ${settled.counted} counted, p99 ${acknowledgement.p99Ms} ms`);
  const ok = settled.isExact && settled.verified.holds && acknowledgement.p99Ms <= AIM_P99_MS;
  return { acknowledgement, p99BySecondMs: p99BySecond(burst), ...sentOf(burst), cpuMs, ...settled, ok };
}

function spent(before: Costs, after: Costs): Costs {
  const rows = Object.entries(after).map(([name, ms]) => [name, ms - (before[name as keyof Costs] ?? 0)] as const);
  return Object.fromEntries(rows) as unknown as Costs;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function save(result: { readonly at: string }): void {
  const folder = `${import.meta.dirname}/results`;
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${result.at.slice(0, 10)}-ballot-${result.at.slice(11, 16).replace(':', '')}.json`;
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`saved ${path}`);
}

process.exitCode = await main();
