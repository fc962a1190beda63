/**
 * A message as one WebSocket frame, header and all: made once, and the same bytes go to every socket
 * (RFC 6455 §5.2; frames from a server are not masked, §5.1, so nothing in them is one client's own).
 */
import type { ServerMessage } from '@diemcau/core';

/** FIN and opcode 1: a text message in one frame. */
const WHOLE_TEXT = 0x81;
const LENGTH_7_BITS_MAX = 125;
const LENGTH_16_BITS = 126;
const LENGTH_16_BITS_MAX = 0xffff;
const LENGTH_64_BITS = 127;

export function frame(message: ServerMessage): Buffer {
  const text = JSON.stringify(message);
  const length = Buffer.byteLength(text);
  const head = headOf(length);
  const bytes = Buffer.allocUnsafe(head.length + length);
  bytes.set(head);
  bytes.write(text, head.length);
  return bytes;
}

function headOf(length: number): Uint8Array {
  if (length <= LENGTH_7_BITS_MAX) return Uint8Array.of(WHOLE_TEXT, length);
  const isShort = length <= LENGTH_16_BITS_MAX;
  const head = Buffer.alloc(isShort ? 4 : 10);
  head.set([WHOLE_TEXT, isShort ? LENGTH_16_BITS : LENGTH_64_BITS]);
  if (isShort) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** The texts of frames that stand one behind the other, for whoever reads what was sent. */
export function textsIn(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const short = bytes[at + 1]!;
    const from = at + (short <= LENGTH_7_BITS_MAX ? 2 : short === LENGTH_16_BITS ? 4 : 10);
    const length = lengthAt(bytes, at, short);
    texts.push(bytes.toString('utf8', from, from + length));
    at = from + length;
  }
  return texts;
}

function lengthAt(bytes: Buffer, at: number, short: number): number {
  if (short <= LENGTH_7_BITS_MAX) return short;
  return short === LENGTH_16_BITS ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
}
