import type { EndpointId, SessionId, SourceTrack } from '../media-plane.ts';
import type { Codec } from '../rtp/codec.ts';
import type { MediaPacket } from '../sfu/publisher-session.ts';

/** What a process that shows an endpoint asks of the endpoint's home. */
export type RelayRequest =
  | { readonly type: 'want'; readonly tracks: readonly WantedTrack[] } // all of them, in place of those before
  | { readonly type: 'keyframe'; readonly track: WantedTrack };

export interface WantedTrack {
  readonly endpoint: EndpointId;
  readonly name: SourceTrack;
}

/** What the home tells beside packets. */
export type RelayNotice =
  /** Packets under this number are of this source. */
  | {
      readonly type: 'source';
      readonly number: number;
      readonly session: SessionId;
      readonly endpoint: EndpointId;
      readonly name: SourceTrack;
      readonly codec: Codec;
    }
  | { readonly type: 'gone'; readonly session: SessionId; readonly endpoint: EndpointId };

export type RelayFrame<Message> = { readonly message: Message } | { readonly number: number; readonly packet: MediaPacket };

const MESSAGE = 0;
const PACKET = 1;
/** Length of the rest (4), kind (1). */
const FRAME_HEAD_BYTES = 5;
/** Number (2), flags (1), sequence number (2), timestamp (4). */
const PACKET_HEAD_BYTES = 9;
const [MARKER, KEYFRAME] = [1, 2];
/** A list of all tracks of 145 rooms is 30 kB; a packet has 1.5. What is longer is not ours. */
const FRAME_MAX_BYTES = 256 * 1024;

export function messageFrame(message: RelayRequest | RelayNotice): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  return Buffer.concat([head(MESSAGE, text.length), text]);
}

/** A copy: the packet's own bytes are rewritten for the viewers of this process. */
export function packetFrame(number: number, { bytes, sequenceNumber, timestamp, marker, startsKeyframe }: MediaPacket): Buffer {
  const frame = Buffer.allocUnsafe(FRAME_HEAD_BYTES + PACKET_HEAD_BYTES + bytes.length);
  frame.writeUInt32BE(PACKET_HEAD_BYTES + bytes.length, 0);
  frame.writeUInt8(PACKET, 4);
  frame.writeUInt16BE(number, 5);
  frame.writeUInt8((marker ? MARKER : 0) | (startsKeyframe ? KEYFRAME : 0), 7);
  frame.writeUInt16BE(sequenceNumber, 8);
  frame.writeUInt32BE(timestamp, 10);
  bytes.copy(frame, FRAME_HEAD_BYTES + PACKET_HEAD_BYTES);
  return frame;
}

/** Cuts a stream into its frames. Throws when what comes is no frame; the link is of no use any more. */
export class FrameReader<Message> {
  #rest: Buffer = Buffer.alloc(0);

  read(chunk: Buffer): RelayFrame<Message>[] {
    // A packet's bytes are rewritten in place further on, so no two frames may share them with a later read.
    const all = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const frames: RelayFrame<Message>[] = [];
    let at = 0;
    while (at + FRAME_HEAD_BYTES <= all.length) {
      const length = all.readUInt32BE(at);
      if (length > FRAME_MAX_BYTES) throw new RangeError(`a relay frame of ${length} bytes`);
      const end = at + FRAME_HEAD_BYTES + length;
      if (end > all.length) break;
      frames.push(frameOf<Message>(all.readUInt8(at + 4), all.subarray(at + FRAME_HEAD_BYTES, end)));
      at = end;
    }
    this.#rest = all.subarray(at);
    return frames;
  }
}

function head(kind: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(FRAME_HEAD_BYTES);
  bytes.writeUInt32BE(length, 0);
  bytes.writeUInt8(kind, 4);
  return bytes;
}

/** Both ends are this program at one version, so the shape of a message is trusted. */
function frameOf<Message>(kind: number, body: Buffer): RelayFrame<Message> {
  if (kind === MESSAGE) return { message: JSON.parse(body.toString()) as Message };
  if (kind !== PACKET || body.length < PACKET_HEAD_BYTES) throw new RangeError(`a relay frame of kind ${kind}`);
  const flags = body.readUInt8(2);
  const packet = {
    bytes: body.subarray(PACKET_HEAD_BYTES),
    sequenceNumber: body.readUInt16BE(3),
    timestamp: body.readUInt32BE(5),
    marker: (flags & MARKER) !== 0,
    startsKeyframe: (flags & KEYFRAME) !== 0,
  };
  return { number: body.readUInt16BE(0), packet };
}
