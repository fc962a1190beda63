import type { EndpointId } from '../media-plane.ts';
import { join, rewrite, type Continuation } from '../rtp/continuation.ts';
import { writeTo, type Outlet } from './fan-out.ts';
import type { MediaPacket, Source } from './publisher-session.ts';

/** A place in one viewer's wall, or a bus as a viewer on a bad line has it. Its stream is its own, so it may show another picture than its neighbour. */
export interface Slot {
  readonly name: string;
  readonly video: Continuation;
  readonly outlet: Outlet;
  /** Which picture of the endpoint; changed only while it is tuned to none. */
  track: 'main' | 'thumb';
  endpoint: EndpointId | null;
  live: Source | null;
}

/** A packet of the picture of the endpoint the slot is tuned to. It begins at a keyframe (RFC 7741 §4.3, RFC 6184 §3.1). */
export function onSlotVideo(slot: Slot, from: Source, packet: MediaPacket, nowMs: number): void {
  const payloadType = slot.outlet.payloadTypes.get(from.codec);
  if (payloadType === undefined) {
    // It stays as it is, and the statistics tell what it does not show.
    slot.live = from;
    return;
  }
  if (slot.live !== from) {
    if (!packet.startsKeyframe) {
      from.requestKeyframe(nowMs);
      return;
    }
    join(slot.video, packet.sequenceNumber, packet.timestamp, nowMs);
    slot.live = from;
  }
  // The bytes of a main picture still wait for the shared stream; few viewers need a copy.
  const bytes = slot.track === 'main' ? Buffer.from(packet.bytes) : packet.bytes;
  if (!rewrite(slot.video, bytes, packet, nowMs)) return;
  bytes.writeUInt8((packet.marker ? 0x80 : 0) | payloadType, 1);
  writeTo(slot.outlet, bytes);
}
