/** Where the parts of one RTP packet lie. Offsets count from the first byte of the packet. */
export interface RtpHeader {
  readonly payloadType: number;
  readonly marker: boolean;
  readonly sequenceNumber: number;
  readonly timestamp: number;
  readonly ssrc: number;
  /** First byte after the fixed header and CSRCs: the extension's profile, when there is one. */
  readonly extensionOffset: number;
  readonly payloadOffset: number;
  /** End of the payload, padding left out. */
  readonly payloadEnd: number;
}

/** Version, flags and counters up to the SSRC (RFC 3550 §5.1). */
export const RTP_HEADER_BYTES = 12;

/** RTCP shares the socket; its packet types 192–223 lie where RTP has marker and payload type (RFC 5761 §4). */
export function isRtcp(packet: Buffer): boolean {
  const type = packet.length > 1 ? packet.readUInt8(1) : 0;
  return type >= 192 && type <= 223;
}

/** Reads the header, or returns null for what is no RTP packet (checks of RFC 3550 §A.1). */
export function parseRtp(packet: Buffer): RtpHeader | null {
  if (packet.length < RTP_HEADER_BYTES) return null;
  const first = packet.readUInt8(0);
  if (first >> 6 !== 2) return null;
  const extensionOffset = RTP_HEADER_BYTES + (first & 0x0f) * 4;
  const payloadOffset = first & 0x10 ? endOfExtension(packet, extensionOffset) : extensionOffset;
  const payloadEnd = packet.length - (first & 0x20 ? packet.readUInt8(packet.length - 1) : 0);
  if (payloadOffset > payloadEnd) return null;
  const second = packet.readUInt8(1);
  return {
    payloadType: second & 0x7f,
    marker: second >= 0x80,
    sequenceNumber: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    ssrc: packet.readUInt32BE(8),
    extensionOffset,
    payloadOffset,
    payloadEnd,
  };
}

/** RFC 3550 §5.3.1: 16 bits of profile, then the length in 32-bit words. */
function endOfExtension(packet: Buffer, offset: number): number {
  if (offset + 4 > packet.length) return Infinity;
  return offset + 4 + packet.readUInt16BE(offset + 2) * 4;
}

/**
 * The same packet with a bare 12-byte header, made in place: extension ids of a publisher mean nothing to
 * a viewer (RFC 8285 §5), CSRCs and padding are not needed. The 12 bytes move up to the payload; no payload
 * byte is copied. A packet of padding only becomes one without payload, so that the sequence has no gap.
 */
export function bareRtp(packet: Buffer, header: RtpHeader): Buffer {
  // Compared whole: a padding flag with a count of zero would make viewers cut by the payload's last byte.
  if (packet.readUInt8(0) === 0x80 && header.payloadOffset === RTP_HEADER_BYTES) return packet;
  const start = header.payloadOffset - RTP_HEADER_BYTES;
  if (start > 0) packet.copyWithin(start, 0, RTP_HEADER_BYTES);
  packet.writeUInt8(0x80, start);
  return packet.subarray(start, header.payloadEnd);
}

/** Level of an audio packet in -dBov, 0 loud … 127 silent (RFC 6464 §3), or null when the packet carries none. */
export function audioLevelDbov(packet: Buffer, header: RtpHeader, extensionId: number): number | null {
  if (header.payloadOffset === header.extensionOffset) return null;
  const at = findExtension(packet, header, extensionId);
  return at === null ? null : packet.readUInt8(at) & 0x7f;
}

/** Offset of the first data byte of a header extension element (RFC 8285 §4.2 one-byte, §4.3 two-byte form). */
function findExtension(packet: Buffer, header: RtpHeader, wantedId: number): number | null {
  const profile = packet.readUInt16BE(header.extensionOffset);
  const twoBytes = profile >> 4 === 0x100;
  if (!twoBytes && profile !== 0xbede) return null;
  let at = header.extensionOffset + 4;
  while (at + 1 < header.payloadOffset) {
    const first = packet.readUInt8(at);
    if (first === 0) {
      at += 1;
      continue;
    }
    const id = twoBytes ? first : first >> 4;
    const length = twoBytes ? packet.readUInt8(at + 1) : (first & 0x0f) + 1;
    const valueAt = at + (twoBytes ? 2 : 1);
    if (id === wantedId && length > 0 && valueAt + length <= header.payloadOffset) return valueAt;
    at = valueAt + length;
  }
  return null;
}
