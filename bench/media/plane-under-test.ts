import { connectPlane, spreadPlane, type MediaEvent, type MediaPlane } from '@diemcau/media';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlaneStart } from './messages.ts';
import { costOf, type ProcessCost } from './process-cost.ts';

/** A plane in one or more processes of its own, the death of one of which is part of the benchmark. The caller closes it. */
export class PlaneUnderTest {
  readonly #folder = mkdtempSync(join(tmpdir(), 'diemcau-bench-media-'));
  readonly #relaySocketPaths: readonly string[];
  readonly #children: (ChildProcess | null)[];
  readonly #openSessions = new Set<string>();
  readonly socketPaths: readonly string[];
  readonly plane: MediaPlane;

  constructor(processes = 1) {
    const pathsOf = (name: string): string[] =>
      Array.from({ length: processes }, (_, index) => join(this.#folder, `${name}-${index}.sock`));
    this.socketPaths = pathsOf('plane');
    this.#relaySocketPaths = pathsOf('relay');
    this.#children = this.socketPaths.map(() => null);
    this.plane = spreadPlane(this.socketPaths.map((path) => connectPlane(path)));
    this.plane.listen((event) => this.#count(event));
  }

  get openSessions(): number {
    return this.#openSessions.size;
  }

  /** Of all its processes together. */
  get cost(): ProcessCost {
    const costs = this.#children.flatMap((child) => (child?.pid === undefined ? [] : [costOf(child.pid)]));
    const sum = (of: (cost: ProcessCost) => number): number => costs.reduce((total, cost) => total + of(cost), 0);
    return { cpuUs: sum((one) => one.cpuUs), residentMB: sum((one) => one.residentMB), openFiles: sum((one) => one.openFiles) };
  }

  /** Starts the processes, and the first one again after `kill`. Resolves when calls are taken. */
  async start(): Promise<void> {
    const entry = fileURLToPath(new URL('./plane-process.ts', import.meta.url));
    for (const [index, socketPath] of this.socketPaths.entries()) {
      if (this.#children[index]) continue;
      const start: PlaneStart = { socketPath, index, relaySocketPaths: this.#relaySocketPaths };
      this.#children[index] = fork(entry, [JSON.stringify(start)], {
        execArgv: ['--import', 'tsx'],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
    }
    const up = new Promise<void>((resolve) => {
      const stop = this.plane.listen((event) => {
        if (event.type !== 'plane-up') return;
        resolve();
        queueMicrotask(() => stop());
      });
    });
    await up;
  }

  /** The first of its processes. */
  kill(): void {
    this.#children[0]?.kill('SIGKILL');
    this.#children[0] = null;
  }

  /** Resolves when so many sessions are open. */
  async untilOpen(sessions: number, withinMs: number): Promise<void> {
    const deadlineMs = performance.now() + withinMs;
    while (this.openSessions < sessions) {
      if (performance.now() > deadlineMs) throw new Error(`${this.openSessions} of ${sessions} sessions opened within ${withinMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async close(): Promise<void> {
    await this.plane.close();
    for (const child of this.#children) child?.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #count(event: MediaEvent): void {
    if (event.type === 'plane-up' || event.type === 'plane-down') this.#openSessions.clear();
    if (event.type === 'session-open') this.#openSessions.add(event.session);
    // Also of one that never opened.
    if (event.type === 'session-closed') this.#openSessions.delete(event.session);
  }
}
