/** All phones of a run: who is drawn, and in which process they are. */
import type { Random } from '../random.ts';
import type { Share } from '../scenario/fields.ts';
import { arrivalMs, type ArrivalShape } from './arrival.ts';
import type { Act, Crowd, CrowdCounts, CrowdOrder, SeenBallot, VoteHabit } from './crowd.ts';
import { CrowdProcess } from './crowd-process.ts';
import { phonesReport, type PhonesReport } from './exactness.ts';
import { PhoneCrowd } from './phone-crowd.ts';
import type { PhoneKey } from './slips.ts';

export interface PhonePartyOptions {
  /** Address of the server, without a slash at the end. */
  readonly url: string;
  readonly keys: readonly PhoneKey[];
  /** This machine's addresses that sockets come from; empty: whichever the system takes. */
  readonly addresses: readonly string[];
  readonly seed: number;
  readonly voting: VoteHabit | null;
  /** At least so many processes; more where the phones need them. */
  readonly processes?: number;
  /** The program file; further processes are started from it. */
  readonly entryPath: string;
}

export interface PartyCounts {
  readonly arrived: number;
  readonly current: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly waiting: number;
  readonly credentials: number;
  readonly phase: string | null;
  /** The one announced last. */
  readonly ballot: SeenBallot | null;
}

/** Of 20,000 files a process may have open; each phone is one, and requests have theirs. */
const PHONES_PER_PROCESS = 10_000;
const NOBODY: PartyCounts = { arrived: 0, current: 0, acknowledged: 0, refused: 0, waiting: 0, credentials: 0, phase: null, ballot: null };

/** Idempotent `close`. */
export class PhoneParty {
  readonly #keys: readonly PhoneKey[];
  readonly #crowds: readonly Crowd[];
  readonly #isThere: boolean[];
  #counts: PartyCounts = NOBODY;

  constructor(options: PhonePartyOptions) {
    const { keys, entryPath, processes = 1, ...shared } = options;
    this.#keys = keys;
    this.#isThere = keys.map(() => false);
    const crowds = Math.max(processes, Math.ceil(keys.length / PHONES_PER_PROCESS), 1);
    this.#crowds = Array.from({ length: crowds }, (_, index) => {
      const numbers = keys.flatMap((_key, number) => (number % crowds === index ? number : []));
      const crowd = { ...shared, numbers, keys: numbers.map((number) => keys[number]!) };
      // A few phones cost less here than a process of their own.
      return crowds === 1 ? new PhoneCrowd(crowd) : new CrowdProcess(entryPath, crowd);
    });
  }

  get size(): number {
    return this.#keys.length;
  }

  /** As last looked at. */
  get counts(): PartyCounts {
    return this.#counts;
  }

  async look(): Promise<PartyCounts> {
    this.#counts = joined(await Promise.all(this.#crowds.map((crowd) => crowd.counts())));
    return this.#counts;
  }

  /** A name of the list is of no phone's room, unit or branch. */
  unknownName(share: Share): string | undefined {
    if (share.kind !== 'names') return undefined;
    return share.names.find((name) => !this.#keys.some(({ places }) => places.includes(name)));
  }

  /** Draws by the seed, among those that are there or those that are not. */
  draw(share: Share, { isThere, random }: { readonly isThere: boolean; readonly random: Random }): readonly number[] {
    const from = this.#keys.flatMap((_, number) => (this.#isThere[number] === isThere ? number : []));
    if (share.kind === 'all') return from;
    if (share.kind === 'names') return from.filter((number) => share.names.some((name) => this.#keys[number]!.places.includes(name)));
    const count = share.kind === 'count' ? share.count : Math.round(share.ratio * this.size);
    // As with rooms: each gets its number before anybody is chosen.
    const lots = from.map((number) => ({ number, lot: random.next() }));
    return lots
      .sort((a, b) => a.lot - b.lot)
      .slice(0, count)
      .map(({ number }) => number);
  }

  async arrive(
    phones: readonly number[],
    curve: { readonly overMs: number; readonly shape: ArrivalShape; readonly random: Random },
  ): Promise<void> {
    for (const phone of phones) this.#isThere[phone] = true;
    await this.#perform({
      type: 'arrive',
      acts: phones.map((phone) => ({ phone, afterMs: arrivalMs(curve.shape, curve.random.next(), curve.overMs) })),
    });
  }

  async leave(phones: readonly number[], { overMs, random }: { readonly overMs: number; readonly random: Random }): Promise<void> {
    for (const phone of phones) this.#isThere[phone] = false;
    await this.#perform({ type: 'leave', acts: spread(phones, overMs, random) });
  }

  /** `acts`: how long the line of each is gone. */
  async cut(acts: readonly Act[], keeps: 'page' | 'nothing'): Promise<void> {
    await this.#perform({ type: 'cut', acts, keeps });
  }

  async vote(
    ballotId: string,
    phones: readonly number[],
    how: { readonly overMs: number; readonly yes: number; readonly no: number; readonly random: Random },
  ): Promise<void> {
    const acts = spread(phones, how.overMs, how.random).map((act) => ({ ...act, lot: how.random.next() }));
    await this.#perform({ type: 'vote', ballotId, acts, yes: how.yes, no: how.no });
  }

  async report(): Promise<PhonesReport> {
    return phonesReport(this.size, await Promise.all(this.#crowds.map((crowd) => crowd.audit(true))));
  }

  async close(): Promise<void> {
    await Promise.all(this.#crowds.map((crowd) => crowd.close()));
  }

  async #perform(order: CrowdOrder): Promise<void> {
    const many = this.#crowds.length;
    const part = (index: number) => order.acts.filter(({ phone }) => phone % many === index);
    await Promise.all(this.#crowds.map((crowd, index) => crowd.perform({ ...order, acts: part(index) } as CrowdOrder)));
  }
}

function spread(phones: readonly number[], overMs: number, random: Random): Act[] {
  return phones.map((phone) => ({ phone, afterMs: Math.round(random.next() * overMs) }));
}

function joined(parts: readonly CrowdCounts[]): PartyCounts {
  const sum = (of: (part: CrowdCounts) => number) => parts.reduce((total, part) => total + of(part), 0);
  const ballots = parts.flatMap((part) => part.ballots).sort((a, b) => b.announcedAtMs - a.announcedAtMs);
  const open = ballots.find(({ phase }) => phase === 'open');
  return {
    arrived: sum(({ arrived }) => arrived),
    current: sum(({ current }) => current),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    refused: sum(({ refused }) => refused),
    waiting: sum(({ votesWaiting }) => votesWaiting),
    credentials: sum(({ credentials }) => credentials),
    phase: parts.find(({ phase }) => phase !== null)?.phase ?? null,
    // Of several the open one is meant.
    ballot: open ?? ballots[0] ?? null,
  };
}
