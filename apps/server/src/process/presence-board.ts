/** What all workers last saw, put together; forgotten when a worker falls silent. */
import type { PresenceReport } from './supervisor-link.ts';

/** Three missed reports: longer would show rooms that are gone, shorter would blink when a worker is busy. */
export const PRESENCE_EXPIRY_MS = 3_000;

interface WorkerReports {
  readonly reports: readonly PresenceReport[];
  readonly atMs: number;
}

/** Holds at most one list per worker; nothing to close. Times are of one monotonic clock, the caller's. */
export class PresenceBoard {
  readonly #byWorker = new Map<string, WorkerReports>();

  report(worker: string, reports: readonly PresenceReport[], nowMs: number): void {
    this.#byWorker.set(worker, { reports, atMs: nowMs });
  }

  /** Called when a worker's process is gone: its sites are on their way to another. */
  forget(worker: string): void {
    this.#byWorker.delete(worker);
  }

  merged(nowMs: number): PresenceReport[] {
    for (const [worker, { atMs }] of this.#byWorker) {
      if (nowMs - atMs >= PRESENCE_EXPIRY_MS) this.#byWorker.delete(worker);
    }
    return [...this.#byWorker.values()].flatMap((entry) => entry.reports);
  }
}
