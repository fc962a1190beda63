import type { BallotId, ConferenceId, SiteId } from '../kernel/ids.ts';
import type { BallotForm, BallotTally, Counts, Majority, Quorum, Secrecy, Voters } from './commands.ts';

export type BallotPhase = 'announced' | 'open' | 'closed' | 'withdrawn' | 'invalid';

/** Of one room at a show of hands. */
export interface RoomHands {
  /** What one officer has counted and the other has not yet; never shown to the other. */
  readonly waiting: { readonly counter: 1 | 2; readonly hands: Counts } | null;
  /** What both have counted. */
  readonly agreed: Counts | null;
  /** How often the two disagreed. */
  readonly disagreements: number;
}

export interface BallotState {
  readonly ballotId: BallotId;
  readonly conferenceId: ConferenceId;
  readonly question: string;
  readonly form: BallotForm;
  readonly secrecy: Secrecy;
  readonly voters: Voters;
  readonly quorum: Quorum;
  readonly majority: Majority;
  readonly phase: BallotPhase;
  readonly announcedAtMs: number;
  readonly openedAtMs: number | null;
  readonly closesAtMs: number | null;
  readonly endedAtMs: number | null;
  /** Entitled to vote at the opening. */
  readonly entitled: number;
  readonly hands: Readonly<Record<SiteId, RoomHands>>;
  readonly tally: BallotTally | null;
  /** Why it was withdrawn or is invalid. */
  readonly reason: string | null;
}

export const NO_HANDS: RoomHands = { waiting: null, agreed: null, disagreements: 0 };
