/** As much of RFC 6455 as a phone of a benchmark needs: thousands of them share two cores with the server they measure. */

const TEXT = 0x81;
const PONG = 0x8a;
const MASKED = 0x80;
const MASK_BYTES = 4;

export const OPCODE = { text: 1, close: 8, ping: 9 } as const;

/** Masked with zeros: nothing between two programs on one machine takes the text for something else (§10.3). */
export function clientText(text: string): Buffer {
  return clientFrame(TEXT, Buffer.from(text));
}

export const CLIENT_PONG = clientFrame(PONG, Buffer.alloc(0));

function clientFrame(head: number, payload: Buffer): Buffer {
  if (payload.length > 125) {
    const long = Buffer.from([head, MASKED | 126, payload.length >> 8, payload.length & 0xff, 0, 0, 0, 0]);
    return Buffer.concat([long, payload]);
  }
  return Buffer.concat([Buffer.from([head, MASKED | payload.length]), Buffer.alloc(MASK_BYTES), payload]);
}

/** A text frame from a server, as the reference that writes the same bytes sends it. */
export function serverText(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = payload.length <= 125 ? [TEXT, payload.length] : [TEXT, 126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from(head), payload]);
}

/** Calls back with every whole frame; returns how many bytes they took. */
export function readFrames(bytes: Buffer, frame: (opcode: number, payload: Buffer) => void): number {
  let at = 0;
  while (bytes.length - at >= 2) {
    const short = bytes[at + 1]! & 0x7f;
    const from = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
    if (from > bytes.length) break;
    const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
    if (from + length > bytes.length) break;
    frame(bytes[at]! & 0x0f, bytes.subarray(from, from + length));
    at = from + length;
  }
  return at;
}
