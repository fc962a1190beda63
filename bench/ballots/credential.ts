/**
 * A phone's side of RSABSSA-SHA384-PSS-Randomized (RFC 9474 §4), as fast as Node allows: the phone page's library
 * takes 30 ms each, and 23,000 are made here. What is made is what the server checks, so a mistake is refused.
 */
import { constants, createHash, createPublicKey, publicEncrypt, randomBytes, type KeyObject } from 'node:crypto';

/** Of a 2048-bit key. */
const BYTES = 256;
/** Of SHA-384, the hash's length and the salt's of the variant (RFC 9474 §5). */
const HASH_BYTES = 48;

export interface BallotKey {
  readonly key: KeyObject;
  readonly modulus: bigint;
}

export interface Blinding {
  readonly prepared: Buffer;
  readonly blinded: Buffer;
  readonly inverse: bigint;
}

export function ballotKey(spkiBase64: string): BallotKey {
  const key = createPublicKey({ key: Buffer.from(spkiBase64, 'base64'), format: 'der', type: 'spki' });
  return { key, modulus: numberOf(Buffer.from(key.export({ format: 'jwk' }).n!, 'base64url')) };
}

/** RFC 9474 §4.1 and §4.2: 32 random bytes before a message of 32. */
export function blind({ key, modulus }: BallotKey): Blinding {
  const prepared = randomBytes(64);
  const secret = numberOf(randomBytes(BYTES)) % modulus;
  const power = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, bytesOf(secret));
  return { prepared, blinded: bytesOf((encoded(prepared) * numberOf(power)) % modulus), inverse: inverseOf(secret, modulus) };
}

/** RFC 9474 §4.4, without the check of the signature, which the server makes when it comes back. */
export function unblind({ modulus }: BallotKey, inverse: bigint, signature: Buffer): Buffer {
  return bytesOf((numberOf(signature) * inverse) % modulus);
}

/** EMSA-PSS-ENCODE (RFC 8017 §9.1.1) with an encoded length of 2047 bits. */
function encoded(message: Buffer): bigint {
  const salt = randomBytes(HASH_BYTES);
  const hash = sha384(Buffer.alloc(8), sha384(message), salt);
  const block = Buffer.concat([Buffer.alloc(BYTES - 2 * HASH_BYTES - 2), Buffer.of(1), salt]);
  const mask = maskOf(hash, block.length);
  const masked = Buffer.from(block.map((byte, at) => byte ^ mask[at]!));
  masked[0]! &= 0x7f;
  return numberOf(Buffer.concat([masked, hash, Buffer.of(0xbc)]));
}

/** MGF1 (RFC 8017 §B.2.1). */
function maskOf(seed: Buffer, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, count) => sha384(seed, Buffer.of(0, 0, 0, count)));
  return Buffer.concat(blocks).subarray(0, length);
}

function sha384(...parts: readonly Buffer[]): Buffer {
  return createHash('sha384').update(Buffer.concat(parts)).digest();
}

/** Euclid's, extended. */
function inverseOf(value: bigint, modulus: bigint): bigint {
  let [one, other] = [modulus, value];
  let [before, now] = [0n, 1n];
  while (other !== 0n) {
    const times = one / other;
    [one, other] = [other, one - times * other];
    [before, now] = [now, before - times * now];
  }
  return before < 0n ? before + modulus : before;
}

function numberOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function bytesOf(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * BYTES, '0'), 'hex');
}
