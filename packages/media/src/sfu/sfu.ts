import { randomUUID } from 'node:crypto';
import {
  MediaFault,
  type BusId,
  type EndpointId,
  type MediaEvent,
  type MediaPlane,
  type PublishRequest,
  type SessionAnswer,
  type SessionCloseReason,
  type SessionId,
  type SessionStats,
  type SetBus,
  type SubscribeRequest,
} from '../media-plane.ts';
import { PlaneEvents } from '../plane-events.ts';
import {
  addAudioOutlet,
  addVideoOutlet,
  applySetBus,
  createBus,
  dropSession,
  endHold,
  isWaiting,
  onBusAudio,
  onBusVideo,
  removeAudioOutlet,
  removeVideoOutlet,
  type Bus,
} from './bus.ts';
import { createEndpoint, isForgotten, noteFlow, takeStalled, type Endpoint } from './endpoints.ts';
import { routeNativeLog, type MediaLog, type TransportSettings } from './peer-transport.ts';
import { PublisherSession, type MediaPacket, type Source } from './publisher-session.ts';
import { Reach } from './reach.ts';
import { moveToRung } from './rungs.ts';
import { onSlotVideo, type Slot } from './slot.ts';
import { probeUdpPort } from './udp-port.ts';
import { ViewerSession, type BusFeed } from './viewer-session.ts';

export interface SfuOptions {
  /** UDP port of all sessions; 0 takes a free one. */
  readonly port: number;
  /** Address the port is opened on; `0.0.0.0` for all of the machine's. */
  readonly bindAddress: string;
  /** Address peers must use when the machine is behind a one-to-one NAT; added to every answer. */
  readonly announcedAddress?: string;
  /** UDP port for browsers behind a TURN server, see RelayDoor; 0 takes a free one, absent: there is none. */
  readonly relayDoorPort?: number;
  /** Publishers and viewers together. */
  readonly maxSessions: number;
  readonly log: MediaLog;
}

type Session = PublisherSession | ViewerSession;

/** Repairs wait for it, so it is short against the 80 ms after which a repair is asked for again. */
const TICK_MS = 50;
/** Stalls, holds and waiting buses are matters of seconds. */
const UPKEEP_TICKS = 5;
const REPORT_TICKS = 20;

/** Opens the SFU in this process. The caller closes it; that closes every session. Rejects when the port is taken. */
export async function openSfu(options: SfuOptions): Promise<MediaPlane> {
  routeNativeLog(options.log);
  const port = await probeUdpPort(options.port, options.bindAddress);
  const reach = await Reach.open(options, port);
  return new Sfu(options, { port, bindAddress: options.bindAddress, log: options.log }, reach);
}

class Sfu implements MediaPlane {
  readonly #options: SfuOptions;
  readonly #settings: TransportSettings;
  readonly #reach: Reach;
  readonly #events: PlaneEvents;
  readonly #sessions = new Map<SessionId, Session>();
  readonly #endpoints = new Map<EndpointId, Endpoint>();
  readonly #buses = new Map<BusId, Bus>();
  readonly #timer: NodeJS.Timeout;
  #ticks = 0;
  #reportedAtMs = Date.now();
  #closed: Promise<void> | null = null;

  constructor(options: SfuOptions, settings: TransportSettings, reach: Reach) {
    this.#options = options;
    this.#settings = settings;
    this.#reach = reach;
    this.#events = new PlaneEvents((error) => options.log('error', `listener: ${String(error)}`));
    this.#events.emit({ type: 'plane-up', epoch: randomUUID() });
    this.#timer = setInterval(() => this.#tick(Date.now()), TICK_MS);
  }

  async publish(request: PublishRequest): Promise<SessionAnswer> {
    this.#admit();
    const session = new PublisherSession(randomUUID(), request, this.#settings, {
      onOpen: (opened) => this.#events.emit({ type: 'session-open', session: opened.id, role: 'publish', label: opened.endpoint }),
      onClosed: (closed, reason) => this.#onPublisherClosed(closed, reason),
      onPacket: (from, source, packet, nowMs) => this.#onPacket(from, source, packet, nowMs),
    });
    const endpoint = this.#endpoint(request.endpoint);
    // An attempt that never carried a packet is given up for the next one; the one on the air stays.
    const attempts = endpoint.sessions.filter((one) => one !== endpoint.current);
    endpoint.sessions.push(session);
    for (const attempt of attempts) void attempt.close('replaced');
    return this.#answer(session);
  }

  async subscribe(request: SubscribeRequest): Promise<SessionAnswer> {
    this.#admit();
    const session = new ViewerSession(randomUUID(), request, this.#settings, {
      onOpen: (opened) => this.#onViewerOpen(opened),
      onClosed: (closed, reason) => this.#onViewerClosed(closed, reason),
      onKeyframeRequest: (feed) => this.#requestKeyframe(feed, Date.now()),
      busOf: (id) => this.#bus(id),
    });
    return this.#answer(session);
  }

  async trickle(session: SessionId, fragment: string): Promise<void> {
    this.#session(session).trickle(fragment);
  }

  async setBus(command: SetBus): Promise<void> {
    const bus = this.#bus(command.bus);
    const nowMs = Date.now();
    if (!applySetBus(bus, command, nowMs)) return;
    if (command.source !== null) this.#endpoint(command.source).buses.add(bus);
    this.#releaseBus(bus);
    this.#settle(bus, null);
    this.#followBus(bus);
    this.#wake(bus, nowMs);
  }

  async closeBus(id: BusId): Promise<void> {
    const bus = this.#buses.get(id);
    if (!bus) return;
    this.#buses.delete(id);
    const wasFed = bus.source !== null;
    Object.assign(bus, { source: null, live: null, liveAudio: null, isSettled: true });
    this.#releaseBus(bus);
    this.#followBus(bus);
    if (wasFed) this.#events.emit({ type: 'bus-switched', bus: id, source: null, revision: bus.revision });
  }

  async tune(session: SessionId, slotIndex: number, endpointId: EndpointId | null): Promise<void> {
    const viewer = this.#session(session);
    const slot = viewer instanceof ViewerSession ? viewer.slots[slotIndex] : undefined;
    if (!slot) throw new MediaFault('unknown-session', `session ${session} has no slot ${slotIndex}`);
    this.#tuneSlot(slot, endpointId);
  }

  async closeSession(session: SessionId): Promise<void> {
    await this.#sessions.get(session)?.close('closed-by-caller');
  }

  async closeEndpoint(endpoint: EndpointId): Promise<void> {
    const sessions = [...this.#sessions.values()].filter((session) => labelOf(session) === endpoint);
    await Promise.all(sessions.map((session) => session.close('closed-by-caller')));
  }

  listen(listener: (event: MediaEvent) => void): () => void {
    return this.#events.add(listener);
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeOnce();
    return this.#closed;
  }

  async #closeOnce(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([...this.#sessions.values()].map((session) => session.close('closed-by-caller')));
    this.#reach.close();
    this.#events.close();
  }

  #admit(): void {
    if (this.#closed) throw new MediaFault('plane-down', 'the plane is closed');
    if (this.#sessions.size >= this.#options.maxSessions) throw new MediaFault('too-many-sessions');
  }

  async #answer(session: Session): Promise<SessionAnswer> {
    this.#sessions.set(session.id, session);
    try {
      return { session: session.id, sdp: this.#reach.lead(session.id, await session.answer()) };
    } catch (error) {
      // Nobody was told of this session, so nobody is told of its end.
      this.#sessions.delete(session.id);
      await session.close('transport-failed');
      throw error;
    }
  }

  #session(id: SessionId): Session {
    const session = this.#sessions.get(id);
    if (!session) throw new MediaFault('unknown-session', `no session ${id}`);
    return session;
  }

  #endpoint(id: EndpointId): Endpoint {
    const known = this.#endpoints.get(id);
    if (known) return known;
    const endpoint = createEndpoint(id);
    this.#endpoints.set(id, endpoint);
    return endpoint;
  }

  #bus(id: BusId): Bus {
    const known = this.#buses.get(id);
    if (known) return known;
    const bus = createBus(id, { video: randomSsrc(), audio: randomSsrc() });
    this.#buses.set(id, bus);
    return bus;
  }

  #onPacket(session: PublisherSession, source: Source, packet: MediaPacket, nowMs: number): void {
    // Packets that were already queued when the session closed.
    if (!this.#sessions.has(session.id)) return;
    const endpoint = this.#endpoint(session.endpoint);
    if (endpoint.current !== session && !this.#promote(endpoint, session)) return;
    const began = noteFlow(endpoint, source.name, nowMs);
    if (began) this.#events.emit(began);
    for (const bus of source.name === 'thumb' ? [] : endpoint.buses) {
      const hasLeft = source.name === 'audio' ? onBusAudio(bus, source, packet, nowMs) : onBusVideo(bus, source, packet, nowMs);
      if (hasLeft && !bus.isSettled) this.#settle(bus, source);
    }
    for (const slot of endpoint.slots) if (slot.track === source.name) onSlotVideo(slot, source, packet, nowMs);
  }

  /** The newest session with packets wins (a room's page came back); the older ones are closed. */
  #promote(endpoint: Endpoint, session: PublisherSession): boolean {
    const { sessions, current } = endpoint;
    if (current && sessions.indexOf(session) < sessions.indexOf(current)) return false;
    endpoint.current = session;
    for (const older of sessions.slice(0, sessions.indexOf(session))) void older.close('replaced');
    for (const bus of endpoint.buses) this.#wake(bus, Date.now());
    return true;
  }

  /** Reports a switch once: with the new picture, or with the sound of a source that has no picture. */
  #settle(bus: Bus, left: Source | null): void {
    if (bus.isSettled) return;
    const hasPicture = bus.source !== null && this.#endpoints.get(bus.source)?.current?.source('main');
    const isSettled = bus.source === null || (bus.live !== null && !isWaiting(bus)) || (left?.endpoint === bus.source && !hasPicture);
    if (!isSettled) return;
    bus.isSettled = true;
    this.#releaseBus(bus);
    this.#events.emit({ type: 'bus-switched', bus: bus.id, source: bus.source, revision: bus.revision });
  }

  /** Endpoints that neither feed the bus nor are held on it forget it. */
  #releaseBus(bus: Bus): void {
    for (const endpoint of this.#endpoints.values()) {
      if (!endpoint.buses.has(bus) || bus.source === endpoint.id || bus.live?.endpoint === endpoint.id) continue;
      endpoint.buses.delete(bus);
      this.#forget(endpoint);
    }
  }

  #forget(endpoint: Endpoint): void {
    if (isForgotten(endpoint)) this.#endpoints.delete(endpoint.id);
  }

  /** A bus that waits for its source's picture asks for a keyframe. */
  #wake(bus: Bus, nowMs: number): void {
    if (bus.source === null || !isWaiting(bus)) return;
    this.#endpoints.get(bus.source)?.current?.source('main')?.requestKeyframe(nowMs);
  }

  #requestKeyframe(feed: BusFeed | Slot, nowMs: number): void {
    if ('bus' in feed && feed.own) {
      this.#requestKeyframe(feed.own, nowMs);
    } else if ('bus' in feed) {
      const wanted = feed.bus.live ?? (feed.bus.source === null ? null : this.#endpoints.get(feed.bus.source)?.current?.source('main'));
      wanted?.requestKeyframe(nowMs);
    } else if (feed.endpoint !== null) {
      this.#endpoints.get(feed.endpoint)?.current?.source(feed.track)?.requestKeyframe(nowMs);
    }
  }

  #onViewerOpen(viewer: ViewerSession): void {
    for (const feed of viewer.busFeeds) {
      if (feed.video) addVideoOutlet(feed.bus, feed.video);
      if (feed.audio) addAudioOutlet(feed.bus, feed.audio);
      this.#requestKeyframe(feed, Date.now());
    }
    for (const slot of viewer.slots) this.#requestKeyframe(slot, Date.now());
    this.#events.emit({ type: 'session-open', session: viewer.id, role: 'subscribe', label: viewer.label });
  }

  #onViewerClosed(viewer: ViewerSession, reason: SessionCloseReason): void {
    this.#reach.forget(viewer.id);
    for (const { bus, video, audio } of viewer.busFeeds) {
      if (video) removeVideoOutlet(bus, video);
      if (audio) removeAudioOutlet(bus, audio);
    }
    for (const slot of [...viewer.slots, ...viewer.busFeeds.flatMap((feed) => feed.own ?? [])]) this.#untune(slot);
    if (this.#sessions.delete(viewer.id))
      this.#events.emit({ type: 'session-closed', session: viewer.id, role: 'subscribe', label: viewer.label, reason });
    for (const { bus } of viewer.busFeeds) this.#forgetUnset(bus);
  }

  /** A bus that was only ever watched goes with its last viewer. */
  #forgetUnset(bus: Bus): void {
    const viewers = [...this.#sessions.values()].flatMap((session) => (session instanceof ViewerSession ? session.busFeeds : []));
    if (bus.revision < 0 && !viewers.some((feed) => feed.bus === bus)) this.#buses.delete(bus.id);
  }

  #onPublisherClosed(session: PublisherSession, reason: SessionCloseReason): void {
    this.#reach.forget(session.id);
    const endpoint = this.#endpoint(session.endpoint);
    const at = endpoint.sessions.indexOf(session);
    if (at >= 0) endpoint.sessions.splice(at, 1);
    if (endpoint.current === session) endpoint.current = null;
    for (const bus of endpoint.buses) dropSession(bus, session.id);
    if (this.#sessions.delete(session.id))
      this.#events.emit({ type: 'session-closed', session: session.id, role: 'publish', label: session.endpoint, reason });
    for (const event of takeStalled(endpoint, Date.now())) this.#events.emit(event);
    this.#forget(endpoint);
  }

  #tuneSlot(slot: Slot, id: EndpointId | null): void {
    if (slot.endpoint === id) return;
    this.#untune(slot);
    if (id === null) return;
    slot.endpoint = id;
    const endpoint = this.#endpoint(id);
    endpoint.slots.add(slot);
    if (slot.track === 'thumb') this.#tellWatched(endpoint);
    this.#requestKeyframe(slot, Date.now());
  }

  #tellWatched({ id, slots }: Endpoint): void {
    this.#events.emit({ type: 'watched', endpoint: id, viewers: [...slots].filter(({ track }) => track === 'thumb').length });
  }

  /** Viewers on a bad line have the bus as a slot, which is tuned anew at a switch. */
  #followBus(bus: Bus): void {
    for (const viewer of this.#sessions.values()) {
      if (!(viewer instanceof ViewerSession)) continue;
      const isShown = viewer.rung === 'full' || viewer.rung === 'small';
      for (const feed of viewer.busFeeds) if (feed.bus === bus && feed.own && isShown) this.#tuneSlot(feed.own, bus.source);
    }
  }

  #untune(slot: Slot): void {
    if (slot.endpoint === null) return;
    const endpoint = this.#endpoint(slot.endpoint);
    endpoint.slots.delete(slot);
    slot.endpoint = null;
    slot.live = null;
    if (slot.track === 'thumb') this.#tellWatched(endpoint);
    this.#forget(endpoint);
  }

  #tick(nowMs: number): void {
    this.#ticks += 1;
    try {
      for (const session of this.#sessions.values()) if (session instanceof PublisherSession) session.tick(nowMs);
      if (this.#ticks % UPKEEP_TICKS === 0) this.#upkeep(nowMs);
      if (this.#ticks % REPORT_TICKS === 0) this.#report(nowMs);
    } catch (error) {
      this.#options.log('error', `tick: ${String(error)}`);
    }
  }

  #upkeep(nowMs: number): void {
    for (const endpoint of this.#endpoints.values()) {
      for (const event of takeStalled(endpoint, nowMs)) this.#events.emit(event);
    }
    for (const bus of this.#buses.values()) endHold(bus, nowMs);
  }

  #report(nowMs: number): void {
    const seconds = Math.max(0.001, (nowMs - this.#reportedAtMs) / 1000);
    this.#reportedAtMs = nowMs;
    for (const session of this.#sessions.values()) if (session instanceof PublisherSession) session.report(nowMs);
    const sessions = [...this.#sessions.values()].filter((session) => session.isOpen).map((session) => this.#statsOf(session, seconds));
    this.#events.emit({ type: 'stats', sessions });
  }

  #statsOf(session: Session, seconds: number): SessionStats {
    const before = session instanceof ViewerSession ? session.rung : null;
    const stats = session.takeStats(seconds);
    if (session instanceof ViewerSession && session.rung !== before)
      moveToRung(session.busFeeds, session.rung, (slot, endpoint) => this.#tuneSlot(slot, endpoint));
    return stats;
  }
}

function labelOf(session: Session): string {
  return session instanceof PublisherSession ? session.endpoint : session.label;
}

function randomSsrc(): number {
  return 1 + Math.floor(Math.random() * 0xfffffffe);
}
