/**
 * Whether a VP8 payload is the first packet of a keyframe: S set and partition 0 in the descriptor
 * (RFC 7741 §4.2), and the inverse keyframe flag clear in the first byte of the frame (RFC 7741 §4.3).
 */
export function isVp8KeyframeStart(packet: Buffer, payloadOffset: number, payloadEnd: number): boolean {
  if (payloadOffset >= payloadEnd) return false;
  const descriptor = packet.readUInt8(payloadOffset);
  const startsPartitionZero = (descriptor & 0x17) === 0x10;
  if (!startsPartitionZero) return false;
  const frameAt = payloadOffset + 1 + (descriptor & 0x80 ? extendedBytes(packet, payloadOffset + 1, payloadEnd) : 0);
  return frameAt < payloadEnd && (packet.readUInt8(frameAt) & 0x01) === 0;
}

/** Bytes of the extended control bits and the fields they announce (RFC 7741 §4.2). */
function extendedBytes(packet: Buffer, at: number, end: number): number {
  if (at + 1 >= end) return end;
  const flags = packet.readUInt8(at);
  const longPictureId = flags & 0x80 && packet.readUInt8(at + 1) & 0x80;
  const pictureIdBytes = flags & 0x80 ? (longPictureId ? 2 : 1) : 0;
  return 1 + pictureIdBytes + (flags & 0x40 ? 1 : 0) + (flags & 0x30 ? 1 : 0);
}
