/** What a crowd of phones is told and tells, the same for phones of this process and of another. Plain values only. */
import type { BallotPhase, BallotResult, Counts, Secrecy } from '@diemcau/core';
import type { LatencyCounts } from './latencies.ts';
import type { PhoneKey } from './slips.ts';

export interface CrowdOptions {
  readonly url: string;
  readonly keys: readonly PhoneKey[];
  /** Number of each key in the whole run. */
  readonly numbers: readonly number[];
  readonly addresses: readonly string[];
  readonly seed: number;
  /** They vote by themselves in what opens; null: when they are told. */
  readonly voting: VoteHabit | null;
}

export interface VoteHabit {
  readonly overMs: number;
  readonly yes: number;
  readonly no: number;
}

/** Which phone, by its number, and after how long. */
export interface Act {
  readonly phone: number;
  readonly afterMs: number;
}

export type CrowdOrder =
  | { readonly type: 'arrive'; readonly acts: readonly Act[] }
  | { readonly type: 'leave'; readonly acts: readonly Act[] }
  /** `afterMs` is how long its line is gone. */
  | { readonly type: 'cut'; readonly acts: readonly Act[]; readonly keeps: 'page' | 'nothing' }
  /** In one ballot; each with its lot. */
  | {
      readonly type: 'vote';
      readonly ballotId: string;
      readonly acts: readonly (Act & { readonly lot: number })[];
      readonly yes: number;
      readonly no: number;
    };

/** A ballot of people as the phones see it. */
export interface SeenBallot {
  readonly ballotId: string;
  readonly question: string;
  readonly secrecy: Secrecy;
  readonly phase: BallotPhase;
  readonly announcedAtMs: number;
  readonly entitled: number;
  readonly turnout: number;
  readonly result: BallotResult | null;
}

export interface VoteCounts {
  readonly pressed: number;
  readonly acknowledged: number;
  /** How often each option was chosen in what was acknowledged. */
  readonly counts: Counts;
  readonly refused: Counts;
  /** Of a secret ballot, after its closing: acknowledged and not in the published list. */
  readonly receiptsMissing: number;
}

/** What a crowd knows of itself; cheap enough to ask four times a second. */
export interface CrowdCounts {
  readonly arrived: number;
  readonly turnedAway: Counts;
  readonly current: number;
  readonly votesWaiting: number;
  /** Phones that may vote in the secret ballot announced last. */
  readonly credentials: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly phase: string | null;
  readonly ballots: readonly SeenBallot[];
}

export interface CrowdAudit {
  readonly counts: CrowdCounts;
  /** Phones by what they hold: version and a digest of the whole view. */
  readonly held: Counts;
  readonly checkInsLost: number;
  readonly cuts: number;
  readonly versionLagMax: number;
  readonly linePlaceMax: number;
  readonly votes: Readonly<Record<string, VoteCounts>>;
  readonly latencies: Readonly<Record<LatencyName, LatencyCounts>>;
}

export const LATENCY_NAMES = ['checkIn', 'state', 'return', 'delivery', 'credential', 'vote'] as const;
/** `delivery`: from the first phone of a process that was told a change to this one. */
export type LatencyName = (typeof LATENCY_NAMES)[number];

/** Phones of one process. Idempotent `close`. */
export interface Crowd {
  /** Resolves when it is done: phones that arrive or come back are current, votes answered; at the latest after a minute. */
  perform(order: CrowdOrder): Promise<void>;
  counts(): Promise<CrowdCounts>;
  /** `fresh`: one phone loads its state anew first, to compare with. */
  audit(fresh: boolean): Promise<CrowdAudit>;
  close(): Promise<void>;
}
