/** A conference with the sockets this worker holds of it. */
import { AUDIENCES, mailedSites, type Audience, type ConferenceState } from '@diemcau/core';
import type { Caller } from './access/caller.ts';
import type { ConferenceRoom, RoomStep } from './conference-room.ts';
import type { Session } from './session.ts';
import { createRounds } from './rounds.ts';
import { createViewFeed, type ViewFeed } from './view-feed.ts';

/** Ballots change with every vote, for thousands of sockets at once: telling of them takes a fifth of a worker at most. */
const NOTICE_REST_TIMES = 4;

/** Closing lets go of the room; sessions are closed by the hub, which knows the reason. */
export class LiveConference {
  readonly room: ConferenceRoom;
  /** Everybody who is here, phones too. */
  readonly sessions = new Set<Session>();
  /** Consoles, rooms and screens: what happens every second is about them, and thousands of phones cost it nothing. */
  readonly nonPhones = new Set<Session>();
  readonly #feeds = new Map<Audience, ViewFeed>();
  readonly #stopListening: () => void;
  /** What everybody is to hear last; who has not heard an earlier one does not need it. */
  #notice: Buffer | null = null;
  readonly #noticed = new WeakMap<Session, Buffer>();
  readonly #notices = createRounds(this.sessions, (session) => this.#tellNotice(session), { restTimes: NOTICE_REST_TIMES });
  readonly #reopened: (conference: LiveConference) => void;
  #closed: boolean;
  /** The state whose mail the rooms were last told. */
  #mailed: ConferenceState | null;

  /** `reopened` is told when a closed conference is live again. */
  constructor(room: ConferenceRoom, reopened: (conference: LiveConference) => void = () => undefined) {
    this.room = room;
    this.#reopened = reopened;
    this.#closed = room.step?.state.phase === 'closed';
    this.#mailed = room.step?.state ?? null;
    this.#stopListening = room.listen((step) => this.#follow(step));
  }

  get step(): RoomStep {
    return this.room.step!;
  }

  feed(audience: Audience): ViewFeed {
    const known = this.#feeds.get(audience) ?? createViewFeed(audience, this.step);
    this.#feeds.set(audience, known);
    return known;
  }

  add(session: Session): void {
    this.sessions.add(session);
    if (session.audience !== 'phone') this.nonPhones.add(session);
  }

  remove(session: Session): void {
    this.sessions.delete(session);
    this.nonPhones.delete(session);
  }

  /** The same bytes to every live session of an audience, or to all but phones: links and media are nothing for them. */
  broadcast(bytes: Buffer, audience?: Exclude<Audience, 'phone'>): void {
    for (const session of this.nonPhones) {
      const isMeant = audience === undefined || session.audience === audience;
      if (session.state === 'live' && isMeant) session.sendBytes(bytes);
    }
  }

  /** The same bytes to everybody, phones too; newer ones take the place of those not yet sent. */
  broadcastNewest(bytes: Buffer): void {
    this.#notice = bytes;
    this.#notices.go();
  }

  /** Sessions of the device on duty in a room. */
  sessionsOfSite(siteId: string): Session[] {
    return [...this.nonPhones].filter(({ caller }) => caller.kind === 'site' && caller.siteId === siteId);
  }

  close(): void {
    this.#stopListening();
    this.#notices.close();
  }

  #tellNotice(session: Session): void {
    if (!this.#notice || session.state !== 'live' || this.#noticed.get(session) === this.#notice) return;
    this.#noticed.set(session, this.#notice);
    session.sendBytes(this.#notice);
  }

  #follow(step: RoomStep): void {
    for (const session of this.nonPhones) if (!mayStay(session.caller, step.state)) session.close('access-revoked');
    // Phones, of which there are thousands, come last.
    for (const audience of AUDIENCES) this.#feeds.get(audience)?.publish(step);
    this.#deliverMail(step.state);
    const closed = step.state.phase === 'closed';
    if (this.#closed && !closed) this.#reopened(this);
    this.#closed = closed;
  }

  #deliverMail(state: ConferenceState): void {
    const sites = mailedSites(this.#mailed, state);
    this.#mailed = state;
    for (const siteId of sites) for (const session of this.sessionsOfSite(siteId)) session.sendMail();
  }
}

/** Officers stay while they are officers, rooms while they are in the conference, screens and phones as long as they like. */
export function mayStay(caller: Caller, state: ConferenceState): boolean {
  if (caller.kind === 'console') return Object.hasOwn(state.officers, caller.accountId);
  return caller.kind !== 'site' || Object.hasOwn(state.sites, caller.siteId);
}
