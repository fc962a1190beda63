import { Audio, RtcpNackResponder, RtcpSrReporter, RtpPacketizationConfig, Video, type MediaHandler } from 'node-datachannel';
import {
  MediaFault,
  type BusId,
  type EndpointId,
  type Feed,
  type SessionCloseReason,
  type SessionId,
  type SessionStats,
  type SubscribeRequest,
} from '../media-plane.ts';
import { createLadder, stepLadder, type Rung } from '../ladder/ladder.ts';
import { createContinuation } from '../rtp/continuation.ts';
import type { ReportBlock } from '../rtp/reception.ts';
import { readRtcp, roundTripMs } from '../rtp/rtcp.ts';
import { isRtcp } from '../rtp/rtp-packet.ts';
import { writeAnswer } from '../sdp/answer.ts';
import { writeNormalOffer } from '../sdp/normal-offer.ts';
import { badSdp, parseOffer, type Offer, type OfferSection } from '../sdp/offer.ts';
import { parseTrickle } from '../sdp/trickle.ts';
import type { AudioOutlet, Bus } from './bus.ts';
import type { Outlet } from './fan-out.ts';
import { addCodecs } from './native-codecs.ts';
import { PeerTransport, type TransportSettings } from './peer-transport.ts';
import type { Slot } from './slot.ts';

export interface ViewerListener {
  onOpen(session: ViewerSession): void;
  onClosed(session: ViewerSession, reason: SessionCloseReason): void;
  /** The decoder of this bus or slot needs a keyframe. */
  onKeyframeRequest(feed: BusFeed | Slot): void;
  /** The bus of a name, made when it is new. */
  busOf(id: BusId): Bus;
}

/** What one viewer has of one bus; a section it did not offer is null. */
export interface BusFeed {
  /** The picture of a viewer that once left the shared stream; null while it never did. */
  own: Slot | null;
  readonly name: string;
  readonly bus: Bus;
  readonly video: Outlet | null;
  readonly audio: AudioOutlet | null;
}

interface Plan {
  readonly feed: Feed;
  readonly video: OfferSection | null;
  readonly audio: OfferSection | null;
}

/**
 * Picture packets kept per track for repair: half a second at 2.5 Mbit/s, past which a repair comes too
 * late; at 145 viewers of two pictures that is 45 MB. Sound is not repaired: Opus does it itself.
 */
const REPAIR_PACKETS = 128;
const FEED_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** One WHEP session: bus feeds and slots. Closed by the plane. */
export class ViewerSession {
  readonly id: SessionId;
  readonly label: string;
  readonly busFeeds: BusFeed[] = [];
  readonly slots: Slot[] = [];
  readonly #transport: PeerTransport;
  readonly #listener: ViewerListener;
  readonly #offer: Offer;
  readonly #plans: readonly Plan[];
  readonly #ownEndpoints: ReadonlySet<EndpointId>;
  readonly #bindAddress: string;
  #isOpen = false;
  /** Last report of each stream, and what was sent and lost of all since the last second. */
  readonly #reported = new Map<number, { highestSequence: number; packetsLost: number }>();
  #expectedPackets = 0;
  #lostPackets = 0;
  #rttMs: number | undefined;
  /** Whether a report came since the last second. */
  #isReported = false;
  #deliverableBps: number | undefined;
  #ladder = createLadder();

  /** Throws MediaFault 'bad-sdp' or 'no-common-codec'. */
  constructor(id: SessionId, request: SubscribeRequest, settings: TransportSettings, listener: ViewerListener) {
    this.id = id;
    this.label = request.label;
    this.#bindAddress = settings.bindAddress;
    this.#listener = listener;
    this.#offer = parseOffer(request.sdp);
    this.#plans = planFeeds(request.feeds, this.#offer);
    this.#ownEndpoints = new Set(request.ownEndpoints);
    this.#transport = new PeerTransport(id, settings, {
      onOpen: () => this.#onOpen(),
      onClosed: (reason) => this.#onClosed(reason),
    });
    for (const plan of this.#plans) this.#addFeed(plan);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get rung(): Rung {
    return this.#ladder.rung;
  }

  async answer(): Promise<string> {
    const used = new Set(this.#plans.flatMap((plan) => [plan.video, plan.audio]));
    const accepted = this.#offer.sections
      .filter((section) => used.has(section))
      .map((section) => ({ section: { ...section, direction: 'recvonly' as const, ssrcs: [] }, payloadTypes: section.payloadTypes }));
    const native = await this.#transport.answer(writeNormalOffer(this.#offer, accepted, this.#bindAddress));
    return writeAnswer(native, this.#offer.sections);
  }

  /** Throws MediaFault 'ice-restart-unsupported'. */
  trickle(fragment: string): void {
    for (const candidate of parseTrickle(fragment, this.#offer, this.#bindAddress)) this.#transport.addCandidate(candidate);
  }

  /** Figures of the second since the last call, by which the rung is chosen anew. `tickLateMs`: see LinkSample. */
  takeStats(seconds: number, tickLateMs: number): SessionStats {
    const outlets = [...this.busFeeds.flatMap((feed) => [feed.video, feed.audio]), ...this.slots.map((slot) => slot.outlet)];
    const bytes = outlets.reduce((sum, outlet) => sum + (outlet?.bytes ?? 0), 0);
    for (const outlet of outlets) if (outlet) outlet.bytes = 0;
    const unshownFeeds = this.#unshownFeeds();
    // Of all streams together: a thumbnail's few packets alone say little.
    const lossRatio = this.#expectedPackets > 0 ? Math.min(1, this.#lostPackets / this.#expectedPackets) : undefined;
    const sentBps = Math.round((bytes * 8) / seconds);
    this.#ladder = stepLadder(this.#ladder, {
      lossRatio,
      rttMs: this.#rttMs,
      deliverableBps: this.#deliverableBps,
      sentBps,
      tickLateMs,
      isRepeated: !this.#isReported,
    });
    if (this.#ladder.doubtfulSeconds > 0) this.#rttMs = undefined;
    this.#expectedPackets = 0;
    this.#lostPackets = 0;
    this.#isReported = false;
    this.#deliverableBps = undefined;
    return {
      session: this.id,
      role: 'subscribe',
      label: this.label,
      rung: this.#ladder.rung,
      bitratesBps: { program: sentBps },
      ...(this.#rttMs === undefined ? {} : { rttMs: this.#rttMs }),
      ...(lossRatio === undefined ? {} : { lossRatio }),
      ...(unshownFeeds.length === 0 ? {} : { unshownFeeds }),
    };
  }

  close(reason: SessionCloseReason): Promise<void> {
    return this.#transport.close(reason);
  }

  #unshownFeeds(): string[] {
    const feeds = [...this.busFeeds.map(({ name, video, bus }) => ({ name, outlet: video, live: bus.live })), ...this.slots];
    return feeds.flatMap(({ name, outlet, live }) => (outlet && live && !outlet.payloadTypes.has(live.codec) ? [name] : []));
  }

  #addFeed(plan: Plan): void {
    if ('slot' in plan.feed) this.#addSlot(plan.feed.name, plan.video);
    else this.#addBusFeed(plan.feed, plan);
  }

  #addBusFeed(feed: { readonly name: string; readonly bus: BusId }, plan: Plan): void {
    const bus = this.#listener.busOf(feed.bus);
    const onRequest = (): void => this.#listener.onKeyframeRequest(busFeed);
    const busFeed: BusFeed = {
      own: null,
      name: feed.name,
      bus,
      video: plan.video && this.#addOutlet(plan.video, feed.name, bus.video.ssrc, onRequest),
      audio: plan.audio && { ...this.#addOutlet(plan.audio, feed.name, bus.audio.ssrc, () => undefined), ownEndpoints: this.#ownEndpoints },
    };
    this.busFeeds.push(busFeed);
  }

  #addSlot(name: string, section: OfferSection | null): void {
    if (!section) return;
    const video = createContinuation(1 + Math.floor(Math.random() * 0xfffffffe), 90_000);
    const outlet = this.#addOutlet(section, name, video.ssrc, () => this.#listener.onKeyframeRequest(slot));
    const slot: Slot = { name, video, outlet, track: 'thumb', endpoint: null, live: null };
    this.slots.push(slot);
  }

  #addOutlet(section: OfferSection, stream: string, ssrc: number, onKeyframeRequest: () => void): Outlet {
    const kind = section.kind === 'audio' ? 'audio' : 'video';
    const track = this.#transport.addTrack(sendOnly(section, { ssrc, stream }), {
      handler: reportAndRepair(kind, ssrc),
      onMessage: (packet) => this.#onMessage(packet, ssrc, onKeyframeRequest),
    });
    return { track, payloadTypes: section.payloadTypes, bytes: 0, droppedPackets: 0 };
  }

  #onOpen(): void {
    this.#isOpen = true;
    this.#listener.onOpen(this);
  }

  #onClosed(reason: SessionCloseReason): void {
    this.#isOpen = false;
    this.#listener.onClosed(this, reason);
  }

  #noteReport({ ssrc, highestSequence, packetsLost }: ReportBlock): void {
    const before = this.#reported.get(ssrc);
    this.#reported.set(ssrc, { highestSequence, packetsLost });
    const expected = before ? highestSequence - before.highestSequence : 0;
    // A stream that began anew counts from its next report on.
    if (!before || expected < 0) return;
    this.#expectedPackets += expected;
    this.#lostPackets += Math.max(0, packetsLost - before.packetsLost);
  }

  /** A compound packet comes to every track it names; each takes what is said of its own SSRC. */
  #onMessage(packet: Buffer, ssrc: number, onKeyframeRequest: () => void): void {
    if (!isRtcp(packet)) return;
    for (const part of readRtcp(packet)) {
      if (part.type === 'keyframe-request' && part.mediaSsrc === ssrc) onKeyframeRequest();
      if (part.type === 'bitrate-max') this.#deliverableBps = part.bitrateBps;
      if (part.type !== 'report-block' || part.block.ssrc !== ssrc) continue;
      this.#isReported = true;
      this.#noteReport(part.block);
      this.#rttMs = roundTripMs(Date.now(), part.block.lastReport, part.block.sinceLastReport) ?? this.#rttMs;
    }
  }
}

/** The audio sections go to the feeds that have sound, in order; the video sections to all feeds, in order. */
function planFeeds(feeds: readonly Feed[], offer: Offer): Plan[] {
  checkFeeds(feeds);
  const sections = offer.sections.filter((section) => section.direction === 'recvonly' || section.direction === 'sendrecv');
  const audio = sections.filter((section) => section.kind === 'audio');
  const video = sections.filter((section) => section.kind === 'video');
  const plans = feeds.map((feed) => ({
    feed,
    video: video.shift() ?? null,
    audio: 'bus' in feed && feed.audio ? (audio.shift() ?? null) : null,
  }));
  const used = plans.flatMap((plan) => [plan.video, plan.audio]).filter((section) => section !== null);
  if (used.length === 0) throw badSdp('no section that receives');
  if (used.some((section) => section.payloadTypes.size === 0))
    throw new MediaFault('no-common-codec', 'a section has neither Opus, VP8 nor constrained baseline H.264');
  return plans;
}

function checkFeeds(feeds: readonly Feed[]): void {
  if (feeds.some((feed) => !FEED_NAME.test(feed.name))) throw badSdp('a feed name is no token');
  // Both would send the same SSRC in one session, which RFC 3550 §8 forbids.
  const buses = feeds.flatMap((feed) => ('bus' in feed ? [feed.bus] : []));
  if (new Set(buses).size !== buses.length) throw badSdp('one bus in two feeds');
}

/** No header extensions are negotiated with viewers: the shared packets have none. */
function sendOnly(section: OfferSection, names: { ssrc: number; stream: string }): Audio | Video {
  const media = section.kind === 'audio' ? new Audio(section.mid, 'SendOnly') : new Video(section.mid, 'SendOnly');
  addCodecs(media, section.payloadTypes);
  media.addSSRC(names.ssrc, CNAME, names.stream, `${names.stream}-${section.kind}`);
  return media;
}

/** Sender reports (RFC 3550 §6.4.1) let sound and picture be aligned; lost pictures are sent again (RFC 4585 §6.2.1). */
function reportAndRepair(kind: 'audio' | 'video', ssrc: number): MediaHandler {
  // The packets are made already: of the payload type nothing is used here.
  const config = new RtpPacketizationConfig(ssrc, CNAME, 0, kind === 'audio' ? 48_000 : 90_000);
  const reporter = new RtcpSrReporter(config);
  if (kind === 'video') reporter.addToChain(new RtcpNackResponder(REPAIR_PACKETS));
  return reporter;
}

/** One name for all streams of the plane: they share one clock (RFC 3550 §6.5.1). */
const CNAME = 'diemcau';
