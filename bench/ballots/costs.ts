/** What each kind of process has used of the processors so far. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { costOf } from '../media/process-cost.ts';
import type { Hall } from './hall.ts';

/** Milliseconds of processor time. */
export interface Costs {
  readonly workers: number;
  readonly database: number;
  readonly phones: number;
}

export function costs({ server, phones }: Hall): Costs {
  const postmaster = postmasterOf(server.dataDir);
  return {
    workers: sumOf(workersOf(server.dataDir)),
    database: sumOf([postmaster, ...childrenOf(postmaster)]),
    phones: sumOf(phones.map(({ pid }) => pid)),
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

function sumOf(pids: readonly number[]): number {
  return Math.round(pids.reduce((sum, pid) => sum + costOf(pid).cpuUs, 0) / 1_000);
}
