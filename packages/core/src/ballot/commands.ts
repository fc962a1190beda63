import type { BallotId, ConferenceId, SiteId } from '../kernel/ids.ts';

/** `choose`: up to `maxChoices` of the options. `yes-no` has the options yes, no and abstain. */
export type BallotForm =
  { readonly kind: 'yes-no' } | { readonly kind: 'choose'; readonly options: readonly BallotOption[]; readonly maxChoices: number };

export interface BallotOption {
  readonly optionId: string;
  readonly text: string;
}

/** `open`: an official act under one's name, announced as such. `secret`: nobody can ever join voter and choice. */
export type Secrecy = 'open' | 'secret';
/** `people`: everybody checked in, with their phone. `sites`: a show of hands in each room, counted by two officers. */
export type Voters = 'people' | 'sites';

export const SHARES = ['half', 'two-thirds', 'three-quarters'] as const;
/** `half` is more than half, the others at least that much (as statutes word them). */
export type Share = (typeof SHARES)[number];

/** Who must take part for the ballot to count; null: nobody in particular. Of everybody entitled at the opening. */
export type Quorum = { readonly share: Share } | null;

/** What passes. `decided`: those who chose (abstentions left out); `cast`: every ballot; `present`: everybody entitled at the opening. */
export interface Majority {
  readonly share: Share;
  readonly of: 'decided' | 'cast' | 'present';
}

/** The chair or the secretary gives these; whoever routes them has asked. Only `CountHands` is a room's. */
export type BallotCommand =
  | {
      readonly type: 'AnnounceBallot';
      readonly ballotId: BallotId;
      readonly conferenceId: ConferenceId;
      readonly question: string;
      readonly form: BallotForm;
      readonly secrecy: Secrecy;
      readonly voters: Voters;
      readonly quorum: Quorum;
      readonly majority: Majority;
    }
  /** `entitled`: how many may vote at this moment: people checked in, or people counted in the rooms. */
  | { readonly type: 'OpenBallot'; readonly closesAtMs: number; readonly entitled: number }
  | { readonly type: 'ExtendBallot'; readonly closesAtMs: number }
  /** `tally` is counted while nobody can cast any more. */
  | { readonly type: 'CloseBallot'; readonly tally: BallotTally }
  | { readonly type: 'WithdrawBallot'; readonly reason: string }
  /** Also after the closing: something does not add up. */
  | { readonly type: 'DeclareInvalid'; readonly reason: string }
  /** One of two officers of a room, without having seen the other's figures. */
  | { readonly type: 'CountHands'; readonly siteId: SiteId; readonly counter: 1 | 2; readonly hands: Counts };

export type BallotCommandType = BallotCommand['type'];
export type BallotCommandOf<T extends BallotCommandType> = Extract<BallotCommand, { type: T }>;

/** How often each option was chosen. */
export type Counts = Readonly<Record<string, number>>;

export interface BallotTally {
  /** Ballots, also empty ones. */
  readonly cast: number;
  readonly counts: Counts;
}

/** How a ballot is filled in: options, none of them twice. */
export type Choice = readonly string[];

export const YES_NO_OPTIONS: readonly string[] = ['yes', 'no', 'abstain'];

export function optionIdsOf(form: BallotForm): readonly string[] {
  return form.kind === 'yes-no' ? YES_NO_OPTIONS : form.options.map(({ optionId }) => optionId);
}
