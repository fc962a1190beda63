/** VP8 counts at 90 kHz (RFC 7741 §4.1), Opus at 48 kHz whatever the sound (RFC 7587 §4.1). */
export const VIDEO_CLOCK_HZ = 90_000;
export const AUDIO_CLOCK_HZ = 48_000;

/** Leaves room for IP, UDP, SRTP, the RTP header and the descriptor in the 1,280 bytes every IPv6 link carries (RFC 8200 §5). */
const FRAGMENT_MAX_BYTES = 1_150;
const DESCRIPTOR_BYTES = 4;

/** Picture ids have 15 bits and grow by one with each frame (RFC 7741 §4.2). */
export function nextPictureId(pictureId: number): number {
  return (pictureId + 1) & 0x7fff;
}

/**
 * The RTP payloads of one VP8 frame, each with the descriptor of RFC 7741 §4.2. The marker bit belongs on
 * the last of them. An Opus packet needs nothing of the kind: it is the payload (RFC 7587 §4.2).
 */
export function vp8Payloads(frame: Buffer, pictureId: number): Buffer[] {
  const payloads: Buffer[] = [];
  for (let from = 0; from < frame.length; from += FRAGMENT_MAX_BYTES) {
    const fragment = frame.subarray(from, from + FRAGMENT_MAX_BYTES);
    const payload = Buffer.allocUnsafe(DESCRIPTOR_BYTES + fragment.length);
    // X set; S (start of partition) on the first packet of the frame; partition index 0.
    payload.writeUInt8(from === 0 ? 0x90 : 0x80, 0);
    // I set: a picture id follows; M set: it has 15 bits.
    payload.writeUInt8(0x80, 1);
    payload.writeUInt16BE(0x8000 | (pictureId & 0x7fff), 2);
    fragment.copy(payload, DESCRIPTOR_BYTES);
    payloads.push(payload);
  }
  return payloads;
}

/** Timestamp of a moment: time since `originMs` in units of the clock, on top of a start that is random (RFC 3550 §5.1). */
export function rtpTimestamp(at: { readonly atMs: number; readonly originMs: number }, clockHz: number, base: number): number {
  return (base + Math.round(((at.atMs - at.originMs) * clockHz) / 1000)) >>> 0;
}
