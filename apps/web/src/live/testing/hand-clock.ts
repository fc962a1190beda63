import type { Clock } from '../clock.ts';

interface Timer {
  readonly dueAtMs: number;
  readonly run: () => void;
}

/** A clock whose hands the test moves. */
export class HandClock implements Clock {
  #nowMs = 1_000_000;
  readonly #timers = new Set<Timer>();

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { dueAtMs: this.#nowMs + delayMs, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Runs every timer that falls due, in order, and lets promises settle after each. */
  async forward(byMs: number): Promise<void> {
    await settled();
    const untilMs = this.#nowMs + byMs;
    for (let next = this.#next(untilMs); next; next = this.#next(untilMs)) {
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueAtMs);
      next.run();
      await settled();
    }
    this.#nowMs = untilMs;
    await settled();
  }

  #next(untilMs: number): Timer | null {
    const due = [...this.#timers].filter((timer) => timer.dueAtMs <= untilMs);
    return due.reduce<Timer | null>((first, timer) => (first && first.dueAtMs <= timer.dueAtMs ? first : timer), null);
  }
}

/** Promise callbacks that wait for each other a few deep have run after this. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
