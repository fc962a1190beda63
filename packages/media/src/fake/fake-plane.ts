import { randomUUID } from 'node:crypto';
import {
  MediaFault,
  type BusId,
  type EndpointId,
  type Feed,
  type MediaEvent,
  type MediaPlane,
  type PublishRequest,
  type SessionAnswer,
  type SessionCloseReason,
  type SessionId,
  type SessionStats,
  type SetBus,
  type SourceTrack,
  type SubscribeRequest,
} from '../media-plane.ts';
import { PlaneEvents } from '../plane-events.ts';

/** What a viewer has on one feed: whose picture, and whose sound or silence; null is nothing. */
export interface Shown {
  readonly sees: EndpointId | null;
  readonly hears: EndpointId | 'silence' | null;
}

/** A plane without packets, for tests of what stands on one. It behaves as the contract says, at once and without timers. */
export interface FakePlane extends MediaPlane {
  /** The endpoint's newest session carries packets of this track from now on. */
  flow(endpoint: EndpointId, track: SourceTrack): void;
  /** No packets of this track any more: the 2 s are over. */
  stall(endpoint: EndpointId, track: SourceTrack): void;
  /** The session's transport ends. */
  drop(session: SessionId, reason?: SessionCloseReason): void;
  /** The process dies: `plane-down`; every session and bus is gone, and calls throw 'plane-down'. */
  crash(): void;
  /** It is back: `plane-up` with a new epoch and nothing in it. */
  restart(): void;
  /** Sends a `stats` event of all sessions; `figures` adds to or replaces what a session reports. */
  report(figures?: Readonly<Record<SessionId, Partial<SessionStats>>>): void;
  /** What a viewer has on a feed. Throws when there is no such session or feed. */
  shown(session: SessionId, feed: string): Shown;
}

export interface FakeOptions {
  /** Publishers and viewers together; 1000 unless told. */
  readonly maxSessions?: number;
}

interface FakeSession {
  readonly id: SessionId;
  readonly role: 'publish' | 'subscribe';
  readonly label: string;
  readonly feeds: readonly Feed[];
  readonly ownEndpoints: readonly EndpointId[];
  readonly slots: (EndpointId | null)[];
  readonly flowing: Set<SourceTrack>;
}

interface FakeBus {
  source: EndpointId | null;
  audio: boolean;
  revision: number;
  live: EndpointId | null;
  isSettled: boolean;
}

/** Opens a fake plane. The caller closes it. */
export function createFakePlane(options: FakeOptions = {}): FakePlane {
  return new Fake(options);
}

class Fake implements FakePlane {
  readonly #events = new PlaneEvents((error) => {
    throw error;
  });
  readonly #maxSessions: number;
  readonly #sessions = new Map<SessionId, FakeSession>();
  readonly #buses = new Map<BusId, FakeBus>();
  #isUp = true;

  constructor(options: FakeOptions) {
    // More than any test opens.
    this.#maxSessions = options.maxSessions ?? 1000;
    this.#events.emit({ type: 'plane-up', epoch: randomUUID() });
  }

  async publish(request: PublishRequest): Promise<SessionAnswer> {
    return this.#open({ role: 'publish', label: request.endpoint, feeds: [], ownEndpoints: [] }, request.sdp);
  }

  async subscribe(request: SubscribeRequest): Promise<SessionAnswer> {
    return this.#open({ role: 'subscribe', label: request.label, feeds: request.feeds, ownEndpoints: request.ownEndpoints }, request.sdp);
  }

  async trickle(session: SessionId, fragment: string): Promise<void> {
    this.#session(session);
    if (fragment.includes('a=ice-ufrag:restart')) throw new MediaFault('ice-restart-unsupported');
  }

  async setBus(command: SetBus): Promise<void> {
    this.#admit();
    const bus = this.#bus(command.bus);
    if (command.revision <= bus.revision) return;
    Object.assign(bus, { source: command.source, audio: command.audio, revision: command.revision, isSettled: false });
    if (command.source === null) bus.live = null;
    this.#settle();
  }

  async closeBus(id: BusId): Promise<void> {
    this.#admit();
    const bus = this.#buses.get(id);
    this.#buses.delete(id);
    if (bus && bus.source !== null) this.#events.emit({ type: 'bus-switched', bus: id, source: null, revision: bus.revision });
  }

  async tune(id: SessionId, slot: number, endpoint: EndpointId | null): Promise<void> {
    const session = this.#session(id);
    const before = session.slots[slot];
    if (before === undefined) throw new MediaFault('unknown-session', `session ${id} has no slot ${slot}`);
    if (before === endpoint) return;
    session.slots[slot] = endpoint;
    for (const changed of [before, endpoint]) if (changed !== null) this.#tellWatched(changed);
  }

  async closeSession(session: SessionId): Promise<void> {
    this.#admit();
    this.drop(session, 'closed-by-caller');
  }

  async closeEndpoint(endpoint: EndpointId): Promise<void> {
    this.#admit();
    for (const session of [...this.#sessions.values()]) if (session.label === endpoint) this.drop(session.id, 'closed-by-caller');
  }

  listen(listener: (event: MediaEvent) => void): () => void {
    return this.#events.add(listener);
  }

  async close(): Promise<void> {
    for (const session of [...this.#sessions.keys()]) this.drop(session, 'closed-by-caller');
    this.#isUp = false;
    this.#events.close();
  }

  flow(endpoint: EndpointId, track: SourceTrack): void {
    const sessions = this.#publishersOf(endpoint);
    const newest = sessions.at(-1);
    if (!newest) throw new Error(`nobody publishes for ${endpoint}`);
    const wasFlowing = this.#isFlowing(endpoint, track);
    newest.flowing.add(track);
    for (const older of sessions.slice(0, -1)) {
      for (const other of older.flowing) newest.flowing.add(other);
      this.drop(older.id, 'replaced');
    }
    if (!wasFlowing) this.#events.emit({ type: 'source-flowing', endpoint, track });
    this.#settle();
  }

  stall(endpoint: EndpointId, track: SourceTrack): void {
    if (!this.#isFlowing(endpoint, track)) return;
    for (const session of this.#publishersOf(endpoint)) session.flowing.delete(track);
    this.#events.emit({ type: 'source-stalled', endpoint, track });
  }

  drop(id: SessionId, reason: SessionCloseReason = 'transport-failed'): void {
    const session = this.#sessions.get(id);
    if (!session) return;
    this.#sessions.delete(id);
    this.#events.emit({ type: 'session-closed', session: id, role: session.role, label: session.label, reason });
    for (const track of session.flowing) {
      if (!this.#isFlowing(session.label, track)) this.#events.emit({ type: 'source-stalled', endpoint: session.label, track });
    }
    for (const bus of this.#buses.values()) if (bus.live === session.label && !this.#isFlowing(session.label, 'main')) bus.live = null;
    for (const endpoint of new Set(session.slots)) if (endpoint !== null) this.#tellWatched(endpoint);
  }

  crash(): void {
    this.#isUp = false;
    this.#sessions.clear();
    this.#buses.clear();
    this.#events.emit({ type: 'plane-down' });
  }

  restart(): void {
    this.#isUp = true;
    this.#events.emit({ type: 'plane-up', epoch: randomUUID() });
  }

  report(figures: Readonly<Record<SessionId, Partial<SessionStats>>> = {}): void {
    const sessions = [...this.#sessions.values()].map((session): SessionStats => {
      const own = { session: session.id, role: session.role, label: session.label, bitratesBps: {} };
      return { ...own, ...figures[session.id] };
    });
    this.#events.emit({ type: 'stats', sessions });
  }

  shown(id: SessionId, name: string): Shown {
    const session = this.#session(id);
    const feed = session.feeds.find((one) => one.name === name);
    if (!feed) throw new Error(`session ${id} has no feed ${name}`);
    return 'bus' in feed ? this.#shownOnBus(session, feed) : { sees: this.#shownInSlot(session, feed), hears: null };
  }

  #shownOnBus(session: FakeSession, feed: { readonly bus: BusId; readonly audio: boolean }): Shown {
    const bus = this.#buses.get(feed.bus);
    if (!bus) return { sees: null, hears: null };
    const sees = bus.live !== null && this.#isFlowing(bus.live, 'main') ? bus.live : null;
    if (!feed.audio || bus.source === null || !this.#isFlowing(bus.source, 'audio')) return { sees, hears: null };
    return { sees, hears: !bus.audio || session.ownEndpoints.includes(bus.source) ? 'silence' : bus.source };
  }

  #shownInSlot(session: FakeSession, feed: Feed): EndpointId | null {
    const slots: readonly Feed[] = session.feeds.filter((one) => 'slot' in one);
    const endpoint = session.slots[slots.indexOf(feed)] ?? null;
    return endpoint !== null && this.#isFlowing(endpoint, 'thumb') ? endpoint : null;
  }

  #open(request: Pick<FakeSession, 'role' | 'label' | 'feeds' | 'ownEndpoints'>, sdp: string): SessionAnswer {
    this.#admit();
    if (!sdp.startsWith('v=0')) throw new MediaFault('bad-sdp');
    if (this.#sessions.size >= this.#maxSessions) throw new MediaFault('too-many-sessions');
    const id = randomUUID();
    const slots = request.feeds.filter((feed) => 'slot' in feed).map(() => null);
    this.#sessions.set(id, { ...request, id, slots, flowing: new Set() });
    this.#events.emit({ type: 'session-open', session: id, role: request.role, label: request.label });
    return { session: id, sdp: 'v=0\r\ns=fake answer\r\n' };
  }

  /** Reports the switches whose source now has a picture. */
  #settle(): void {
    for (const [id, bus] of this.#buses) {
      const hasArrived = bus.source === null || this.#isFlowing(bus.source, 'main');
      if (bus.isSettled || !hasArrived) continue;
      bus.live = bus.source;
      bus.isSettled = true;
      this.#events.emit({ type: 'bus-switched', bus: id, source: bus.source, revision: bus.revision });
    }
  }

  #tellWatched(endpoint: EndpointId): void {
    const viewers = [...this.#sessions.values()].flatMap((session) => session.slots).filter((slot) => slot === endpoint).length;
    this.#events.emit({ type: 'watched', endpoint, viewers });
  }

  #publishersOf(endpoint: EndpointId): FakeSession[] {
    return [...this.#sessions.values()].filter((session) => session.role === 'publish' && session.label === endpoint);
  }

  #isFlowing(endpoint: EndpointId, track: SourceTrack): boolean {
    return this.#publishersOf(endpoint).some((session) => session.flowing.has(track));
  }

  #bus(id: BusId): FakeBus {
    const known = this.#buses.get(id);
    if (known) return known;
    const bus: FakeBus = { source: null, audio: true, revision: -1, live: null, isSettled: true };
    this.#buses.set(id, bus);
    return bus;
  }

  #session(id: SessionId): FakeSession {
    this.#admit();
    const session = this.#sessions.get(id);
    if (!session) throw new MediaFault('unknown-session', `no session ${id}`);
    return session;
  }

  #admit(): void {
    if (!this.#isUp) throw new MediaFault('plane-down');
  }
}
