import type { SourceTrack } from '../media-plane.ts';
import type { WhipPeer } from './whip-peer.ts';

export interface CameraOptions {
  /** One byte that goes into every payload, so that a viewer can tell whose picture it has. */
  readonly tag: number;
  readonly track: 'main' | 'thumb';
  readonly framesPerSecond: number;
  readonly packetsPerFrame: number;
  /** Of each packet; at least 16. */
  readonly payloadBytes: number;
}

const VIDEO_CLOCK_HZ = 90_000;
/** Opus frames of 20 ms, the usual length (RFC 7587 §4.2). */
const OPUS_FRAME_MS = 20;
/** Descriptor 4, frame header 10, tag 1, rounded up. */
const PAYLOAD_MIN_BYTES = 16;

/**
 * A camera without pictures: packets with a true VP8 or H.264 head, as the peer offered, so that everything which
 * looks at RTP sees a stream. It answers a keyframe request with the next frame, at once, so that a test
 * measures the plane and not the camera. Started by the constructor; the caller closes it.
 */
export class SyntheticCamera {
  readonly #peer: WhipPeer;
  readonly #options: CameraOptions;
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout;
  #timestamp = Math.floor(Math.random() * 0xffffffff);
  #sentAtMs = Date.now();
  #pictureId = 0;
  #keyframes = 0;

  constructor(peer: WhipPeer, options: CameraOptions) {
    this.#peer = peer;
    this.#options = options;
    this.#stopListening = peer.onKeyframeRequest((track: SourceTrack) => {
      if (track === options.track) this.#sendFrame(true);
    });
    this.#timer = setInterval(() => this.#sendFrame(this.#pictureId === 0), 1000 / options.framesPerSecond);
  }

  get keyframes(): number {
    return this.#keyframes;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#stopListening();
  }

  #sendFrame(isKeyframe: boolean): void {
    const nowMs = Date.now();
    const timestamp = (this.#timestamp + Math.max(1, Math.round(((nowMs - this.#sentAtMs) * VIDEO_CLOCK_HZ) / 1000))) >>> 0;
    const { packetsPerFrame, track } = this.#options;
    for (let index = 0; index < packetsPerFrame; index += 1) {
      const isLast = index === packetsPerFrame - 1;
      const packet = { ...this.#options, pictureId: this.#pictureId, isFirst: index === 0, isLast, isKeyframe };
      const payload = this.#peer.videoCodec === 'h264' ? h264Payload(packet) : vp8Payload(packet);
      if (!this.#peer.sendVideo(payload, { timestamp, marker: isLast, track })) return;
    }
    this.#timestamp = timestamp;
    this.#sentAtMs = nowMs;
    this.#pictureId = (this.#pictureId + 1) & 0x7fff;
    if (isKeyframe) this.#keyframes += 1;
  }
}

/** A microphone without sound: frames that carry the tag and a level. */
export class SyntheticMicrophone {
  readonly #timer: NodeJS.Timeout;
  #timestamp = Math.floor(Math.random() * 0xffffffff);

  constructor(peer: WhipPeer, options: { readonly tag: number; readonly levelDbov: number }) {
    // Configuration 15, mono, one frame: 20 ms of hybrid speech (RFC 6716 §3.1); 60 bytes are 24 kbit/s.
    const frame = Buffer.alloc(60, options.tag);
    frame.writeUInt8(0x78, 0);
    this.#timer = setInterval(() => {
      peer.sendAudio(frame, { timestamp: this.#timestamp, levelDbov: options.levelDbov });
      this.#timestamp = (this.#timestamp + OPUS_FRAME_MS * 48) >>> 0;
    }, OPUS_FRAME_MS);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

/** The tag of a synthetic packet with a bare header: its last byte. */
export function tagOf(packet: Buffer): number {
  return packet.readUInt8(packet.length - 1);
}

/** Descriptor with a 15-bit picture id (RFC 7741 §4.2), frame header (RFC 6386 §9.1), filling, tag. */
export function vp8Payload(of: { tag: number; pictureId: number; isFirst: boolean; isKeyframe: boolean; payloadBytes: number }): Buffer {
  const payload = Buffer.alloc(Math.max(PAYLOAD_MIN_BYTES, of.payloadBytes), of.tag);
  payload.writeUInt8(0x80 | (of.isFirst ? 0x10 : 0), 0);
  payload.writeUInt8(0x80, 1);
  payload.writeUInt16BE(0x8000 | of.pictureId, 2);
  if (!of.isFirst) return payload;
  payload.writeUInt8(of.isKeyframe ? 0x10 : 0x11, 4);
  if (of.isKeyframe) payload.set([0x00, 0x02, 0x9d, 0x01, 0x2a, 0x00, 0x05, 0xd0, 0x02], 5);
  return payload;
}

/**
 * The first packet of a keyframe is a STAP-A of parameter sets and filling (RFC 6184 §5.7.1), every other one a
 * fragment of a picture (§5.8), with the tag as its last byte.
 */
export function h264Payload(of: { tag: number; isFirst: boolean; isLast: boolean; isKeyframe: boolean; payloadBytes: number }): Buffer {
  const payload = Buffer.alloc(Math.max(PAYLOAD_MIN_BYTES, of.payloadBytes), of.tag);
  if (of.isFirst && of.isKeyframe) {
    payload.set([0x78, 0, 4, 0x67, 0x42, 0xe0, 0x1f, 0, 2, 0x68, 0xce], 0);
    payload.writeUInt16BE(payload.length - 13, 11);
    // Filler data (ISO/IEC 14496-10, NAL unit type 12).
    payload.writeUInt8(0x0c, 13);
    return payload;
  }
  const start = of.isFirst ? 0x80 : 0;
  payload.set([of.isKeyframe ? 0x7c : 0x5c, start | (of.isLast ? 0x40 : 0) | (of.isKeyframe ? 5 : 1)], 0);
  return payload;
}
