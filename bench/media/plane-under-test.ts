import { connectPlane, type MediaEvent, type MediaPlane } from '@diemcau/media';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A plane in a process of its own, whose death is part of the benchmark. The caller closes it. */
export class PlaneUnderTest {
  readonly #folder = mkdtempSync(join(tmpdir(), 'diemcau-bench-media-'));
  readonly socketPath = join(this.#folder, 'plane.sock');
  readonly plane: MediaPlane = connectPlane(this.socketPath);
  #child: ChildProcess | null = null;
  readonly #openSessions = new Set<string>();

  constructor() {
    this.plane.listen((event) => this.#count(event));
  }

  get openSessions(): number {
    return this.#openSessions.size;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts the process, and again after `kill`. Resolves when calls are taken. */
  async start(): Promise<void> {
    const entry = fileURLToPath(new URL('./plane-process.ts', import.meta.url));
    this.#child = fork(entry, [this.socketPath], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const up = new Promise<void>((resolve) => {
      const stop = this.plane.listen((event) => {
        if (event.type !== 'plane-up') return;
        resolve();
        queueMicrotask(() => stop());
      });
    });
    await up;
  }

  kill(): void {
    this.#child?.kill('SIGKILL');
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
    this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #count(event: MediaEvent): void {
    if (event.type === 'plane-up' || event.type === 'plane-down') this.#openSessions.clear();
    if (event.type === 'session-open') this.#openSessions.add(event.session);
    // Also of one that never opened.
    if (event.type === 'session-closed') this.#openSessions.delete(event.session);
  }
}
