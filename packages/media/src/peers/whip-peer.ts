import { Audio, RtcpNackResponder, RtcpSrReporter, RtpPacketizationConfig, Video, type Track } from 'node-datachannel';
import type { SourceTrack } from '../media-plane.ts';
import { H264_PARAMETERS, type Codec, type VideoCodec } from '../rtp/codec.ts';
import { readRtcp, type RtcpPart } from '../rtp/rtcp.ts';
import { isRtcp, RTP_HEADER_BYTES } from '../rtp/rtp-packet.ts';
import { NativePeer, type PeerOptions } from './native-peer.ts';

export interface WhipPeerOptions extends PeerOptions {
  readonly tracks: readonly SourceTrack[];
  /** Numbers of the offer; other than the usual ones to try how they are mapped. */
  readonly payloadTypes?: Readonly<Partial<Record<Codec, number>>>;
  /** What both pictures are; `vp8` unless told. */
  readonly videoCodec?: VideoCodec;
}

interface Sender {
  readonly track: Track;
  readonly ssrc: number;
  readonly payloadType: number;
  sequence: number;
}

const AUDIO_LEVEL_ID = 1;
/** Chromium's. */
const USUAL_PAYLOAD_TYPES = { vp8: 96, h264: 106, opus: 111 };

/**
 * A publisher as a browser is one to the plane: offers, sends RTP, hears keyframe requests. The caller
 * brings offer and answer to the server and closes the peer.
 */
export class WhipPeer {
  readonly videoCodec: VideoCodec;
  readonly #peer: NativePeer;
  readonly #senders = new Map<SourceTrack, Sender>();
  readonly #keyframeListeners = new Set<(track: SourceTrack) => void>();
  readonly #feedbackListeners = new Set<(track: SourceTrack, part: RtcpPart) => void>();

  constructor(options: WhipPeerOptions) {
    this.#peer = new NativePeer('whip-peer', options);
    this.videoCodec = options.videoCodec ?? 'vp8';
    const payloadTypes = { ...USUAL_PAYLOAD_TYPES, ...options.payloadTypes };
    // The first video section of an offer is `main`, so the order is fixed here.
    for (const name of ['audio', 'main', 'thumb'] as const) {
      if (options.tracks.includes(name)) this.#addSender(name, name === 'audio' ? payloadTypes.opus : payloadTypes[this.videoCodec]);
    }
  }

  offer(): Promise<string> {
    return this.#peer.offer();
  }

  answer(sdp: string): void {
    this.#peer.answer(sdp);
  }

  get isOpen(): boolean {
    return [...this.#senders.values()].every((sender) => sender.track.isOpen());
  }

  /** `connected`, `disconnected`, `failed` or `closed`. Returns the function that stops listening. */
  onState(listener: (state: string) => void): () => void {
    return this.#peer.onState(listener);
  }

  /** A PLI or FIR came for this track. Returns the function that stops listening. */
  onKeyframeRequest(listener: (track: SourceTrack) => void): () => void {
    this.#keyframeListeners.add(listener);
    return () => {
      this.#keyframeListeners.delete(listener);
    };
  }

  /** Every part of RTCP the plane sent. Returns the function that stops listening. */
  onFeedback(listener: (track: SourceTrack, part: RtcpPart) => void): () => void {
    this.#feedbackListeners.add(listener);
    return () => {
      this.#feedbackListeners.delete(listener);
    };
  }

  /** Sends one packet of a picture. Timestamps count at 90 kHz. Returns false when the track is not open. */
  sendVideo(payload: Buffer, at: { readonly timestamp: number; readonly marker: boolean; readonly track?: 'main' | 'thumb' }): boolean {
    return this.#send(at.track ?? 'main', payload, { ...at, extension: null });
  }

  /** Sends one frame of sound. Timestamps count at 48 kHz; the level goes into the header (RFC 6464 §3). */
  sendAudio(payload: Buffer, at: { readonly timestamp: number; readonly levelDbov?: number }): boolean {
    const extension = at.levelDbov === undefined ? null : Buffer.from([0xbe, 0xde, 0, 1, AUDIO_LEVEL_ID << 4, 0x80 | at.levelDbov, 0, 0]);
    return this.#send('audio', payload, { timestamp: at.timestamp, marker: false, extension });
  }

  /** Leaves out a sequence number, as if a packet had been lost on the way. */
  skipSequence(track: SourceTrack): void {
    const sender = this.#senders.get(track);
    if (sender) sender.sequence = (sender.sequence + 1) & 0xffff;
  }

  /** Writes any bytes on a track. */
  sendRaw(track: SourceTrack, packet: Buffer): boolean {
    const sender = this.#senders.get(track);
    return sender?.track.isOpen() === true && sender.track.sendMessageBinary(packet);
  }

  close(): void {
    this.#peer.close();
  }

  #addSender(name: SourceTrack, payloadType: number): void {
    const ssrc = 1 + Math.floor(Math.random() * 0xfffffffe);
    const media = name === 'audio' ? new Audio(name, 'SendOnly') : new Video(name, 'SendOnly');
    if (media instanceof Audio) media.addOpusCodec(payloadType);
    else if (this.videoCodec === 'h264') media.addH264Codec(payloadType, H264_PARAMETERS);
    else media.addVP8Codec(payloadType);
    if (name === 'audio') media.parseSdpLine(`a=extmap:${AUDIO_LEVEL_ID} urn:ietf:params:rtp-hdrext:ssrc-audio-level`);
    media.addSSRC(ssrc, 'peer', 'peer', name);
    const reporter = new RtcpSrReporter(new RtpPacketizationConfig(ssrc, 'peer', payloadType, name === 'audio' ? 48_000 : 90_000));
    // A second of packets, as browsers keep.
    reporter.addToChain(new RtcpNackResponder(256));
    const track = this.#peer.addTrack(media, reporter, (packet) => this.#onMessage(name, packet));
    this.#senders.set(name, { track, ssrc, payloadType, sequence: Math.floor(Math.random() * 0xffff) });
  }

  #send(name: SourceTrack, payload: Buffer, at: { timestamp: number; marker: boolean; extension: Buffer | null }): boolean {
    const sender = this.#senders.get(name);
    if (!sender?.track.isOpen()) return false;
    const header = Buffer.alloc(RTP_HEADER_BYTES);
    header.writeUInt8(0x80 | (at.extension ? 0x10 : 0), 0);
    header.writeUInt8((at.marker ? 0x80 : 0) | sender.payloadType, 1);
    header.writeUInt16BE(sender.sequence, 2);
    header.writeUInt32BE(at.timestamp >>> 0, 4);
    header.writeUInt32BE(sender.ssrc, 8);
    sender.sequence = (sender.sequence + 1) & 0xffff;
    return sender.track.sendMessageBinary(Buffer.concat([header, at.extension ?? Buffer.alloc(0), payload]));
  }

  #onMessage(name: SourceTrack, packet: Buffer): void {
    if (!isRtcp(packet)) return;
    const ssrc = this.#senders.get(name)?.ssrc;
    for (const part of readRtcp(packet)) {
      for (const listener of this.#feedbackListeners) listener(name, part);
      if (part.type !== 'keyframe-request' || part.mediaSsrc !== ssrc) continue;
      for (const listener of this.#keyframeListeners) listener(name);
    }
  }
}
