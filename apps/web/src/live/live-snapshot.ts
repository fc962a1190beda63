import { EMPTY_REPLICA } from '@diemcau/core';
import type {
  Actor,
  CloseReason,
  LinkSummary,
  LiveBallot,
  MediaAccess,
  PresenceBySite,
  Replica,
  Rung,
  SiteId,
  SiteMail,
  TallyBySite,
} from '@diemcau/core';

/** How this page stands with the server. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** Cut; coming back by itself. `online` is what the browser says about its own network. */
  | { readonly state: 'reconnecting'; readonly sinceMs: number; readonly online: boolean }
  /** Over for good, for a reason the server gave. */
  | { readonly state: 'ended'; readonly reason: CloseReason };

/** A rung of null: nothing is known yet. */
export interface RoomDelivery {
  readonly rung: Rung | null;
  readonly unshownFeeds: readonly string[];
  /** What the room itself may send; null: nothing now. */
  readonly sends: Rung | null;
}

/** Everything a page knows, replaced as a whole whenever a part changes. */
export interface LiveSnapshot {
  readonly connection: Connection;
  readonly replica: Replica;
  readonly actor: Actor | null;
  readonly officerNames: Readonly<Record<string, string>>;
  readonly media: MediaAccess | null;
  readonly presence: PresenceBySite;
  readonly links: LinkSummary | null;
  /** Every ballot of the conference, in the order in which they were announced. */
  readonly ballots: readonly LiveBallot[];
  readonly watchedViewers: number;
  /** A room's own: what the media plane sends it by the state of its line. */
  readonly delivery: RoomDelivery;
  /** A room's own: messages to it, its open call for help, its last headcount. */
  readonly mail: SiteMail;
  readonly takeoverAsked: { readonly fromDevice: string; readonly atMs: number } | null;
  readonly clockOffsetMs: number;
  /** Of the quickest round trip of the last minute; null: not measured yet. */
  readonly roundTripMs: number | null;
  /** Of a console every room, of a room itself; null: nobody has checked in since this socket is open. */
  readonly checkIns: TallyBySite | null;
  /** A room: when the desk last asked for a check, by this page's clock. */
  readonly preflightAskedAtMs: number | null;
  /** A console: rooms whose check has changed and was not read yet. */
  readonly preflightNews: readonly SiteId[];
}

export const EMPTY_SNAPSHOT: LiveSnapshot = {
  connection: { state: 'connecting' },
  replica: EMPTY_REPLICA,
  actor: null,
  officerNames: {},
  media: null,
  presence: {},
  links: null,
  ballots: [],
  watchedViewers: 0,
  delivery: { rung: null, unshownFeeds: [], sends: null },
  mail: { messages: [], helpCall: null, headcount: null },
  takeoverAsked: null,
  clockOffsetMs: 0,
  roundTripMs: null,
  checkIns: null,
  preflightAskedAtMs: null,
  preflightNews: [],
};
