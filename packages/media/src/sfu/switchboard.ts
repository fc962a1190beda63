import type { BusId, EndpointId, MediaEvent, SessionId, SetBus, SourceTrack } from '../media-plane.ts';
import type { WantedTrack } from '../relay/frames.ts';
import { RelayedPublisher } from '../relay/relayed-publisher.ts';
import type { Relays } from '../relay/relays.ts';
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
import type { MediaPacket, PublisherSession, Source } from './publisher-session.ts';
import { onSlotVideo, type Slot } from './slot.ts';
import type { BusFeed, ViewerSession } from './viewer-session.ts';

/** Who feeds what: endpoints, buses and slots, and the way of each packet between them. It knows no transport. */
export class Switchboard {
  readonly #emit: (event: MediaEvent) => void;
  readonly #endpoints = new Map<EndpointId, Endpoint>();
  readonly #buses = new Map<BusId, Bus>();
  readonly #viewers = new Set<ViewerSession>();
  /** Where there are several media processes. */
  #relays: Relays | null = null;
  #isTelling = false;

  constructor(emit: (event: MediaEvent) => void) {
    this.#emit = emit;
  }

  relayOver(relays: Relays): void {
    this.#relays = relays;
  }

  endpoint(id: EndpointId): Endpoint {
    const known = this.#endpoints.get(id);
    if (known) return known;
    const endpoint = createEndpoint(id);
    this.#endpoints.set(id, endpoint);
    return endpoint;
  }

  bus(id: BusId): Bus {
    const known = this.#buses.get(id);
    if (known) return known;
    const bus = createBus(id, { video: randomSsrc(), audio: randomSsrc() });
    this.#buses.set(id, bus);
    return bus;
  }

  setBus(command: SetBus, nowMs: number): void {
    const bus = this.bus(command.bus);
    if (!applySetBus(bus, command, nowMs)) return;
    if (command.source !== null) this.endpoint(command.source).buses.add(bus);
    this.#releaseBus(bus);
    this.#settle(bus, null);
    this.#followBus(bus);
    this.#wake(bus, nowMs);
  }

  closeBus(id: BusId): void {
    const bus = this.#buses.get(id);
    if (!bus) return;
    this.#buses.delete(id);
    const wasFed = bus.source !== null;
    Object.assign(bus, { source: null, live: null, liveAudio: null, isSettled: true });
    this.#releaseBus(bus);
    this.#followBus(bus);
    if (wasFed) this.#emit({ type: 'bus-switched', bus: id, source: null, revision: bus.revision });
  }

  /** A packet of a session that is still open. */
  onPacket(session: PublisherSession, source: Source, packet: MediaPacket, nowMs: number): void {
    const endpoint = this.endpoint(session.endpoint);
    if (endpoint.current !== session && !this.#promote(endpoint, session, nowMs)) return;
    const began = noteFlow(endpoint, source.name, nowMs);
    if (began) this.#emit(began);
    this.#relays?.forward(source, packet, nowMs);
    this.#carry(endpoint, source, packet, nowMs);
  }

  /** A packet from another process. */
  onRelayed(source: Source, packet: MediaPacket, nowMs: number): void {
    const endpoint = this.#endpoints.get(source.endpoint);
    // The last ones after nobody here wants them any more.
    if (!endpoint) return;
    const isNew = this.#noteRelayed(endpoint, source);
    this.#carry(endpoint, source, packet, nowMs);
    if (isNew) for (const bus of endpoint.buses) this.#wake(bus, nowMs);
  }

  relayEnded(id: EndpointId, session: SessionId): void {
    const endpoint = this.#endpoints.get(id);
    if (endpoint?.current?.id !== session) return;
    endpoint.current = null;
    for (const bus of endpoint.buses) dropSession(bus, session);
  }

  /** Somebody elsewhere needs a picture to begin with. */
  keyframeWanted({ endpoint, name }: WantedTrack, nowMs: number): void {
    if (name !== 'audio') this.#endpoints.get(endpoint)?.current?.source(name)?.requestKeyframe(nowMs);
  }

  publisherClosed(session: PublisherSession, nowMs: number): void {
    const endpoint = this.endpoint(session.endpoint);
    const at = endpoint.sessions.indexOf(session);
    if (at >= 0) endpoint.sessions.splice(at, 1);
    if (endpoint.current === session) endpoint.current = null;
    for (const bus of endpoint.buses) dropSession(bus, session.id);
    this.#relays?.ended(endpoint.id, session.id);
    for (const event of takeStalled(endpoint, nowMs)) this.#emit(event);
    this.#forget(endpoint);
  }

  /** From its answer on, so that its buses are kept for it. */
  viewerCame(viewer: ViewerSession): void {
    this.#viewers.add(viewer);
  }

  viewerOpened(viewer: ViewerSession, nowMs: number): void {
    for (const feed of viewer.busFeeds) {
      if (feed.video) addVideoOutlet(feed.bus, feed.video);
      if (feed.audio) addAudioOutlet(feed.bus, feed.audio);
      this.requestKeyframe(feed, nowMs);
    }
    for (const slot of viewer.slots) this.requestKeyframe(slot, nowMs);
    this.#tellWanted();
  }

  viewerClosed(viewer: ViewerSession): void {
    this.#viewers.delete(viewer);
    for (const { bus, video, audio } of viewer.busFeeds) {
      if (video) removeVideoOutlet(bus, video);
      if (audio) removeAudioOutlet(bus, audio);
    }
    for (const slot of [...viewer.slots, ...viewer.busFeeds.flatMap((feed) => feed.own ?? [])]) this.#untune(slot);
    for (const { bus } of viewer.busFeeds) this.#forgetUnset(bus);
    this.#tellWanted();
  }

  requestKeyframe(feed: BusFeed | Slot, nowMs: number): void {
    if ('bus' in feed && feed.own) {
      this.requestKeyframe(feed.own, nowMs);
    } else if ('bus' in feed) {
      const wanted = feed.bus.live ?? (feed.bus.source === null ? null : this.#endpoints.get(feed.bus.source)?.current?.source('main'));
      wanted?.requestKeyframe(nowMs);
    } else if (feed.endpoint !== null) {
      this.#endpoints.get(feed.endpoint)?.current?.source(feed.track)?.requestKeyframe(nowMs);
    }
  }

  tuneSlot(slot: Slot, id: EndpointId | null, nowMs: number): void {
    if (slot.endpoint === id) return;
    this.#untune(slot);
    if (id === null) return;
    slot.endpoint = id;
    const endpoint = this.endpoint(id);
    endpoint.slots.add(slot);
    if (slot.track === 'thumb') this.#tellWatched(endpoint);
    this.requestKeyframe(slot, nowMs);
    this.#tellWanted();
  }

  /** Stalls and holds that lasted too long. */
  upkeep(nowMs: number): void {
    for (const endpoint of this.#endpoints.values()) for (const event of takeStalled(endpoint, nowMs)) this.#emit(event);
    for (const bus of this.#buses.values()) endHold(bus, nowMs);
  }

  #carry(endpoint: Endpoint, source: Source, packet: MediaPacket, nowMs: number): void {
    let own = packet;
    for (const bus of source.name === 'thumb' ? [] : endpoint.buses) {
      const hasLeft = source.name === 'audio' ? onBusAudio(bus, source, own, nowMs) : onBusVideo(bus, source, own, nowMs);
      if (hasLeft && !bus.isSettled) this.#settle(bus, source);
      // What left waits for the end of its frame, and would become the next bus's under way.
      if (hasLeft && endpoint.buses.size > 1) own = { ...packet, bytes: Buffer.from(packet.bytes) };
    }
    for (const slot of endpoint.slots) if (slot.track === source.name) onSlotVideo(slot, source, packet, nowMs);
  }

  /** The newest session with packets wins (a room's page came back); the older ones are closed. */
  #promote(endpoint: Endpoint, session: PublisherSession, nowMs: number): boolean {
    const { sessions, current } = endpoint;
    if (sessions.indexOf(session) < sessions.findIndex((one) => one === current)) return false;
    endpoint.current = session;
    for (const older of sessions.slice(0, sessions.indexOf(session))) void older.close('replaced');
    for (const bus of endpoint.buses) this.#wake(bus, nowMs);
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
    this.#emit({ type: 'bus-switched', bus: bus.id, source: bus.source, revision: bus.revision });
  }

  /** Endpoints that neither feed the bus nor are held on it forget it. */
  #releaseBus(bus: Bus): void {
    for (const endpoint of this.#endpoints.values()) {
      if (!endpoint.buses.has(bus) || bus.source === endpoint.id || bus.live?.endpoint === endpoint.id) continue;
      endpoint.buses.delete(bus);
      this.#forget(endpoint);
    }
    this.#tellWanted();
  }

  /** Returns whether a session of another process is the endpoint's from now on. */
  #noteRelayed(endpoint: Endpoint, source: Source): boolean {
    const { current } = endpoint;
    const known = current instanceof RelayedPublisher && current.id === source.session;
    if (known && current.source(source.name) === source) return false;
    const publisher = known ? current : new RelayedPublisher(source.session);
    publisher.note(source);
    if (known) return false;
    if (current) for (const bus of endpoint.buses) dropSession(bus, current.id);
    endpoint.current = publisher;
    return true;
  }

  /** After what is under way has settled: a page of the wall tunes 25 slots at once. */
  #tellWanted(): void {
    if (!this.#relays || this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      this.#relays?.want([...this.#endpoints.values()].flatMap((endpoint) => this.#wantedOf(endpoint)));
    });
  }

  #wantedOf({ id, buses, slots }: Endpoint): WantedTrack[] {
    if (!this.#relays?.isAway(id)) return [];
    const names = new Set<SourceTrack>([...slots].map(({ track }) => track));
    for (const bus of buses) {
      if (hasVideoViewers(bus)) names.add('main');
      if (bus.audioOutlets.size > 0) names.add('audio');
    }
    return [...names].map((name) => ({ endpoint: id, name }));
  }

  #forget(endpoint: Endpoint): void {
    if (isForgotten(endpoint)) this.#endpoints.delete(endpoint.id);
  }

  /** A bus that was only ever watched goes with its last viewer. */
  #forgetUnset(bus: Bus): void {
    const isWatched = [...this.#viewers].some((viewer) => viewer.busFeeds.some((feed) => feed.bus === bus));
    if (bus.revision < 0 && !isWatched) this.#buses.delete(bus.id);
  }

  /** A bus that waits for its source's picture asks for a keyframe. */
  #wake(bus: Bus, nowMs: number): void {
    if (bus.source === null || !isWaiting(bus)) return;
    this.#endpoints.get(bus.source)?.current?.source('main')?.requestKeyframe(nowMs);
  }

  /** Viewers on a bad line have the bus as a slot, which is tuned anew at a switch. */
  #followBus(bus: Bus): void {
    for (const { rung, busFeeds } of this.#viewers) {
      const isShown = rung === 'full' || rung === 'small';
      for (const feed of busFeeds) if (feed.bus === bus && feed.own && isShown) this.tuneSlot(feed.own, bus.source, Date.now());
    }
  }

  #untune(slot: Slot): void {
    if (slot.endpoint === null) return;
    const endpoint = this.endpoint(slot.endpoint);
    endpoint.slots.delete(slot);
    slot.endpoint = null;
    slot.live = null;
    if (slot.track === 'thumb') this.#tellWatched(endpoint);
    this.#forget(endpoint);
    this.#tellWanted();
  }

  #tellWatched({ id, slots }: Endpoint): void {
    this.#emit({ type: 'watched', endpoint: id, viewers: [...slots].filter(({ track }) => track === 'thumb').length });
  }
}

function hasVideoViewers({ videoOut }: Bus): boolean {
  return Object.values(videoOut).some(({ groups }) => groups.size > 0);
}

function randomSsrc(): number {
  return 1 + Math.floor(Math.random() * 0xfffffffe);
}
