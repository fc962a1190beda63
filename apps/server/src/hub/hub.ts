/** Every live socket of this worker, and what reaches them besides the steps of their conference. */
import {
  entryOf,
  HEARTBEAT_MS,
  type CloseReason,
  type ConferenceCommand,
  type LinkSummary,
  type MediaAccess,
  type TallyBySite,
} from '@diemcau/core';
import { MediaFault, type MediaEvent, type MediaPlane } from '@diemcau/media';
import type { Pool } from 'pg';
import { OutsideFault } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { Logger } from '../log.ts';
import type { SupervisorLink } from '../process/supervisor-link.ts';
import { accountNames } from './access/accounts.ts';
import { actorOf, holderIdOf, type Caller } from './access/caller.ts';
import { createMediaToken } from './access/media-tokens.ts';
import { AdmissionLine, type Entrant, type Turn } from './admission/admission-line.ts';
import { comeBackWithinMs } from './admission/come-back.ts';
import { BallotFeed } from './ballot-feed.ts';
import { CheckInFeed } from './check-in-feed.ts';
import { BUILD } from './build.ts';
import type { Bulletin, Bulletins } from './bulletins.ts';
import type { ConferenceRoom, ExecuteAnswer } from './conference-room.ts';
import type { ConferenceRooms } from './conference-rooms.ts';
import { scopedCommandId } from './conference-stream.ts';
import { frame } from './frame.ts';
import { createFullHouse, type FullHouse } from './full-house.ts';
import { LiveConference, mayStay } from './live-conference.ts';
import { MediaFacts } from './media-facts.ts';
import { cameraEndpoint, siteOfCamera } from './media-names.ts';
import { openSeal } from './media-sessions.ts';
import { Presence, type OwnSight } from './presence.ts';
import { createRounds } from './rounds.ts';
import type { SessionDesk } from './session-desk.ts';
import { Session } from './session.ts';
import { linkSummary, presenceBySite } from './site-presence.ts';
import type { Transport } from './transport.ts';
import { WritingLimits } from './writing-limits.ts';

export interface HubParts {
  readonly rooms: ConferenceRooms;
  readonly db: Pool;
  readonly plane: MediaPlane;
  readonly bulletins: Bulletins;
  readonly link: SupervisorLink;
  readonly log: Logger;
  /** Signs the names of media sessions. */
  readonly secret: string;
  readonly nowMs: () => number;
  readonly journal: Journal;
  /** Relays for the sessions of a conference, with credentials of now. */
  readonly iceServers: (conferenceId: string) => MediaAccess['iceServers'];
  /** How many sockets this worker has files for. */
  readonly socketsMax: number;
}

/** A phone carries state only; 23,000 tokens that nobody uses would be written otherwise. */
const NO_MEDIA: MediaAccess = { up: false, epoch: '', token: '', iceServers: [] };

/** Closes its sessions; rooms, plane, bulletins and pool stay the caller's. */
export class Hub {
  readonly presence: Presence;
  readonly facts: MediaFacts;
  readonly writing = new WritingLimits();
  readonly line = new AdmissionLine();
  readonly #parts: HubParts;
  readonly #conferences = new Map<string, LiveConference>();
  readonly #sessions = new Set<Session>();
  /** What each conference was last told of its links. */
  readonly #toldLinks = new WeakMap<LiveConference, string>();
  readonly #toldDelivery = new WeakMap<Session, string>();
  readonly #house: FullHouse;
  readonly #desk: SessionDesk;
  readonly #ballots: BallotFeed;
  readonly #checkIns: CheckInFeed;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #beats = createRounds(this.#sessions, (session) => session.beat());
  readonly #stops: readonly (() => void)[];

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#house = createFullHouse(parts.socketsMax, parts.log);
    this.#desk = this.#makeDesk();
    this.#ballots = new BallotFeed({
      ...parts,
      tell: (conferenceId, bytes) => this.#conferences.get(conferenceId)?.broadcastNewest(bytes),
    });
    this.#checkIns = new CheckInFeed({
      ...parts,
      isWanted: (conferenceId) => [...(this.#conferences.get(conferenceId)?.nonPhones ?? [])].some(countsPeople),
      tell: (conferenceId, sites) => this.#tellCheckIns(conferenceId, sites),
    });
    this.facts = new MediaFacts(parts.plane, parts.nowMs);
    this.presence = new Presence(parts.link, () => this.#ownSights(), parts.nowMs);
    this.#heartbeat = setInterval(() => this.#beats.go(), HEARTBEAT_MS).unref();
    this.#stops = [
      this.presence.listen(() => this.#tellPresence()),
      parts.rooms.listen((room) => this.#tellLinksOf(this.#conferences.get(room.conferenceId))),
      parts.bulletins.listen((bulletin) => this.#read(bulletin)),
      parts.plane.listen((event) => this.#hear(event)),
    ];
  }

  get sessionCount(): number {
    return this.#sessions.size;
  }

  /** Takes over a transport whose caller has been checked. The returned session hears what arrives on it. */
  open(transport: Transport, conferenceId: string, caller: Caller, hasWaited = false): Session {
    const session = new Session({ transport, caller, desk: this.#desk, log: this.#parts.log, hasWaited });
    this.#sessions.add(session);
    void this.#bringIn(session, conferenceId);
    return session;
  }

  /** A phone's, to come in; at once where nobody waits. */
  turn(phone: Entrant): Promise<Turn> {
    const sockets = this.#sessions.size + this.line.length;
    return this.#house.isFull(sockets, this.#parts.nowMs()) ? Promise.resolve('full') : this.line.turn(phone);
  }

  /** The transport of a session is gone. */
  forget(session: Session): void {
    session.gone();
    this.#sessions.delete(session);
  }

  /** Closes every session, as a worker does before it goes. Idempotent. */
  close(reason: CloseReason = 'server-restarting'): void {
    clearInterval(this.#heartbeat);
    this.#beats.close();
    for (const stop of this.#stops) stop();
    this.#ballots.close();
    this.#checkIns.close();
    this.presence.close();
    this.facts.close();
    this.line.close();
    for (const session of this.#sessions) session.close(reason);
    for (const conference of this.#conferences.values()) conference.close();
    this.#sessions.clear();
    this.#conferences.clear();
  }

  async #bringIn(session: Session, conferenceId: string): Promise<void> {
    try {
      if (!(await this.#parts.rooms.open(conferenceId))) return session.close('conference-unknown');
      const room = await this.#parts.rooms.openWhere(conferenceId, (state) => mayStay(session.caller, state));
      if (!room) return session.close('not-allowed');
      session.greet(this.#conference(room));
      if (session.caller.kind === 'site') this.#announce(session.caller.deviceId, session.sinceMs);
    } catch (error) {
      this.#parts.log.warn({ err: error, conferenceId }, 'a conference could not be opened');
      session.close('server-restarting');
    }
  }

  /** Older sockets of the device end here at once and elsewhere when the bulletin gets there; they end by silence if it is lost. */
  #announce(deviceId: string, sinceMs: number): void {
    this.#retireOlder(deviceId, sinceMs);
    this.#parts.bulletins.post({ type: 'device-came', deviceId, sinceMs }).catch(() => undefined);
  }

  #conference(room: ConferenceRoom): LiveConference {
    const conference = this.#conferences.get(room.conferenceId) ?? new LiveConference(room, (reopened) => this.#tellMediaOf(reopened));
    this.#conferences.set(room.conferenceId, conference);
    return conference;
  }

  #makeDesk(): SessionDesk {
    return {
      build: BUILD,
      nowMs: this.#parts.nowMs,
      turn: (session) => this.turn(session),
      leave: (session) => this.line.leave(session),
      comeBackWithinMs: () => comeBackWithinMs(this.#sessions.size),
      execute: (session, commandId, command) => this.#execute(session, commandId, command),
      mediaAccess: (session) => this.#mediaAccess(session),
      officerNames: ({ conference }) => accountNames(this.#parts.db, Object.keys(conference.step.state.officers)),
      bringUpToDate: (session) => this.#bringUpToDate(session),
      tune: (session, mediaSession, siteIds) => this.#tune(session, mediaSession, siteIds),
    };
  }

  #execute(session: Session, commandId: string, command: ConferenceCommand): Promise<ExecuteAnswer> {
    const by = actorOf(session.caller);
    const { room } = session.conference;
    // A screen only looks: whatever it asks for is not its to do.
    if (!by) return Promise.resolve({ ok: false, refusal: { code: 'not-yours' } });
    const atMs = this.#parts.nowMs();
    const refusal = this.writing.refusal(room.conferenceId, command, { by, nowMs: atMs });
    if (refusal) return Promise.resolve({ ok: false, refusal });
    return room.execute({ command, by, atMs, commandId: scopedCommandId(room.conferenceId, commandId) });
  }

  async #mediaAccess(session: Session): Promise<MediaAccess> {
    if (session.caller.kind === 'phone') return NO_MEDIA;
    const { db, nowMs } = this.#parts;
    const token = await createMediaToken(db, { conferenceId: session.conference.room.conferenceId, caller: session.caller }, nowMs());
    const { up, epoch } = this.facts.plane;
    return { up, epoch, token, iceServers: this.#parts.iceServers(session.conference.room.conferenceId) };
  }

  #bringUpToDate(session: Session): void {
    void this.#tellBallots(session);
    if (session.caller.kind === 'phone') return;
    session.send({ type: 'links', links: this.#links(session.conference) });
    if (session.caller.kind !== 'site') return;
    const endpoint = cameraEndpoint(session.conference.room.conferenceId, session.caller.siteId);
    session.send({ type: 'watched', viewers: this.facts.watchers(endpoint) });
    session.sendMail();
    this.#toldDelivery.delete(session);
    this.#tellDelivery(session);
  }

  async #tellBallots(session: Session): Promise<void> {
    try {
      session.sendBytes(await this.#ballots.frameOf(session.conference.room.conferenceId));
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'no ballots for a session');
      session.close('server-restarting');
    }
  }

  async #tune(session: Session, mediaSession: string, siteIds: readonly (string | null)[]): Promise<void> {
    const { plane, secret } = this.#parts;
    const { conferenceId } = session.conference.room;
    const opened = openSeal(secret, { conferenceId, caller: session.caller }, mediaSession);
    if (opened === null) return session.close('not-allowed');
    const { sites } = session.conference.step.state;
    const endpoints = siteIds.map((id) => (id !== null && Object.hasOwn(sites, id) ? cameraEndpoint(conferenceId, id) : null));
    await Promise.all(endpoints.map((endpoint, slot) => plane.tune(opened, slot, endpoint))).catch((error: unknown) => {
      throw error instanceof MediaFault ? new OutsideFault('media-down', { cause: error }) : error;
    });
  }

  #ownSights(): OwnSight[] {
    const sights: OwnSight[] = [];
    for (const session of this.#nonPhones()) {
      const { caller, state } = session;
      if (caller.kind !== 'site' || state !== 'live') continue;
      const { siteId, deviceId } = caller;
      const { sinceMs, heardAtMs, report, device, conference } = session;
      sights.push({ conferenceId: conference.room.conferenceId, siteId, deviceId, sinceMs, heardAtMs, report, device });
    }
    return sights;
  }

  *#nonPhones(): Iterable<Session> {
    for (const conference of this.#conferences.values()) yield* conference.nonPhones;
  }

  #tellPresence(): void {
    for (const conference of this.#conferences.values()) {
      this.#tellLinksOf(conference);
      if (![...conference.nonPhones].some((session) => session.audience === 'console')) continue;
      conference.broadcast(frame({ type: 'presence', sites: presenceBySite(conference.step.state, this) }), 'console');
    }
  }

  #links(conference: LiveConference): LinkSummary {
    return linkSummary(conference.step.state, this);
  }

  #tellLinksOf(conference: LiveConference | undefined): void {
    if (!conference) return;
    const links = this.#links(conference);
    const text = JSON.stringify(links);
    if (this.#toldLinks.get(conference) === text) return;
    this.#toldLinks.set(conference, text);
    conference.broadcast(frame({ type: 'links', links }));
  }

  /** Everything to desks; a room sees its own people only. */
  #tellCheckIns(conferenceId: string, sites: TallyBySite): void {
    const conference = this.#conferences.get(conferenceId);
    conference?.broadcast(frame({ type: 'check-ins', sites }), 'console');
    for (const session of conference?.nonPhones ?? []) {
      const { caller, state } = session;
      if (caller.kind !== 'site' || state !== 'live') continue;
      const own = entryOf(sites, caller.siteId);
      if (own) session.send({ type: 'check-ins', sites: { [caller.siteId]: own } });
    }
  }

  #read(bulletin: Bulletin): void {
    if (bulletin.type === 'close-holder') return this.#closeHolder(bulletin.holderId, bulletin.reason);
    if (bulletin.type === 'device-came') return this.#retireOlder(bulletin.deviceId, bulletin.sinceMs);
    if (bulletin.type === 'preflight-asked') return this.#askForPreflights(bulletin.conferenceId, bulletin.siteIds);
    if (bulletin.type === 'preflight-changed') return this.#tellOfPreflight(bulletin.conferenceId, bulletin.siteId);
    const { conferenceId, siteId, fromDevice } = bulletin;
    const told = this.#conferences.get(conferenceId)?.sessionsOfSite(siteId) ?? [];
    for (const session of told) session.send({ type: 'takeover-asked', siteId, fromDevice });
  }

  #askForPreflights(conferenceId: string, siteIds: readonly string[] | null): void {
    for (const session of this.#conferences.get(conferenceId)?.nonPhones ?? []) {
      const { caller, state } = session;
      const meant = caller.kind === 'site' && (siteIds === null || siteIds.includes(caller.siteId));
      if (meant && state === 'live') session.send({ type: 'preflight-asked' });
    }
  }

  #tellOfPreflight(conferenceId: string, siteId: string): void {
    this.#conferences.get(conferenceId)?.broadcast(frame({ type: 'preflight-changed', siteId }), 'console');
  }

  #closeHolder(holderId: string, reason: CloseReason): void {
    for (const session of this.#sessions) if (holderIdOf(session.caller) === holderId) session.close(reason);
  }

  /** A page that was opened twice, or came back before its old socket was missed: the newest counts. */
  #retireOlder(deviceId: string, sinceMs: number): void {
    for (const session of this.#sessions) {
      if (session.sinceMs < sinceMs && holderIdOf(session.caller) === deviceId) session.close('taken-over');
    }
  }

  #hear(event: MediaEvent): void {
    if (event.type === 'watched') this.#tellWatched(event.endpoint, event.viewers);
    if (event.type === 'stats') for (const session of this.#nonPhones()) this.#tellDelivery(session);
    const isPictureNews = (event.type === 'source-flowing' || event.type === 'source-stalled') && event.track === 'main';
    if (isPictureNews) for (const conference of this.#conferences.values()) this.#tellLinksOf(conference);
    if (event.type !== 'plane-up' && event.type !== 'plane-down') return;
    for (const session of this.#nonPhones()) if (session.state === 'live') void this.#tellMedia(session);
    for (const conference of this.#conferences.values()) this.#tellLinksOf(conference);
  }

  #tellWatched(endpoint: string, viewers: number): void {
    const site = siteOfCamera(endpoint);
    const sessions = site && this.#conferences.get(site.conferenceId)?.sessionsOfSite(site.siteId);
    for (const session of sessions ?? []) if (session.state === 'live') session.send({ type: 'watched', viewers });
  }

  /** A room learns what its line lets through; the figures behind it are the consoles'. */
  #tellDelivery(session: Session): void {
    const { caller, state } = session;
    if (caller.kind !== 'site' || state !== 'live') return;
    const endpoint = cameraEndpoint(session.conference.room.conferenceId, caller.siteId);
    const { rung = null, unshownFeeds = [] } = this.facts.delivery(endpoint) ?? {};
    const message = { type: 'delivery', rung, unshownFeeds, sends: this.facts.sends(endpoint) } as const;
    const text = JSON.stringify(message);
    if (this.#toldDelivery.get(session) === text) return;
    this.#toldDelivery.set(session, text);
    session.send(message);
  }

  /** Closing ended every token of the conference; the pages stayed. */
  #tellMediaOf(conference: LiveConference): void {
    for (const session of conference.nonPhones) if (session.state === 'live') void this.#tellMedia(session);
  }

  /** While the database is away there is no token to give: the page comes back for its welcome. */
  async #tellMedia(session: Session): Promise<void> {
    try {
      session.send({ type: 'media', media: await this.#mediaAccess(session) });
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'no media access for a session');
      session.close('server-restarting');
    }
  }
}

function countsPeople({ audience }: Session): boolean {
  return audience === 'console' || audience === 'site';
}
