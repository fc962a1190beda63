/** What each kind of process has used of the processors so far. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Hall } from './hall.ts';

/** Milliseconds of processor time. */
export interface Costs {
  readonly workers: number;
  readonly database: number;
  readonly phones: number;
}

/** Linux counts in hundredths of a second for every program there is (proc(5), USER_HZ). */
const TICK_MS = 10;

export function costs({ server, phones }: Hall): Costs {
  const postmaster = postmasterOf(server.dataDir);
  return {
    workers: sumOf(workersOf(server.dataDir).map((pid) => ticksOf(pid).own)),
    // Connections come and go; what those used that are gone stands with the postmaster.
    database: sumOf([ticksOf(postmaster).waitedFor, ...[postmaster, ...childrenOf(postmaster)].map((pid) => ticksOf(pid).own)]),
    phones: sumOf(phones.map(({ pid }) => ticksOf(pid).own)),
  };
}

/** As the supervisor keeps them, to end them after a crash. */
export function workersOf(dataDir: string): readonly number[] {
  const children = JSON.parse(readFileSync(join(dataDir, 'children.json'), 'utf8')) as Readonly<Record<string, { readonly pid: number }>>;
  return Object.entries(children).flatMap(([name, { pid }]) => (name.startsWith('worker-') ? [pid] : []));
}

/** PostgreSQL keeps its number in the first line (pg_ctl reads it there). */
export function postmasterOf(dataDir: string): number {
  const place = join(dataDir, 'database');
  const cluster = readdirSync(place).find((entry) => /^\d+$/.test(entry))!;
  return Number(readFileSync(join(place, cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** User and system time, of itself and of its children that have ended: the 12th to 15th field after the name in brackets. */
function ticksOf(pid: number): { readonly own: number; readonly waitedFor: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system, childUser, childSystem] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number) as [number, number, number, number];
  return { own: user + system, waitedFor: childUser + childSystem };
}

function sumOf(ticks: readonly number[]): number {
  return ticks.reduce((sum, one) => sum + one, 0) * TICK_MS;
}
