/** What every result of a benchmark of phones says, and where it is kept. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** Of the last minute: a benchmark on a machine that does something else as well tells of that, too. */
const LOAD_BEFORE = loadavg()[0] ?? 0;

export interface Result {
  readonly bench: string;
  readonly at: string;
  readonly ok: boolean;
}

export function machine() {
  return { cores: cpus().length, node: process.version, loadBefore: tenth(LOAD_BEFORE), loadAfter: tenth(loadavg()[0] ?? 0) };
}

export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

export function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}

export function save(result: Result): void {
  const folder = new URL('../results', import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${result.at.slice(0, 10)}-${result.bench}-${result.at.slice(11, 16).replace(':', '')}.json`;
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`saved ${path}`);
}
