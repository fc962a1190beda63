/**
 * One outgoing RTP stream that is fed by changing sources: sequence numbers and timestamps go on over a
 * change, so a decoder never notices it. The four header fields are written in place.
 */
export interface Continuation {
  readonly ssrc: number;
  readonly clockRateHz: number;
  lastSequence: number;
  lastTimestamp: number;
  lastSentAtMs: number;
  sequenceOffset: number;
  timestampOffset: number;
  /** Sequence number of the source at which it was joined, and how many packets that is still checked. */
  joinedAt: number;
  guardPackets: number;
}

/** After so many packets no straggler from before a join is possible: a second of video at 2.5 Mbit/s has 260. */
const GUARD_PACKETS = 1000;

/** A stream that has sent nothing yet. First values are random (RFC 3550 §5.1); `random` returns 0–1. */
export function createContinuation(ssrc: number, clockRateHz: number, random: () => number = Math.random): Continuation {
  return {
    ssrc,
    clockRateHz,
    lastSequence: Math.floor(random() * 0x8000),
    lastTimestamp: Math.floor(random() * 0xffffffff),
    lastSentAtMs: 0,
    sequenceOffset: 0,
    timestampOffset: 0,
    joinedAt: 0,
    guardPackets: 0,
  };
}

/** The next packet comes from another source: sequence at last + 1, timestamp ahead by the time that passed. */
export function join(out: Continuation, sequence: number, timestamp: number, nowMs: number): void {
  const elapsedMs = out.lastSentAtMs === 0 ? 0 : Math.max(1, nowMs - out.lastSentAtMs);
  const nextTimestamp = (out.lastTimestamp + Math.round((elapsedMs * out.clockRateHz) / 1000)) >>> 0;
  out.sequenceOffset = (out.lastSequence + 1 - sequence) & 0xffff;
  out.timestampOffset = (nextTimestamp - timestamp) >>> 0;
  out.joinedAt = sequence;
  out.guardPackets = GUARD_PACKETS;
}

/**
 * Writes sequence number, timestamp and SSRC of the outgoing stream into a packet with a bare header.
 * Returns false for a straggler sent before the join: it has no place in the stream and must be dropped.
 */
export function rewrite(out: Continuation, packet: Buffer, source: { sequenceNumber: number; timestamp: number }, nowMs: number): boolean {
  if (out.guardPackets > 0) {
    if (isOlder(source.sequenceNumber, out.joinedAt)) return false;
    out.guardPackets -= 1;
  }
  const sequence = (source.sequenceNumber + out.sequenceOffset) & 0xffff;
  const timestamp = (source.timestamp + out.timestampOffset) >>> 0;
  packet.writeUInt16BE(sequence, 2);
  packet.writeUInt32BE(timestamp, 4);
  packet.writeUInt32BE(out.ssrc, 8);
  if (!isOlder(sequence, out.lastSequence)) {
    out.lastSequence = sequence;
    out.lastTimestamp = timestamp;
    out.lastSentAtMs = nowMs;
  }
  return true;
}

/** Serial number arithmetic on 16 bits (RFC 1982 §3.2). */
export function isOlder(sequence: number, than: number): boolean {
  return ((sequence - than) & 0xffff) >= 0x8000;
}
