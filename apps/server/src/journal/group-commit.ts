/**
 * Many small requests, one transaction: whatever arrives while one is being written goes into the next,
 * and each is answered once its own is durable. One batch at a time, so a busy server fills its batches by itself.
 */
import { OutsideFault } from '../errors.ts';

/**
 * Before each batch, not only the first: a transaction costs the same for one and for thirty, and of 2,300 requests
 * a second on two workers this makes forty transactions each in place of hundreds. Nobody sees 20 ms.
 */
const GATHER_MS = 20;
/** One insert of this size takes some 20 ms; larger ones would make the first wait for the last. */
const BATCH_MAX = 500;
/** Ten seconds of a reference day pressing at once. Overflow: refused as `overloaded`, the phone comes again. */
const WAITING_MAX = 30_000;

interface Waiting<Q, A> {
  readonly request: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

/** `write` answers every request of a batch in order, or throws: then nothing of the batch has happened. */
export class GroupCommit<Q, A> {
  readonly #write: (batch: readonly Q[]) => Promise<readonly A[]>;
  readonly #waiting: Waiting<Q, A>[] = [];
  #running: Promise<void> | null = null;

  constructor(write: (batch: readonly Q[]) => Promise<readonly A[]>) {
    this.#write = write;
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
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // A full one waits for nobody.
      if (this.#waiting.length < BATCH_MAX) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      await this.#writeBatch(this.#waiting.splice(0, BATCH_MAX));
    }
    this.#running = null;
  }

  async #writeBatch(batch: readonly Waiting<Q, A>[]): Promise<void> {
    try {
      const answers = await this.#write(batch.map(({ request }) => request));
      batch.forEach(({ resolve }, place) => resolve(answers[place]!));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
