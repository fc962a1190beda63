/** What the processes of a benchmark of ballots say to each other. */

/** One of the three of a yes-no ballot. */
export type Choice = 'yes' | 'no' | 'abstain';

export type ToPhones =
  | { readonly type: 'begin'; readonly host: string; readonly port: number; readonly code: string; readonly addresses: readonly string[] }
  | { readonly type: 'check-in'; readonly invitations: readonly string[] }
  /** For those that have none yet. */
  | { readonly type: 'get-credentials'; readonly ballotId: string; readonly atMost: number }
  | { readonly type: 'burst'; readonly burst: Burst };

export interface Burst {
  readonly ballotId: string;
  readonly secrecy: 'open' | 'secret';
  /** By the clock of the machine. */
  readonly startsAtMs: number;
  readonly lastsMs: number;
  /** Of all votes, how many are sent twice. */
  readonly twiceShare: number;
}

/** What became of the votes of one process. Times count from the start of the burst, latencies from the intended send. */
export interface Outcome {
  readonly sent: number;
  readonly sentTwice: number;
  readonly triedAgain: number;
  /** How often each answer that is no acknowledgement came, by its code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly acknowledged: Readonly<Record<Choice, number>>;
  readonly latenciesMs: readonly number[];
  readonly acknowledgedAtMs: readonly number[];
  /** Of a secret ballot. */
  readonly receipts: readonly string[];
  /** How late the last vote left this process, because it had no time for it. */
  readonly behindMs: number;
}

export type FromPhones =
  | { readonly type: 'begun' }
  | { readonly type: 'checked-in'; readonly phones: number }
  | { readonly type: 'got-credentials'; readonly left: number }
  | { readonly type: 'burst-over'; readonly outcome: Outcome };
