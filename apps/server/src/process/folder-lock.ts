/** One server per data folder. The lock names a process by number and start, so a dead one's lock is recognised. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProcess, isRunning } from './process-table.ts';
import type { ProcessId } from './process-table.ts';
import { StartProblem } from './start-problem.ts';

/** Held until `release`, which is idempotent; a killed holder's lock is taken over. */
export class FolderLock {
  readonly #path: string;
  #held = true;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Throws StartProblem naming the process that has the folder. */
  static take(folder: string): FolderLock {
    const path = join(folder, 'lock');
    const mine = `${path}.${process.pid}`;
    writeFileSync(mine, JSON.stringify(findProcess(process.pid)), { mode: 0o600 });
    try {
      // Taking over twice means two starts fight; the third attempt sees who won.
      for (let attempt = 0; attempt < 3; attempt++) {
        if (tryLink(mine, path)) return new FolderLock(path);
        const holder = lockHolder(folder);
        if (holder) throw new StartProblem(alreadyRunning(folder, holder));
        removeStale(path);
      }
      throw new StartProblem(`another start is taking ${folder} at this moment; try again`);
    } finally {
      rmSync(mine, { force: true });
    }
  }

  release(): void {
    if (!this.#held) return;
    this.#held = false;
    rmSync(this.#path, { force: true });
  }
}

/** The running process that holds the folder, if any. */
export function lockHolder(folder: string): ProcessId | undefined {
  const holder = readHolder(join(folder, 'lock'));
  return holder && isRunning(holder) ? holder : undefined;
}

function alreadyRunning(folder: string, holder: ProcessId): string {
  return `Điểm Cầu is already running on ${folder} as process ${holder.pid}; stop it first (kill ${holder.pid}), or choose another folder with DIEMCAU_DATA_DIR`;
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves the stale lock aside; where another start has just put its own there, it is put back. */
function removeStale(path: string): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && isRunning(moved)) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function readHolder(path: string): ProcessId | undefined {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<ProcessId>;
    return typeof value.pid === 'number' && typeof value.started === 'string' ? { pid: value.pid, started: value.started } : undefined;
  } catch {
    return undefined;
  }
}
