import type { Track } from 'node-datachannel';
import type { Codec, PayloadTypes } from '../rtp/codec.ts';

/** One sending track of one viewer. */
export interface Outlet {
  readonly track: Track;
  /** The viewer's own numbers for the codecs. */
  readonly payloadTypes: PayloadTypes;
  bytes: number;
  /** Packets the system would not take. */
  droppedPackets: number;
}

/** Outlets that get the same bytes of one codec, grouped by the one byte in which they may differ. */
export interface FanOut {
  readonly codec: Codec;
  readonly groups: Map<number, Outlet[]>;
}

export function createFanOut(codec: Codec): FanOut {
  return { codec, groups: new Map() };
}

/** An outlet whose viewer did not offer the codec stays out: it keeps the picture it has. */
export function addOutlet({ codec, groups }: FanOut, outlet: Outlet): void {
  const payloadType = outlet.payloadTypes.get(codec);
  if (payloadType === undefined) return;
  const group = groups.get(payloadType);
  if (!group) groups.set(payloadType, [outlet]);
  else if (!group.includes(outlet)) group.push(outlet);
}

export function removeOutlet({ codec, groups }: FanOut, outlet: Outlet): void {
  const payloadType = outlet.payloadTypes.get(codec);
  if (payloadType === undefined) return;
  const rest = groups.get(payloadType)?.filter((one) => one !== outlet) ?? [];
  if (rest.length > 0) groups.set(payloadType, rest);
  else groups.delete(payloadType);
}

/** Writes one packet to every outlet. Only the payload type is changed, once per group. */
export function writeToAll({ groups }: FanOut, packet: Buffer): void {
  const marker = packet.readUInt8(1) & 0x80;
  for (const [payloadType, outlets] of groups) {
    packet.writeUInt8(marker | payloadType, 1);
    for (const outlet of outlets) writeTo(outlet, packet);
  }
}

/**
 * Writes to one outlet; the native layer copies. There is no queue to fill: what the system's socket does
 * not take is dropped (policy "drop, the viewer asks for repair"), for late pictures are worth nothing.
 */
export function writeTo(outlet: Outlet, packet: Buffer): void {
  try {
    if (outlet.track.sendMessageBinary(packet)) outlet.bytes += packet.length;
    else outlet.droppedPackets += 1;
  } catch {
    // The session is about to close; its state change says so.
    outlet.droppedPackets += 1;
  }
}
