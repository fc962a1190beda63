import { Audio, Video, type Track } from 'node-datachannel';
import { H264_PARAMETERS, type Codec } from '../rtp/codec.ts';
import { createReception, dueRepairs, receive, reportBlock, type Reception } from '../rtp/reception.ts';
import { readRtcp, writeFeedback } from '../rtp/rtcp.ts';
import { isRtcp, parseRtp } from '../rtp/rtp-packet.ts';
import { NativePeer, type PeerOptions } from './native-peer.ts';

export interface WhepPeerOptions extends PeerOptions {
  readonly audioSections: number;
  readonly videoSections: number;
  /** Codecs and their numbers in the offer; all that browsers have unless told. */
  readonly payloadTypes?: Readonly<Partial<Record<Codec, number>>>;
}

/** A packet as it came: the feed's name from the answer (`a=msid`), its kind, and the whole RTP packet. */
export type PacketListener = (feed: string, kind: 'audio' | 'video', packet: Buffer) => void;

interface Section {
  readonly kind: 'audio' | 'video';
  readonly track: Track;
  reception: Reception | null;
}

/** Chromium's. */
const USUAL_PAYLOAD_TYPES = { vp8: 96, h264: 106, opus: 111 };
/** As browsers do for a picture; the plane's statistics have one-second intervals too. */
const REPORT_INTERVAL_MS = 1000;

/** A viewer as a browser is one to the plane: offers, receives RTP, reports, asks for lost pictures. The caller brings offer and answer to the server. */
export class WhepPeer {
  readonly #peer: NativePeer;
  readonly #sections = new Map<string, Section>();
  readonly #feedOfMid = new Map<string, string>();
  readonly #listeners = new Set<PacketListener>();
  readonly #ssrc = 1 + Math.floor(Math.random() * 0xfffffffe);
  readonly #timer: NodeJS.Timeout;

  constructor(options: WhepPeerOptions) {
    this.#peer = new NativePeer('whep-peer', options);
    const payloadTypes = options.payloadTypes ?? USUAL_PAYLOAD_TYPES;
    for (let index = 0; index < options.audioSections; index += 1) this.#addSection(`a${index}`, 'audio', payloadTypes);
    for (let index = 0; index < options.videoSections; index += 1) this.#addSection(`v${index}`, 'video', payloadTypes);
    this.#timer = setInterval(() => this.#report(Date.now()), REPORT_INTERVAL_MS);
  }

  offer(): Promise<string> {
    return this.#peer.offer();
  }

  answer(sdp: string): void {
    for (const block of sdp.split(/^(?=m=)/m).slice(1)) {
      const mid = /^a=mid:(\S+)/m.exec(block)?.[1];
      const feed = /^a=msid:(\S+)/m.exec(block)?.[1];
      if (mid !== undefined && feed !== undefined) this.#feedOfMid.set(mid, feed);
    }
    this.#peer.answer(sdp);
  }

  get state(): string {
    return this.#peer.state;
  }

  /** `connected`, `disconnected`, `failed` or `closed`. Returns the function that stops listening. */
  onState(listener: (state: string) => void): () => void {
    return this.#peer.onState(listener);
  }

  /** Returns the function that stops listening. */
  onPacket(listener: PacketListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Sends a PLI for the picture of a feed, as a decoder does that lost its reference. */
  requestKeyframe(feed: string): void {
    for (const [mid, section] of this.#sections) {
      const isWanted = this.#feedOfMid.get(mid) === feed && section.kind === 'video' && section.track.isOpen();
      if (isWanted && section.reception) section.track.sendMessageBinary(writeFeedback(this.#ssrc, { keyframeOf: section.reception.ssrc }));
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#peer.close();
  }

  #addSection(mid: string, kind: 'audio' | 'video', payloadTypes: Readonly<Partial<Record<Codec, number>>>): void {
    const media = kind === 'audio' ? new Audio(mid, 'RecvOnly') : new Video(mid, 'RecvOnly');
    if (media instanceof Audio) {
      if (payloadTypes.opus !== undefined) media.addOpusCodec(payloadTypes.opus);
    } else {
      if (payloadTypes.vp8 !== undefined) media.addVP8Codec(payloadTypes.vp8);
      if (payloadTypes.h264 !== undefined) media.addH264Codec(payloadTypes.h264, H264_PARAMETERS);
    }
    const track = this.#peer.addTrack(media, null, (packet) => this.#onMessage(mid, packet));
    this.#sections.set(mid, { kind, track, reception: null });
  }

  #onMessage(mid: string, packet: Buffer): void {
    const section = this.#sections.get(mid);
    if (!section) return;
    if (isRtcp(packet)) noteSenderReport(section, packet);
    else this.#onRtp(section, mid, packet);
  }

  #onRtp(section: Section, mid: string, packet: Buffer): void {
    const header = parseRtp(packet);
    if (!header) return;
    section.reception ??= createReception(header.ssrc, section.kind === 'audio' ? 48_000 : 90_000, header.sequenceNumber);
    const nowMs = Date.now();
    receive(section.reception, header.sequenceNumber, header.timestamp, nowMs);
    if (section.kind === 'video' && section.reception.missing.size > 0) this.#askRepairs(section, section.reception, nowMs);
    const feed = this.#feedOfMid.get(mid) ?? mid;
    for (const listener of this.#listeners) listener(feed, section.kind, packet);
  }

  #askRepairs(section: Section, reception: Reception, nowMs: number): void {
    const sequences = dueRepairs(reception, nowMs);
    const missing = { mediaSsrc: reception.ssrc, sequences };
    if (sequences.length > 0) section.track.sendMessageBinary(writeFeedback(this.#ssrc, { missing }));
  }

  #report(nowMs: number): void {
    const open = [...this.#sections.values()].filter((section) => section.track.isOpen());
    const blocks = open.flatMap((section) => (section.reception ? [reportBlock(section.reception, nowMs)] : []));
    if (blocks.length > 0) open[0]?.track.sendMessageBinary(writeFeedback(this.#ssrc, { blocks }));
  }
}

function noteSenderReport(section: Section, packet: Buffer): void {
  for (const part of readRtcp(packet)) {
    if (part.type === 'sender-report' && section.reception?.ssrc === part.ssrc) {
      section.reception.lastReport = { ntpMiddle: part.ntpMiddle, atMs: Date.now() };
    }
  }
}
