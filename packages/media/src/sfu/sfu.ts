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
import { Relays, type RelayPlan } from '../relay/relays.ts';
import { routeNativeLog, type MediaLog, type TransportSettings } from './peer-transport.ts';
import { PublisherSession } from './publisher-session.ts';
import { Reach } from './reach.ts';
import { moveToRung } from './rungs.ts';
import { Switchboard } from './switchboard.ts';
import { probeUdpPort } from './udp-port.ts';
import { ViewerSession } from './viewer-session.ts';

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
  /** One of several processes, see SpreadPlane. */
  readonly relay?: RelayPlan;
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
  const sfu = new Sfu(options, { port, bindAddress: options.bindAddress, log: options.log }, reach);
  if (options.relay) await sfu.relayOver(options.relay);
  return sfu;
}

class Sfu implements MediaPlane {
  readonly #options: SfuOptions;
  readonly #settings: TransportSettings;
  readonly #reach: Reach;
  readonly #events: PlaneEvents;
  readonly #switchboard: Switchboard;
  readonly #sessions = new Map<SessionId, Session>();
  readonly #timer: NodeJS.Timeout;
  #relays: Relays | null = null;
  #ticks = 0;
  #reportedAtMs = Date.now();
  #tickedAtMs = Date.now();
  /** How late a tick came since the last report, at worst. By the clock of round trips: where it jumps, they are as wrong as after a stop. */
  #tickLateMs = 0;
  #closed: Promise<void> | null = null;

  constructor(options: SfuOptions, settings: TransportSettings, reach: Reach) {
    this.#options = options;
    this.#settings = settings;
    this.#reach = reach;
    this.#events = new PlaneEvents((error) => options.log('error', `listener: ${String(error)}`));
    this.#switchboard = new Switchboard((event) => this.#events.emit(event));
    this.#events.emit({ type: 'plane-up', epoch: randomUUID() });
    this.#timer = setInterval(() => this.#tick(Date.now()), TICK_MS);
  }

  async relayOver(plan: RelayPlan): Promise<void> {
    this.#relays = await Relays.open(plan, {
      onPacket: (source, packet) => this.#switchboard.onRelayed(source, packet, Date.now()),
      onGone: (endpoint, session) => this.#switchboard.relayEnded(endpoint, session),
      onKeyframeWanted: (track) => this.#switchboard.keyframeWanted(track, Date.now()),
    });
    this.#switchboard.relayOver(this.#relays);
  }

  async publish(request: PublishRequest): Promise<SessionAnswer> {
    this.#admit();
    const session = new PublisherSession(randomUUID(), request, this.#settings, {
      onOpen: (opened) => this.#events.emit({ type: 'session-open', session: opened.id, role: 'publish', label: opened.endpoint }),
      onClosed: (closed, reason) => this.#onPublisherClosed(closed, reason),
      onPacket: (from, source, packet, nowMs) => {
        // Not the packets that were already queued when the session closed.
        if (this.#sessions.has(from.id)) this.#switchboard.onPacket(from, source, packet, nowMs);
      },
    });
    const endpoint = this.#switchboard.endpoint(request.endpoint);
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
      onKeyframeRequest: (feed) => this.#switchboard.requestKeyframe(feed, Date.now()),
      busOf: (id) => this.#switchboard.bus(id),
    });
    this.#switchboard.viewerCame(session);
    return this.#answer(session);
  }

  async trickle(session: SessionId, fragment: string): Promise<void> {
    this.#session(session).trickle(fragment);
  }

  async setBus(command: SetBus): Promise<void> {
    this.#switchboard.setBus(command, Date.now());
  }

  async closeBus(bus: BusId): Promise<void> {
    this.#switchboard.closeBus(bus);
  }

  async tune(session: SessionId, slotIndex: number, endpoint: EndpointId | null): Promise<void> {
    const viewer = this.#session(session);
    const slot = viewer instanceof ViewerSession ? viewer.slots[slotIndex] : undefined;
    if (!slot) throw new MediaFault('unknown-session', `session ${session} has no slot ${slotIndex}`);
    this.#switchboard.tuneSlot(slot, endpoint, Date.now());
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
    this.#relays?.close();
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

  #onViewerOpen(viewer: ViewerSession): void {
    this.#switchboard.viewerOpened(viewer, Date.now());
    this.#events.emit({ type: 'session-open', session: viewer.id, role: 'subscribe', label: viewer.label });
  }

  #onViewerClosed(viewer: ViewerSession, reason: SessionCloseReason): void {
    this.#reach.forget(viewer.id);
    this.#switchboard.viewerClosed(viewer);
    if (this.#sessions.delete(viewer.id))
      this.#events.emit({ type: 'session-closed', session: viewer.id, role: 'subscribe', label: viewer.label, reason });
  }

  #onPublisherClosed(session: PublisherSession, reason: SessionCloseReason): void {
    this.#reach.forget(session.id);
    if (this.#sessions.delete(session.id))
      this.#events.emit({ type: 'session-closed', session: session.id, role: 'publish', label: session.endpoint, reason });
    this.#switchboard.publisherClosed(session, Date.now());
  }

  #tick(nowMs: number): void {
    this.#ticks += 1;
    this.#tickLateMs = Math.max(this.#tickLateMs, nowMs - this.#tickedAtMs - TICK_MS);
    this.#tickedAtMs = nowMs;
    try {
      for (const session of this.#sessions.values()) if (session instanceof PublisherSession) session.tick(nowMs);
      if (this.#ticks % UPKEEP_TICKS === 0) this.#switchboard.upkeep(nowMs);
      if (this.#ticks % REPORT_TICKS === 0) this.#report(nowMs);
    } catch (error) {
      this.#options.log('error', `tick: ${String(error)}`);
    }
  }

  #report(nowMs: number): void {
    const second = { seconds: Math.max(0.001, (nowMs - this.#reportedAtMs) / 1000), tickLateMs: this.#tickLateMs };
    this.#reportedAtMs = nowMs;
    this.#tickLateMs = 0;
    for (const session of this.#sessions.values()) if (session instanceof PublisherSession) session.report(nowMs);
    const sessions = [...this.#sessions.values()].filter((session) => session.isOpen).map((session) => this.#statsOf(session, second));
    this.#events.emit({ type: 'stats', sessions });
  }

  #statsOf(session: Session, { seconds, tickLateMs }: { seconds: number; tickLateMs: number }): SessionStats {
    const before = session instanceof ViewerSession ? session.rung : null;
    const stats = session.takeStats(seconds, tickLateMs);
    if (session instanceof ViewerSession && session.rung !== before)
      moveToRung(session.busFeeds, session.rung, (slot, endpoint) => this.#switchboard.tuneSlot(slot, endpoint, Date.now()));
    return stats;
  }
}

function labelOf(session: Session): string {
  return session instanceof PublisherSession ? session.endpoint : session.label;
}
