/**
 * Phones come in one after the other, a few at a time, so that twenty thousand that arrive together cost nobody
 * else a moment: whoever is not a phone never stands here. A phone that has to wait is told its place.
 */

/** Somebody who waits. */
export interface Entrant {
  /** Its place (1 is next) and how long that takes about; called now and then, the place never grows. */
  told(place: number, waitMs: number): void;
  /** What it was sent on coming in has left, or it is gone. */
  isServed(): boolean;
}

export interface AdmissionPace {
  readonly tickMs: number;
  readonly perTick: number;
  /** Of these, let in however many arrive. */
  readonly perTickLeast: number;
  readonly servingMax: number;
  readonly waitingMax: number;
}

/**
 * Welcome, view and ballots of a phone take some 0.2 ms. Ten in ten milliseconds are at most a fifth of a worker's time,
 * and as its other work comes between two ticks, a busy worker lets in fewer by itself: up to a thousand a second,
 * the 11,500 phones of a reference day's worker in some 12 s.
 * While as many or more arrive as are let in, only two are: giving a phone its socket and its place costs a third of that, and
 * behind the phones that have none yet may stand a console.
 * A thousand that are still being sent their view are 100 Mbit/s for seconds, which rooms need for their pictures.
 * Everybody of the reference day and some more may wait at one worker. Overflow: closed with `line-full`.
 */
export const ADMISSION_PACE: AdmissionPace = { tickMs: 10, perTick: 10, perTickLeast: 2, servingMax: 1_000, waitingMax: 30_000 };

/** A phone that does not take its view within this holds up nobody else. */
const SERVING_TICKS_MAX = 500;
/** Places are told at most this often, to some 2,000 phones a second: 2 % of a worker's time. */
const TELL_EVERY_TICKS = 300;
const TELL_PER_TICK = 20;
/** Who waits shorter than this is not told: it would be a flicker on the screen. */
const TELL_FROM_MS = 1_000;
/** How far the pace of the last second counts against what was known before. */
const PACE_WEIGHT = 0.3;
const SECOND_MS = 1_000;

interface Waiting {
  readonly entrant: Entrant;
  readonly ticket: number;
  readonly resolve: (cameIn: boolean) => void;
}

export type Turn = 'come-in' | 'left' | 'full';

/** Has a timer while somebody waits or has just come in; closing sends everybody who waits away. */
export class AdmissionLine {
  readonly #pace: AdmissionPace;
  /** In the order of their tickets. */
  readonly #waiting = new Map<Entrant, Waiting>();
  /** Who is being sent its first view, and for how many ticks. */
  readonly #serving = new Map<Entrant, number>();
  readonly #wasTold = new WeakSet<Entrant>();
  #timer: NodeJS.Timeout | undefined;
  #left: number;
  /** Since the last tick. */
  #arrived = 0;
  #ticket = 0;
  #admitted = 0;
  #perSecond: number;
  #second = { atMs: performance.now(), admitted: 0 };
  #round: Iterator<Waiting> | null = null;
  #roundTicks = 0;

  constructor(pace: AdmissionPace = ADMISSION_PACE) {
    this.#pace = pace;
    this.#left = pace.perTick;
    // Until a second has shown it: half of what is possible, so that nobody is promised too much.
    this.#perSecond = (pace.perTick * SECOND_MS) / pace.tickMs / 2;
  }

  /** How many wait. */
  get length(): number {
    return this.#waiting.size;
  }

  /** How many have come in since the worker began. */
  get admitted(): number {
    return this.#admitted;
  }

  /** Resolves when it is this one's turn, at once where nobody waits; with `left` where it went away before. */
  turn(entrant: Entrant): Promise<Turn> {
    this.#arrived += 1;
    this.#timer ??= setInterval(() => this.#tick(), this.#pace.tickMs).unref();
    if (this.#waiting.size === 0 && this.#mayEnter()) {
      this.#letIn(entrant);
      return Promise.resolve('come-in');
    }
    if (this.#waiting.size >= this.#pace.waitingMax) return Promise.resolve('full');
    return new Promise((resolve) => {
      this.#ticket += 1;
      const waiting = { entrant, ticket: this.#ticket, resolve: (cameIn: boolean) => resolve(cameIn ? 'come-in' : 'left') };
      this.#waiting.set(entrant, waiting);
      this.#tell(waiting);
    });
  }

  /** It is gone, whether it waited or was being served. Idempotent. */
  leave(entrant: Entrant): void {
    this.#serving.delete(entrant);
    const waiting = this.#waiting.get(entrant);
    if (!waiting) return;
    this.#waiting.delete(entrant);
    waiting.resolve(false);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const entrant of this.#waiting.keys()) this.leave(entrant);
  }

  #mayEnter(): boolean {
    return this.#left > 0 && this.#serving.size < this.#pace.servingMax;
  }

  #letIn(entrant: Entrant): void {
    this.#left -= 1;
    this.#admitted += 1;
    this.#serving.set(entrant, 0);
  }

  #tick(): void {
    const { perTick, perTickLeast } = this.#pace;
    this.#left = Math.max(Math.min(perTick, perTickLeast), perTick - this.#arrived);
    this.#arrived = 0;
    this.#lookAtServed();
    for (const { entrant, resolve } of this.#waiting.values()) {
      if (!this.#mayEnter()) break;
      this.#waiting.delete(entrant);
      this.#letIn(entrant);
      resolve(true);
    }
    this.#measure();
    this.#tellSome();
    if (this.#waiting.size > 0 || this.#serving.size > 0) return;
    this.#left = perTick;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #lookAtServed(): void {
    for (const [entrant, ticks] of this.#serving) {
      if (entrant.isServed() || ticks >= SERVING_TICKS_MAX) this.#serving.delete(entrant);
      else this.#serving.set(entrant, ticks + 1);
    }
  }

  #measure(): void {
    const nowMs = performance.now();
    const passedMs = nowMs - this.#second.atMs;
    if (passedMs < SECOND_MS) return;
    const perSecond = ((this.#admitted - this.#second.admitted) * SECOND_MS) / passedMs;
    // An idle second says nothing of how fast it would have gone.
    if (this.#waiting.size > 0) this.#perSecond = Math.max(1, this.#perSecond * (1 - PACE_WEIGHT) + perSecond * PACE_WEIGHT);
    this.#second = { atMs: nowMs, admitted: this.#admitted };
  }

  /** Goes round the line, some at every tick, and rests between two rounds. */
  #tellSome(): void {
    this.#roundTicks += 1;
    if (this.#round === null && this.#roundTicks < TELL_EVERY_TICKS) return;
    this.#round ??= this.#beginRound();
    for (let told = 0; told < TELL_PER_TICK; told += 1) {
      const next = this.#round.next();
      if (next.done) return void (this.#round = null);
      this.#tell(next.value);
    }
  }

  #beginRound(): Iterator<Waiting> {
    this.#roundTicks = 0;
    return this.#waiting.values();
  }

  /** Those who left in the middle still count until the line has passed them: a place only ever shrinks. */
  #tell({ entrant, ticket }: Waiting): void {
    const first = this.#waiting.values().next().value?.ticket ?? ticket;
    const place = ticket - first + 1;
    const waitMs = Math.round((place / this.#perSecond) * SECOND_MS);
    if (waitMs < TELL_FROM_MS && !this.#wasTold.has(entrant)) return;
    this.#wasTold.add(entrant);
    entrant.told(place, waitMs);
  }
}
