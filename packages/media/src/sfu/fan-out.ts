import type { Track } from 'node-datachannel';

/** One sending track of one viewer. */
export interface Outlet {
  readonly track: Track;
  /** The viewer's own number for the codec. */
  readonly payloadType: number;
  bytes: number;
  /** Packets the system would not take. */
  droppedPackets: number;
}

/** Outlets that get the same bytes, grouped by the one byte in which they may differ. */
export type FanOut = Map<number, Outlet[]>;

export function addOutlet(fanOut: FanOut, outlet: Outlet): void {
  const group = fanOut.get(outlet.payloadType);
  if (!group) fanOut.set(outlet.payloadType, [outlet]);
  else if (!group.includes(outlet)) group.push(outlet);
}

export function removeOutlet(fanOut: FanOut, outlet: Outlet): void {
  const rest = fanOut.get(outlet.payloadType)?.filter((one) => one !== outlet) ?? [];
  if (rest.length > 0) fanOut.set(outlet.payloadType, rest);
  else fanOut.delete(outlet.payloadType);
}

/** Writes one packet to every outlet. Only the payload type is changed, once per group. */
export function writeToAll(fanOut: FanOut, packet: Buffer): void {
  const marker = packet.readUInt8(1) & 0x80;
  for (const [payloadType, outlets] of fanOut) {
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
