/** Sends what is due; called every few milliseconds with the time. */
export type PacedStep = (nowMs: number) => void;

/** A fourth of the time between two pictures: nothing is later than that, and an idle process wakes 100 times a second at most. */
const TICK_MS = 10;

/** One clock for every room of the process, running only while somebody sends. Idempotent `close`. */
export class Pacer {
  readonly #steps = new Set<PacedStep>();
  #timer: NodeJS.Timeout | null = null;

  /** Returns the function that ends it. */
  add(step: PacedStep): () => void {
    this.#steps.add(step);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    return () => {
      this.#steps.delete(step);
      if (this.#steps.size === 0) this.close();
    };
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #tick(): void {
    const nowMs = performance.now();
    for (const step of this.#steps) step(nowMs);
  }
}
