import { createHmac, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

const HEADER_BYTES = 20;
const MAGIC_COOKIE = 0x2112a442;
const BINDING_REQUEST = 0x0001;
/** Attributes of STUN (RFC 8489 §18.3) and of ICE (RFC 8445 §20.1). */
const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;
const FINGERPRINT = 0x8028;
const ICE_CONTROLLING = 0x802a;
/** Of HMAC-SHA1, without the attribute's own four bytes (RFC 8489 §14.5). */
const INTEGRITY_BYTES = 20;
/** RFC 8489 §14.7. */
const FINGERPRINT_XOR = 0x5354554e;

/**
 * An ICE connectivity check whose tie-breaker is zero, with another one and signed anew; null for every other
 * packet and for a check that is not signed with the password of the fragment it names (RFC 8445 §7.1).
 * Browsers send zero through a TURN server over TCP or TLS; RFC 8445 §16.1 allows it.
 */
export function replaceZeroTieBreaker(packet: Buffer, passwordOf: (localFragment: string) => string | undefined): Buffer | null {
  if (!isBindingRequest(packet)) return null;
  const attributes = attributesOf(packet);
  const controlling = attributes?.get(ICE_CONTROLLING);
  const integrity = attributes?.get(MESSAGE_INTEGRITY);
  if (!attributes || !controlling || !integrity || controlling.length !== 8 || integrity.length !== INTEGRITY_BYTES) return null;
  if (packet.readBigUInt64BE(controlling.at) !== 0n) return null;
  const [localFragment = ''] = textOf(packet, attributes.get(USERNAME)).split(':');
  const password = passwordOf(localFragment);
  if (password === undefined) return null;
  const signed = packet.subarray(integrity.at, integrity.at + INTEGRITY_BYTES);
  if (!timingSafeEqual(signed, integrityOf(packet, integrity.at, password))) return null;
  const changed = Buffer.from(packet);
  changed.writeBigUInt64BE(1n, controlling.at);
  integrityOf(changed, integrity.at, password).copy(changed, integrity.at);
  const fingerprint = attributes.get(FINGERPRINT);
  if (fingerprint?.length === 4) changed.writeUInt32BE(fingerprintOf(changed, fingerprint.at), fingerprint.at);
  return changed;
}

interface Place {
  /** Of the value. */
  readonly at: number;
  readonly length: number;
}

function isBindingRequest(packet: Buffer): boolean {
  return packet.length >= HEADER_BYTES && packet.readUInt16BE(0) === BINDING_REQUEST && packet.readUInt32BE(4) === MAGIC_COOKIE;
}

/** The first of each kind counts; null when an attribute reaches beyond the packet (RFC 8489 §14). */
function attributesOf(packet: Buffer): Map<number, Place> | null {
  const found = new Map<number, Place>();
  for (let at = HEADER_BYTES; at < packet.length;) {
    if (at + 4 > packet.length) return null;
    const [type, length] = [packet.readUInt16BE(at), packet.readUInt16BE(at + 2)];
    if (at + 4 + length > packet.length) return null;
    if (!found.has(type)) found.set(type, { at: at + 4, length });
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return found;
}

function textOf(packet: Buffer, place: Place | undefined): string {
  return place ? packet.toString('utf8', place.at, place.at + place.length) : '';
}

/** Over what stands before it, with a length that ends with it (RFC 8489 §14.5). */
function integrityOf(packet: Buffer, at: number, password: string): Buffer {
  return createHmac('sha1', password)
    .update(upTo(packet, at - 4, at + INTEGRITY_BYTES))
    .digest();
}

function fingerprintOf(packet: Buffer, at: number): number {
  return (crc32(upTo(packet, at - 4, at + 4)) ^ FINGERPRINT_XOR) >>> 0;
}

function upTo(packet: Buffer, end: number, lengthEnd: number): Buffer {
  const part = Buffer.from(packet.subarray(0, end));
  part.writeUInt16BE(lengthEnd - HEADER_BYTES, 2);
  return part;
}
