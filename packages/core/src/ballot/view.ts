import type { ConferenceId, BallotId, SiteId } from '../kernel/ids.ts';
import type { BallotForm, Counts, Majority, Quorum, Secrecy, Voters } from './commands.ts';
import { ballotResult, type BallotResult } from './result.ts';
import type { BallotPhase, BallotState } from './state.ts';

/** A room at a show of hands, as everybody may see it. */
export interface RoomHandsView {
  readonly state: 'not-counted' | 'one-counted' | 'agreed' | 'disagreed';
  /** After the closing only: until then a room must not follow another. */
  readonly hands: Counts | null;
}

export interface BallotView {
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
  readonly entitled: number;
  readonly reason: string | null;
  readonly rooms: Readonly<Record<SiteId, RoomHandsView>>;
  readonly result: BallotResult | null;
}

/** With how many took part so far: people, or rooms whose officers agree. */
export interface LiveBallot extends BallotView {
  readonly turnout: number;
}

/**
 * What everybody sees, the chair included: the question and its rules, and until the closing only how many took
 * part (the turnout comes beside it). Then the result; an invalid ballot has none. Figures a room's officer has
 * entered alone are nobody's.
 */
export function ballotView(state: BallotState): BallotView {
  const { tally, hands, ...rest } = state;
  const isClosed = state.phase === 'closed';
  return {
    ...rest,
    rooms: Object.fromEntries(Object.entries(hands).map(([siteId, room]) => [siteId, roomView(room, isClosed)])),
    result: isClosed && tally ? ballotResult(state, tally) : null,
  };
}

function roomView({ waiting, agreed, disagreements }: BallotState['hands'][string], isClosed: boolean): RoomHandsView {
  const state = waiting ? 'one-counted' : agreed ? 'agreed' : disagreements > 0 ? 'disagreed' : 'not-counted';
  return { state, hands: isClosed ? agreed : null };
}
