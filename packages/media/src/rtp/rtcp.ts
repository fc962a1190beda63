import type { ReportBlock } from './reception.ts';

/** The parts of RTCP this plane acts on. Everything else is skipped. */
export type RtcpPart =
  | { readonly type: 'sender-report'; readonly ssrc: number; readonly ntpMiddle: number }
  | { readonly type: 'report-block'; readonly block: ReportBlock }
  /** A viewer cannot decode and wants a keyframe: PLI (RFC 4585 §6.3.1) or FIR (RFC 5104 §4.3.1). */
  | { readonly type: 'keyframe-request'; readonly mediaSsrc: number }
  /** Echo of our reference time (RFC 3611 §4.5). */
  | { readonly type: 'reference-echo'; readonly ssrc: number; readonly lastReference: number; readonly sinceReference: number }
  | { readonly type: 'missing'; readonly mediaSsrc: number; readonly sequences: readonly number[] }
  /** Upper bound the receiver puts on the whole session (draft-alvestrand-rmcat-remb-03 §2.2). */
  | { readonly type: 'bitrate-max'; readonly bitrateBps: number };

const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const SOURCE_DESCRIPTION = 202;
const TRANSPORT_FEEDBACK = 205;
const PAYLOAD_FEEDBACK = 206;
const EXTENDED_REPORT = 207;
const REPORT_BLOCK_BYTES = 24;

/** Reads a compound packet (RFC 3550 §6.1). A malformed part ends the reading; what came before it counts. */
export function readRtcp(packet: Buffer): RtcpPart[] {
  const parts: RtcpPart[] = [];
  for (let at = 0; at + 8 <= packet.length;) {
    const end = at + (packet.readUInt16BE(at + 2) + 1) * 4;
    if (packet.readUInt8(at) >> 6 !== 2 || end > packet.length || end < at + 8) break;
    readPart(packet.subarray(at, end), parts);
    at = end;
  }
  return parts;
}

function readPart(part: Buffer, into: RtcpPart[]): void {
  const count = part.readUInt8(0) & 0x1f;
  switch (part.readUInt8(1)) {
    case SENDER_REPORT:
      if (part.length >= 28) into.push({ type: 'sender-report', ssrc: part.readUInt32BE(4), ntpMiddle: part.readUInt32BE(10) });
      return readBlocks(part, 28, count, into);
    case RECEIVER_REPORT:
      return readBlocks(part, 8, count, into);
    case TRANSPORT_FEEDBACK:
      if (count === 1 && part.length >= 16) into.push(readMissing(part));
      return;
    case PAYLOAD_FEEDBACK:
      return readPayloadFeedback(part, count, into);
    case EXTENDED_REPORT:
      return readReferenceEchoes(part, into);
    default:
  }
}

function readBlocks(part: Buffer, from: number, count: number, into: RtcpPart[]): void {
  for (let index = 0, at = from; index < count && at + REPORT_BLOCK_BYTES <= part.length; index += 1, at += REPORT_BLOCK_BYTES) {
    into.push({
      type: 'report-block',
      block: {
        ssrc: part.readUInt32BE(at),
        fractionLost: part.readUInt8(at + 4),
        packetsLost: part.readUIntBE(at + 5, 3),
        highestSequence: part.readUInt32BE(at + 8),
        jitter: part.readUInt32BE(at + 12),
        lastReport: part.readUInt32BE(at + 16),
        sinceLastReport: part.readUInt32BE(at + 20),
      },
    });
  }
}

function readPayloadFeedback(part: Buffer, format: number, into: RtcpPart[]): void {
  if (part.length < 12) return;
  if (format === 1) into.push({ type: 'keyframe-request', mediaSsrc: part.readUInt32BE(8) });
  if (format === 4 && part.length >= 20) into.push({ type: 'keyframe-request', mediaSsrc: part.readUInt32BE(12) });
  if (format === 15 && part.length >= 20 && part.toString('latin1', 12, 16) === 'REMB') {
    const bits = part.readUIntBE(17, 3);
    into.push({ type: 'bitrate-max', bitrateBps: (bits & 0x3ffff) * 2 ** (bits >> 18) });
  }
}

/** Generic NACK: a packet id and a bit mask of the sixteen that follow (RFC 4585 §6.2.1). */
function readMissing(part: Buffer): RtcpPart {
  const sequences: number[] = [];
  for (let at = 12; at + 4 <= part.length; at += 4) {
    const first = part.readUInt16BE(at);
    const mask = part.readUInt16BE(at + 2);
    sequences.push(first);
    for (let bit = 0; bit < 16; bit += 1) if (mask & (1 << bit)) sequences.push((first + bit + 1) & 0xffff);
  }
  return { type: 'missing', mediaSsrc: part.readUInt32BE(8), sequences };
}

function readReferenceEchoes(part: Buffer, into: RtcpPart[]): void {
  for (let at = 8; at + 4 <= part.length;) {
    const end = at + 4 + part.readUInt16BE(at + 2) * 4;
    if (part.readUInt8(at) === 5) {
      for (let sub = at + 4; sub + 12 <= Math.min(end, part.length); sub += 12) {
        const [ssrc, lastReference, sinceReference] = [part.readUInt32BE(sub), part.readUInt32BE(sub + 4), part.readUInt32BE(sub + 8)];
        into.push({ type: 'reference-echo', ssrc, lastReference, sinceReference });
      }
    }
    at = end;
  }
}

/** What a receiver says at once. Parts left out are not sent. */
export interface ReceiverFeedback {
  readonly blocks?: readonly ReportBlock[];
  readonly keyframeOf?: number;
  readonly missing?: { readonly mediaSsrc: number; readonly sequences: readonly number[] };
  readonly bitrateMax?: { readonly mediaSsrcs: readonly number[]; readonly bitrateBps: number };
  /** Middle 32 bits of our NTP time; the sender echoes it, which gives the round trip (RFC 3611 §4.4). */
  readonly referenceNtpMiddle?: number;
}

/** A compound packet: report first, then the canonical name, then feedback (RFC 3550 §6.1). */
export function writeFeedback(senderSsrc: number, feedback: ReceiverFeedback): Buffer {
  const parts = [receiverReport(senderSsrc, feedback.blocks ?? []), canonicalName(senderSsrc)];
  if (feedback.referenceNtpMiddle !== undefined) parts.push(referenceTime(senderSsrc, feedback.referenceNtpMiddle));
  if (feedback.bitrateMax) parts.push(bitrateMax(senderSsrc, feedback.bitrateMax.mediaSsrcs, feedback.bitrateMax.bitrateBps));
  if (feedback.missing) parts.push(genericNack(senderSsrc, feedback.missing.mediaSsrc, feedback.missing.sequences));
  if (feedback.keyframeOf !== undefined) parts.push(words(PAYLOAD_FEEDBACK, 1, [senderSsrc, feedback.keyframeOf]));
  return Buffer.concat(parts);
}

/** Middle 32 bits of NTP time: 16 bits of seconds, 16 of fraction (RFC 3550 §4). */
export function ntpMiddle(nowMs: number): number {
  // NTP counts from 1900, Unix from 1970: 2,208,988,800 s between them (RFC 868).
  return Math.floor((nowMs / 1000 + 2_208_988_800) * 65536) % 0x100000000;
}

/** Round trip from an echoed time: now − sent − held by the peer (RFC 3550 §6.4.1); undefined when nothing was echoed. */
export function roundTripMs(nowMs: number, echoedNtpMiddle: number, heldUnits: number): number | undefined {
  if (echoedNtpMiddle === 0) return undefined;
  const units = (ntpMiddle(nowMs) - echoedNtpMiddle - heldUnits) | 0;
  return units < 0 ? 0 : (units * 1000) / 65536;
}

function receiverReport(senderSsrc: number, blocks: readonly ReportBlock[]): Buffer {
  const body = blocks.flatMap((block) => [
    block.ssrc,
    ((block.fractionLost << 24) | block.packetsLost) >>> 0,
    block.highestSequence,
    block.jitter,
    block.lastReport,
    block.sinceLastReport >>> 0,
  ]);
  return words(RECEIVER_REPORT, blocks.length, [senderSsrc, ...body]);
}

/** RFC 3550 §6.5: the name is "-", which tells nothing about anyone; item 1, length 1, closed with zeros. */
function canonicalName(senderSsrc: number): Buffer {
  return words(SOURCE_DESCRIPTION, 1, [senderSsrc, 0x01012d00]);
}

/** Receiver reference time (RFC 3611 §4.4). The first word may be anything the echo brings back the middle of. */
function referenceTime(senderSsrc: number, middle: number): Buffer {
  return words(EXTENDED_REPORT, 0, [senderSsrc, 0x04000002, middle >>> 16, (middle << 16) >>> 0]);
}

function bitrateMax(senderSsrc: number, mediaSsrcs: readonly number[], bitrateBps: number): Buffer {
  let exponent = 0;
  while (bitrateBps / 2 ** exponent > 0x3ffff) exponent += 1;
  const mantissa = Math.floor(bitrateBps / 2 ** exponent);
  const head = ((mediaSsrcs.length << 24) | (exponent << 18) | mantissa) >>> 0;
  return words(PAYLOAD_FEEDBACK, 15, [senderSsrc, 0, Buffer.from('REMB').readUInt32BE(0), head, ...mediaSsrcs]);
}

function genericNack(senderSsrc: number, mediaSsrc: number, sequences: readonly number[]): Buffer {
  const fields: number[] = [];
  for (let index = 0; index < sequences.length;) {
    const first = sequences[index] ?? 0;
    let mask = 0;
    for (index += 1; index < sequences.length; index += 1) {
      const distance = ((sequences[index] ?? 0) - first) & 0xffff;
      if (distance === 0 || distance > 16) break;
      mask |= 1 << (distance - 1);
    }
    fields.push(((first << 16) | mask) >>> 0);
  }
  return words(TRANSPORT_FEEDBACK, 1, [senderSsrc, mediaSsrc, ...fields]);
}

/** Common header (RFC 3550 §6.4.1) and 32-bit words; the length field counts words less one. */
function words(packetType: number, count: number, body: readonly number[]): Buffer {
  const packet = Buffer.allocUnsafe(4 + body.length * 4);
  packet.writeUInt8(0x80 | count, 0);
  packet.writeUInt8(packetType, 1);
  packet.writeUInt16BE(body.length, 2);
  body.forEach((word, index) => packet.writeUInt32BE(word, 4 + index * 4));
  return packet;
}
