import { createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';

export interface CheckOptions {
  /** `server:client`, the fragments of both (RFC 8445 §7.2.2). */
  readonly username: string;
  readonly password: string;
  readonly tieBreaker: bigint;
}

/** A connectivity check as a controlling browser sends it, for tests. */
export function bindingRequest({ username, password, tieBreaker }: CheckOptions): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(tieBreaker);
  const body = [attribute(0x0006, Buffer.from(username)), attribute(0x802a, number), attribute(0x0024, Buffer.from('6e001fff', 'hex'))];
  const header = (bytes: number): Buffer => {
    const start = Buffer.from('000100002112a442000102030405060708090a0b', 'hex');
    start.writeUInt16BE(bytes, 2);
    return start;
  };
  const signedBytes = Buffer.concat(body);
  const integrity = createHmac('sha1', password)
    .update(Buffer.concat([header(signedBytes.length + 24), signedBytes]))
    .digest();
  const checked = Buffer.concat([signedBytes, attribute(0x0008, integrity)]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE((crc32(Buffer.concat([header(checked.length + 8), checked])) ^ 0x5354554e) >>> 0);
  return Buffer.concat([header(checked.length + 8), checked, attribute(0x8028, sum)]);
}

function attribute(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  padded.writeUInt16BE(type, 0);
  padded.writeUInt16BE(value.length, 2);
  value.copy(padded, 4);
  return padded;
}
