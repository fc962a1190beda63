/**
 * Many small requests, one transaction: whatever arrives while one is being written goes into the next,
 * and each is answered once its own is durable. One batch at a time, so a busy server fills its batches by itself.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { OutsideFault } from '../errors.ts';
import { isDatabaseAway } from './database.ts';

/**
 * Before each batch, not only the first: a transaction costs the same for one and for thirty, and of 2,300 requests
 * a second on two workers this makes forty transactions each in place of hundreds. Nobody sees 20 ms.
 */
const GATHER_MS = 20;
/** One insert of this size takes some 20 ms; larger ones would make the first wait for the last. */
const BATCH_MAX = 500;
/** Ten seconds of a reference day pressing at once. Overflow: refused as `overloaded`, the phone comes again. */
const WAITING_MAX = 30_000;

/**
 * The database is back within one to three seconds after a crash. Thousands of phones that are told to come again in
 * that time ask more often than there are answers; those that are kept waiting get one, well before they give up (12 s).
 */
const HOLD_MS = 5_000;
const AGAIN_MS = 100;

interface Waiting<Q, A> {
  readonly request: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * `write` answers every request of a batch in order, or throws: then it can be called with the same again, whether
 * or not the first was written. While the database is away it is.
 */
export class GroupCommit<Q, A> {
  readonly #write: (batch: readonly Q[]) => Promise<readonly A[]>;
  readonly #waiting: Waiting<Q, A>[] = [];
  readonly #holdMs: number;
  #running: Promise<void> | null = null;
  #awaySinceMs: number | null = null;
  #isClosing = false;

  constructor(write: (batch: readonly Q[]) => Promise<readonly A[]>, { holdMs = HOLD_MS }: { readonly holdMs?: number } = {}) {
    this.#write = write;
    this.#holdMs = holdMs;
  }

  /** Durable when it resolves. Throws OutsideFault: nothing is known to have happened, the same request may come again. */
  submit(request: Q): Promise<A> {
    if (this.#waiting.length >= WAITING_MAX) return Promise.reject(new OutsideFault('overloaded'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything submitted so far has been answered. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // A full one waits for nobody.
      if (this.#waiting.length < BATCH_MAX) await sleep(GATHER_MS);
      await this.#writeBatch(this.#waiting.splice(0, BATCH_MAX));
    }
    this.#running = null;
  }

  async #writeBatch(batch: readonly Waiting<Q, A>[]): Promise<void> {
    const requests = batch.map(({ request }) => request);
    for (;;) {
      try {
        const answers = await this.#write(requests);
        this.#awaySinceMs = null;
        return batch.forEach(({ resolve }, place) => resolve(answers[place]!));
      } catch (error) {
        if (!this.#mayHold(error)) return batch.forEach(({ reject }) => reject(error));
        await sleep(AGAIN_MS);
      }
    }
  }

  /** Counted from when the database went, so that those who come later do not wait longer. */
  #mayHold(error: unknown): boolean {
    if (!isDatabaseAway(error)) return false;
    this.#awaySinceMs ??= performance.now();
    return !this.#isClosing && performance.now() - this.#awaySinceMs < this.#holdMs;
  }
}
