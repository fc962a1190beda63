/** Which processes this installation has running, kept in the data folder so that a start after a crash can end them. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcesses, findProcess, isRunning } from './process-table.ts';
import type { ProcessId } from './process-table.ts';

/** Remembers children by name, on disk at every change. Nothing to close. */
export class ChildRecords {
  readonly #path: string;
  readonly #children = new Map<string, ProcessId>();

  constructor(folder: string) {
    this.#path = join(folder, 'children.json');
  }

  add(name: string, pid: number): void {
    const id = findProcess(pid);
    if (!id) return;
    this.#children.set(name, id);
    this.#write();
  }

  remove(name: string): void {
    if (this.#children.delete(name)) this.#write();
  }

  /** Ends what an earlier supervisor left running; returns how many. */
  async endLeftovers(): Promise<number> {
    const leftovers = this.#read().filter(isRunning);
    await endProcesses(leftovers);
    this.#write();
    return leftovers.length;
  }

  #read(): ProcessId[] {
    try {
      return Object.values(JSON.parse(readFileSync(this.#path, 'utf8')) as Record<string, ProcessId>);
    } catch {
      return [];
    }
  }

  #write(): void {
    const next = `${this.#path}.next`;
    writeFileSync(next, JSON.stringify(Object.fromEntries(this.#children)), { mode: 0o600 });
    renameSync(next, this.#path);
  }
}
