import type { BallotCommandOf, BallotId, BallotView, ConferenceId, Counts, SiteId } from '@diemcau/core';
import { postJson } from '../http.ts';
import type { HttpResult } from '../http.ts';

export type NewBallot = Omit<BallotCommandOf<'AnnounceBallot'>, 'type' | 'conferenceId'>;
export type BallotChange =
  | { readonly type: 'OpenBallot' | 'ExtendBallot'; readonly closesAtMs: number }
  | { readonly type: 'CloseBallot' }
  | { readonly type: 'WithdrawBallot' | 'DeclareInvalid'; readonly reason: string };

const path = (conferenceId: ConferenceId): string => `/api/v1/conferences/${conferenceId}/ballots`;

export function announceBallot(conferenceId: ConferenceId, ballot: NewBallot, id: string): Promise<HttpResult<BallotView>> {
  return postJson(path(conferenceId), ballot, id);
}

export function changeBallot(
  conferenceId: ConferenceId,
  ballotId: BallotId,
  { change, id }: { readonly change: BallotChange; readonly id: string },
): Promise<HttpResult<BallotView>> {
  return postJson(`${path(conferenceId)}/${ballotId}/commands`, change, id);
}

export interface HandsEntry {
  readonly counter: 1 | 2;
  readonly hands: Counts;
}

export function countHands(
  { conferenceId, ballotId, siteId }: { readonly conferenceId: ConferenceId; readonly ballotId: BallotId; readonly siteId: SiteId },
  entry: HandsEntry,
  id: string,
): Promise<HttpResult<BallotView>> {
  return postJson(`${path(conferenceId)}/${ballotId}/hands?site=${encodeURIComponent(siteId)}`, entry, id);
}
