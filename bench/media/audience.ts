import { Crowd } from '../floor/crowd.ts';
import type { Counts, FromViewers, ToViewers, ViewerPlan } from './messages.ts';

/**
 * Rooms whose clocks are read. They have a process of their own: 140 receivers in one process wait for each
 * other, and what they wait for is the benchmark's queue, not the plane's.
 */
const WITNESSES = 8;

/** Everybody who watches: a crowd that only counts, and witnesses spread over it who also take the time. */
export class Audience {
  readonly #crowd: Part;
  readonly #witnesses: Part;

  constructor(plans: readonly ViewerPlan[]) {
    const every = Math.max(2, Math.floor(plans.length / WITNESSES));
    const isWitness = (_: ViewerPlan, index: number): boolean => index % every === 1;
    this.#crowd = new Part(plans.filter((plan, index) => !isWitness(plan, index)));
    this.#witnesses = new Part(plans.filter(isWitness));
  }

  get size(): number {
    return this.#crowd.plans.length + this.#witnesses.plans.length;
  }

  async watch(socketPaths: readonly string[]): Promise<void> {
    await this.#both((part) => part.crowd.ask({ type: 'watch', socketPaths, plans: part.plans }, 'watched'));
  }

  /** So many of the crowd, from this one on, leave without a word and come again; witnesses stay. */
  async comeAndGo(socketPaths: readonly string[], leaving: { readonly from: number; readonly viewers: number }): Promise<void> {
    await this.#crowd.crowd.ask({ type: 'return', socketPaths, ...leaving }, 'returned');
  }

  startCounting(): void {
    for (const { crowd } of [this.#crowd, this.#witnesses]) crowd.tell({ type: 'count', isOn: true });
  }

  /** Packets and losses of all, delays of the witnesses. */
  async stopCounting(): Promise<Counts> {
    const [crowd, witnesses] = await this.#both(async (part) => (await part.crowd.ask({ type: 'count', isOn: false }, 'counted')).counts);
    return { packets: crowd.packets + witnesses.packets, lost: crowd.lost + witnesses.lost, delays: witnesses.delays };
  }

  /** When the last of all has a packet of this tag on this feed, by the machine's clock in microseconds. */
  async lastSeenUs(feed: string, tag: number): Promise<number> {
    const seen = await this.#both(
      async (part) => (await part.crowd.ask({ type: 'expect', feed, tag }, 'seen', (answer) => answer.tag === tag)).atUs,
    );
    return Math.max(...seen.flat());
  }

  close(): void {
    for (const { crowd } of [this.#crowd, this.#witnesses]) crowd.close();
  }

  #both<T>(ask: (part: Part) => Promise<T>): Promise<[T, T]> {
    return Promise.all([ask(this.#crowd), ask(this.#witnesses)]);
  }
}

class Part {
  readonly plans: readonly ViewerPlan[];
  readonly crowd = new Crowd<ToViewers, FromViewers>('../media/viewer-crowd');

  constructor(plans: readonly ViewerPlan[]) {
    this.plans = plans;
  }
}
