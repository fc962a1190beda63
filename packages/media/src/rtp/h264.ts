/** Types of NAL units and of the packets that carry several or parts of them (RFC 6184 §5.2, table 1). */
const SEQUENCE_PARAMETER_SET = 7;
const AGGREGATE = 24;
const FRAGMENT = 28;

/**
 * Whether an H.264 payload begins a keyframe: it carries a sequence parameter set, alone (RFC 6184 §5.6), in a
 * STAP-A (§5.7.1) or as the first part of an FU-A (§5.8). A picture that can be decoded alone is no beginning
 * without one: the decoder would read it by the parameters of the source before. Senders must put the sets
 * into the stream and not into the SDP (RFC 7742 §6.2).
 */
export function isH264KeyframeStart(packet: Buffer, payloadOffset: number, payloadEnd: number): boolean {
  if (payloadOffset >= payloadEnd) return false;
  const type = packet.readUInt8(payloadOffset) & 0x1f;
  if (type === AGGREGATE) return holdsParameterSet(packet, payloadOffset + 1, payloadEnd);
  if (type === FRAGMENT) return startsParameterSet(packet, payloadOffset + 1, payloadEnd);
  return type === SEQUENCE_PARAMETER_SET && payloadEnd - payloadOffset > 1;
}

/** Each unit of an aggregate has its size in 16 bits before it. One that reaches over the end is not read. */
function holdsParameterSet(packet: Buffer, from: number, end: number): boolean {
  for (let at = from; at + 2 < end;) {
    const unitEnd = at + 2 + packet.readUInt16BE(at);
    if (unitEnd > end) return false;
    if (unitEnd > at + 2 && (packet.readUInt8(at + 2) & 0x1f) === SEQUENCE_PARAMETER_SET) return true;
    at = unitEnd;
  }
  return false;
}

/** S bit and type of the fragment header (RFC 6184 §5.8). */
function startsParameterSet(packet: Buffer, at: number, end: number): boolean {
  return at + 1 < end && (packet.readUInt8(at) & 0x9f) === (0x80 | SEQUENCE_PARAMETER_SET);
}
