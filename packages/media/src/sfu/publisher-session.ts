import { Audio, Video, type Track } from 'node-datachannel';
import {
  MediaFault,
  type EndpointId,
  type SessionCloseReason,
  type SessionId,
  type SessionStats,
  type SourceTrack,
} from '../media-plane.ts';
import { createLadder, stepLadder, type Rung } from '../ladder/ladder.ts';
import { gatherLoss, lossRatioOf, NO_PACKETS, type PacketCount } from '../ladder/loss.ts';
import { createReception, dueRepairs, receive, reportBlock, takeGaps, type Reception } from '../rtp/reception.ts';
import { ntpMiddle, readRtcp, roundTripMs, writeFeedback, type ReceiverFeedback, type RtcpPart } from '../rtp/rtcp.ts';
import { audioLevelDbov, bareRtp, isRtcp, parseRtp, type RtpHeader } from '../rtp/rtp-packet.ts';
import { isVp8KeyframeStart } from '../rtp/vp8.ts';
import type { Codec } from '../rtp/codec.ts';
import { isH264KeyframeStart } from '../rtp/h264.ts';
import { writeAnswer } from '../sdp/answer.ts';
import { writeNormalOffer } from '../sdp/normal-offer.ts';
import { badSdp, parseOffer, type Offer, type OfferSection } from '../sdp/offer.ts';
import { parseTrickle } from '../sdp/trickle.ts';
import { askKeyframe, createKeyframeRequests, noteKeyframe, takeDueKeyframe, type KeyframeRequests } from './keyframe-requests.ts';
import { addCodecs } from './native-codecs.ts';
import { PeerTransport, type TransportSettings } from './peer-transport.ts';

/** One packet on its way through: a bare 12-byte header and the payload, in the buffer it arrived in. */
export interface MediaPacket {
  readonly bytes: Buffer;
  readonly sequenceNumber: number;
  readonly timestamp: number;
  readonly marker: boolean;
  /** First packet of a keyframe; false for sound. */
  readonly startsKeyframe: boolean;
}

/** One track of one publishing session. */
export interface Source {
  readonly session: SessionId;
  readonly endpoint: EndpointId;
  readonly name: SourceTrack;
  readonly codec: Codec;
  /** Asks the publisher for a keyframe, at most once each 500 ms. */
  requestKeyframe(nowMs: number): void;
}

export interface PublisherListener {
  onOpen(session: PublisherSession): void;
  onClosed(session: PublisherSession, reason: SessionCloseReason): void;
  onPacket(session: PublisherSession, source: Source, packet: MediaPacket, nowMs: number): void;
}

interface Inlet {
  readonly source: Source;
  readonly payloadType: number;
  readonly audioLevelId: number | null;
  readonly keyframes: KeyframeRequests;
  track: Track | null;
  reception: Reception | null;
  bytes: number;
  levelDbov: number | null;
}

/**
 * What a publisher may send: 2.5 Mbit/s is clean 720p25 in VP8; a thumbnail of 320×180 at 5 frames is
 * content with 80 kbit/s; Opus speech with repair data stays below 64 kbit/s.
 */
const BITRATE_MAX_BPS: Readonly<Record<SourceTrack, number>> = { main: 2_500_000, thumb: 80_000, audio: 64_000 };
/**
 * What a publisher on a bad line may send of everything together. `small` fits a line of 300 kbit/s beside its
 * sound and its repairs; `audio` leaves the picture less than a browser makes one of, and `text` nothing.
 */
const BITRATE_AT_RUNG_BPS: Readonly<Record<Exclude<Rung, 'full'>, number>> = { small: 250_000, audio: 100_000, text: 50_000 };
/** RTP and transport overhead the sender's estimate includes: 12 + 10 + 8 + 20 bytes on 1,200. */
const OVERHEAD_FACTOR = 1.05;
const CLOCK_RATE_HZ: Readonly<Record<SourceTrack, number>> = { main: 90_000, thumb: 90_000, audio: 48_000 };

/** One WHIP session: receives, reports, asks for repairs and keyframes. Closed by the plane. */
export class PublisherSession {
  readonly id: SessionId;
  readonly endpoint: EndpointId;
  readonly #transport: PeerTransport;
  readonly #listener: PublisherListener;
  readonly #offer: Offer;
  readonly #bindAddress: string;
  readonly #inlets = new Map<SourceTrack, Inlet>();
  /** Our name in RTCP; any will do that is not a source's (RFC 3550 §8). */
  readonly #receiverSsrc = 1 + Math.floor(Math.random() * 0xfffffffe);
  #isOpen = false;
  #carriesPackets = false;
  #rttMs: number | undefined;
  #ladder = createLadder();
  /** Packets since the last second that had enough of them. */
  #packets = NO_PACKETS;

  /** Throws MediaFault 'bad-sdp' or 'no-common-codec'. */
  constructor(id: SessionId, request: { endpoint: EndpointId; sdp: string }, settings: TransportSettings, listener: PublisherListener) {
    this.id = id;
    this.endpoint = request.endpoint;
    this.#bindAddress = settings.bindAddress;
    this.#listener = listener;
    this.#offer = parseOffer(request.sdp);
    const accepted = acceptSections(this.#offer);
    this.#transport = new PeerTransport(id, settings, {
      onOpen: () => this.#onOpen(),
      onClosed: (reason) => this.#onClosed(reason),
    });
    for (const [name, section] of accepted) this.#addInlet(name, section);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether a packet ever arrived. */
  get carriesPackets(): boolean {
    return this.#carriesPackets;
  }

  source(name: SourceTrack): Source | null {
    return this.#inlets.get(name)?.source ?? null;
  }

  async answer(): Promise<string> {
    const accepted = [...this.#inlets.values()].map((inlet) => ({
      section: sectionOf(this.#offer, inlet.source.name),
      payloadTypes: new Map([[inlet.source.codec, inlet.payloadType]]),
    }));
    const native = await this.#transport.answer(writeNormalOffer(this.#offer, accepted, this.#bindAddress));
    return writeAnswer(native, this.#offer.sections);
  }

  /** Throws MediaFault 'ice-restart-unsupported'. */
  trickle(fragment: string): void {
    for (const candidate of parseTrickle(fragment, this.#offer, this.#bindAddress)) this.#transport.addCandidate(candidate);
  }

  /** Sends what is due: repeated repair requests and keyframe requests that were held back. */
  tick(nowMs: number): void {
    for (const inlet of this.#inlets.values()) {
      this.#askRepairs(inlet, nowMs);
      if (takeDueKeyframe(inlet.keyframes, nowMs)) this.#sendKeyframeRequest(inlet);
    }
  }

  /** Once a second: receiver report and the bitrate the sender may use, without which browsers stay near 30 kbit/s. */
  report(nowMs: number): void {
    if (!this.#isOpen) return;
    const inlets = [...this.#inlets.values()];
    const blocks = inlets.flatMap((inlet) => (inlet.reception ? [reportBlock(inlet.reception, nowMs)] : []));
    const mediaSsrcs = inlets.flatMap((inlet) => inlet.reception?.ssrc ?? sectionOf(this.#offer, inlet.source.name).ssrcs.slice(0, 1));
    this.#send({ blocks, bitrateMax: { mediaSsrcs, bitrateBps: this.#bitrateMaxBps() }, referenceNtpMiddle: ntpMiddle(nowMs) });
  }

  /** Figures since the last call, by which is chosen anew what the publisher may send. `tickLateMs`: see LinkSample. */
  takeStats(seconds: number, tickLateMs: number): SessionStats {
    const bitratesBps: Partial<Record<SourceTrack, number>> = {};
    let levelDbov: number | null = null;
    for (const inlet of this.#inlets.values()) {
      if (inlet.reception) bitratesBps[inlet.source.name] = Math.round((inlet.bytes * 8) / seconds);
      levelDbov = inlet.levelDbov ?? levelDbov;
      inlet.bytes = 0;
      inlet.levelDbov = null;
    }
    const packets = this.#takePackets();
    const gathered = gatherLoss(this.#packets, packets);
    const sentBps = Object.values(bitratesBps).reduce((sum, bps) => sum + bps, 0);
    this.#ladder = stepLadder(this.#ladder, { lossRatio: gathered.lossRatio, rttMs: this.#rttMs, sentBps, tickLateMs });
    const isDoubtful = this.#ladder.doubtfulSeconds > 0;
    this.#packets = isDoubtful ? NO_PACKETS : gathered.kept;
    if (isDoubtful) this.#rttMs = undefined;
    const lossRatio = lossRatioOf(packets);
    return {
      session: this.id,
      role: 'publish',
      label: this.endpoint,
      rung: this.#ladder.rung,
      bitratesBps,
      ...(this.#rttMs === undefined ? {} : { rttMs: this.#rttMs }),
      ...(lossRatio === undefined ? {} : { lossRatio }),
      ...(levelDbov === null ? {} : { audioLevelDbov: levelDbov }),
    };
  }

  close(reason: SessionCloseReason): Promise<void> {
    return this.#transport.close(reason);
  }

  /** Of all tracks together: they share one line. */
  #takePackets(): PacketCount {
    const gaps = [...this.#inlets.values()].flatMap(({ reception }) => (reception ? [takeGaps(reception)] : []));
    const sum = (of: (count: PacketCount) => number) => gaps.reduce((total, count) => total + of(count), 0);
    return { expected: sum(({ expected }) => expected), lost: sum(({ lost }) => lost) };
  }

  /** Browsers apply it to the whole transport, so it is the sum of the tracks. Without transport-wide feedback Chromium leaves sound out of it. */
  #bitrateMaxBps(): number {
    const { rung } = this.#ladder;
    if (rung !== 'full') return BITRATE_AT_RUNG_BPS[rung];
    return [...this.#inlets.keys()].reduce((sum, name) => sum + BITRATE_MAX_BPS[name], 0) * OVERHEAD_FACTOR;
  }

  #addInlet(name: SourceTrack, section: OfferSection): void {
    const [codec, payloadType] = preferredCodec(name, section);
    const source: Source = {
      session: this.id,
      endpoint: this.endpoint,
      name,
      codec,
      requestKeyframe: (nowMs) => {
        if (askKeyframe(inlet.keyframes, nowMs)) this.#sendKeyframeRequest(inlet);
      },
    };
    const inlet: Inlet = {
      source,
      payloadType,
      audioLevelId: section.audioLevelId,
      keyframes: createKeyframeRequests(),
      track: null,
      reception: null,
      bytes: 0,
      levelDbov: null,
    };
    this.#inlets.set(name, inlet);
    // Without a media handler the track delivers RTP and RTCP and sends our own RTCP.
    inlet.track = this.#transport.addTrack(receiveOnly(source, section, payloadType), {
      onMessage: (packet) => this.#onMessage(inlet, packet),
    });
  }

  #onOpen(): void {
    this.#isOpen = true;
    this.#listener.onOpen(this);
    // At once: browsers trust the first estimate of the first two seconds and then climb slowly from it.
    this.report(Date.now());
  }

  #onClosed(reason: SessionCloseReason): void {
    this.#isOpen = false;
    this.#listener.onClosed(this, reason);
  }

  #onMessage(inlet: Inlet, packet: Buffer): void {
    const nowMs = Date.now();
    if (isRtcp(packet)) {
      for (const part of readRtcp(packet)) this.#onRtcp(inlet, part, nowMs);
      return;
    }
    const header = parseRtp(packet);
    if (header && header.payloadType === inlet.payloadType) this.#onRtp(inlet, packet, header, nowMs);
  }

  #onRtcp(inlet: Inlet, part: RtcpPart, nowMs: number): void {
    if (part.type === 'sender-report' && part.ssrc === inlet.reception?.ssrc) {
      inlet.reception.lastReport = { ntpMiddle: part.ntpMiddle, atMs: nowMs };
    }
    if (part.type === 'reference-echo' && part.ssrc === this.#receiverSsrc) {
      this.#rttMs = roundTripMs(nowMs, part.lastReference, part.sinceReference) ?? this.#rttMs;
    }
  }

  #onRtp(inlet: Inlet, packet: Buffer, header: RtpHeader, nowMs: number): void {
    const { name } = inlet.source;
    if (inlet.reception?.ssrc !== header.ssrc) inlet.reception = createReception(header.ssrc, CLOCK_RATE_HZ[name], header.sequenceNumber);
    const hasGap = receive(inlet.reception, header.sequenceNumber, header.timestamp, nowMs);
    if (hasGap && name !== 'audio') this.#askRepairs(inlet, nowMs);
    inlet.bytes += packet.length;
    if (name === 'audio' && inlet.audioLevelId !== null) noteLevel(inlet, audioLevelDbov(packet, header, inlet.audioLevelId));
    const startsKeyframe = isKeyframeStart(inlet.source.codec, packet, header);
    if (startsKeyframe) noteKeyframe(inlet.keyframes);
    this.#carriesPackets = true;
    const { sequenceNumber, timestamp, marker } = header;
    this.#listener.onPacket(
      this,
      inlet.source,
      { bytes: bareRtp(packet, header), sequenceNumber, timestamp, marker, startsKeyframe },
      nowMs,
    );
  }

  #askRepairs(inlet: Inlet, nowMs: number): void {
    // Opus repairs itself from the next packet (RFC 7587 §3.1.2); a picture cannot.
    if (inlet.source.name === 'audio' || !inlet.reception || inlet.reception.missing.size === 0) return;
    const sequences = dueRepairs(inlet.reception, nowMs);
    if (sequences.length > 0) this.#send({ missing: { mediaSsrc: inlet.reception.ssrc, sequences } });
  }

  #sendKeyframeRequest(inlet: Inlet): void {
    const mediaSsrc = inlet.reception?.ssrc ?? sectionOf(this.#offer, inlet.source.name).ssrcs[0];
    if (mediaSsrc !== undefined) this.#send({ keyframeOf: mediaSsrc });
  }

  /** Feedback that cannot be sent is not kept: the next second brings fresh one. */
  #send(feedback: ReceiverFeedback): void {
    if (!this.#isOpen) return;
    const track = [...this.#inlets.values()].find((inlet) => inlet.track?.isOpen())?.track;
    track?.sendMessageBinary(writeFeedback(this.#receiverSsrc, feedback));
  }
}

function noteLevel(inlet: Inlet, levelDbov: number | null): void {
  if (levelDbov !== null) inlet.levelDbov = Math.min(inlet.levelDbov ?? 127, levelDbov);
}

/** First audio section, first video section, second video section. */
function sectionOf(offer: Offer, name: SourceTrack): OfferSection {
  const kind = name === 'audio' ? 'audio' : 'video';
  const section = offer.sections.filter((one) => one.kind === kind)[name === 'thumb' ? 1 : 0];
  if (!section) throw badSdp(`no section for ${name}`);
  return section;
}

function acceptSections(offer: Offer): Map<SourceTrack, OfferSection> {
  const accepted = new Map<SourceTrack, OfferSection>();
  const audio = offer.sections.filter((section) => section.kind === 'audio');
  const video = offer.sections.filter((section) => section.kind === 'video');
  for (const [name, section] of [
    ['audio', audio[0]],
    ['main', video[0]],
    ['thumb', video[1]],
  ] as const) {
    if (!section || !section.direction.startsWith('send')) continue;
    preferredCodec(name, section);
    accepted.set(name, section);
  }
  if (accepted.size === 0) throw badSdp('no section that sends');
  // Packets of bundled sections are told apart by SSRC here, the mid extension is not read (RFC 9143 §9.2).
  if (accepted.size > 1 && [...accepted.values()].some((section) => section.ssrcs.length === 0)) throw badSdp('a section has no a=ssrc');
  return accepted;
}

/** What the offerer likes best of what we take (RFC 3264 §6.1); one codec, so that a picture never changes under way. */
function preferredCodec(name: SourceTrack, section: OfferSection): [Codec, number] {
  const [preferred] = section.payloadTypes;
  if (!preferred) throw new MediaFault('no-common-codec', `${name} offers neither Opus, VP8 nor constrained baseline H.264`);
  return preferred;
}

function isKeyframeStart(codec: Codec, packet: Buffer, { payloadOffset, payloadEnd }: RtpHeader): boolean {
  if (codec === 'opus') return false;
  return (codec === 'vp8' ? isVp8KeyframeStart : isH264KeyframeStart)(packet, payloadOffset, payloadEnd);
}

/** No `b=` line: browsers apply the last one of a bundle to all of it, and the thumbnail's would starve the picture. */
function receiveOnly({ name, codec }: Source, section: OfferSection, payloadType: number): Audio | Video {
  const media = name === 'audio' ? new Audio(section.mid, 'RecvOnly') : new Video(section.mid, 'RecvOnly');
  addCodecs(media, new Map([[codec, payloadType]]));
  const levelId = name === 'audio' ? section.audioLevelId : null;
  if (levelId !== null) media.parseSdpLine(`a=extmap:${levelId} urn:ietf:params:rtp-hdrext:ssrc-audio-level`);
  return media;
}
