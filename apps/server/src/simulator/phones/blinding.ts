/**
 * The phone's side of a blind-signed credential, RSABSSA-SHA384-PSS-Randomized (RFC 9474 §4.1, 4.2, 4.4). The
 * phone page has a library for it; that takes 40 ms each in JavaScript, which is nothing for one person and a
 * quarter of an hour for 23,000. A test holds the two against each other.
 */
import { constants, createHash, createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto';

export interface Blinded {
  readonly prepared: Buffer;
  readonly blinded: Buffer;
  readonly inverse: bigint;
}

export interface BallotKey {
  readonly key: KeyObject;
  readonly n: bigint;
  readonly e: bigint;
  readonly bytes: number;
}

const HASH = 'sha384';
const HASH_BYTES = 48;
const SALT_BYTES = 48;
const MESSAGE_BYTES = 32;
const PREFIX_BYTES = 32;

/** From SubjectPublicKeyInfo in base64. */
export function ballotKey(publicKey: string): BallotKey {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  const modulus = numberOf(Buffer.from(n, 'base64url'));
  return { key, n: modulus, e: numberOf(Buffer.from(e, 'base64url')), bytes: Math.ceil(modulus.toString(2).length / 8) };
}

export function blind({ n, e, bytes }: BallotKey): Blinded {
  const prepared = randomBytes(PREFIX_BYTES + MESSAGE_BYTES);
  const encoded = numberOf(encode(prepared, n.toString(2).length - 1));
  for (;;) {
    const factor = numberOf(randomBytes(bytes)) % n;
    const inverse = inverseOf(factor, n);
    // One of the two primes divides it: that happens to nobody.
    if (inverse !== null) return { prepared, blinded: bytesOf((encoded * power(factor, e, n)) % n, bytes), inverse };
  }
}

/** null: the server has signed something else. */
export function unblind({ key, n, bytes }: BallotKey, { prepared, inverse }: Blinded, signed: Buffer): Buffer | null {
  const signature = bytesOf((numberOf(signed) * inverse) % n, bytes);
  const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES };
  return verify(HASH, prepared, options, signature) ? signature : null;
}

/** EMSA-PSS-ENCODE (RFC 8017 §9.1.1). */
function encode(message: Buffer, bits: number): Buffer {
  const length = Math.ceil(bits / 8);
  const salt = randomBytes(SALT_BYTES);
  const hash = digest(Buffer.concat([Buffer.alloc(8), digest(message), salt]));
  const block = Buffer.alloc(length - HASH_BYTES - 1);
  block[block.length - SALT_BYTES - 1] = 1;
  salt.copy(block, block.length - SALT_BYTES);
  const masked = mask(hash, block.length).map((byte, index) => byte ^ block[index]!);
  masked[0]! &= 0xff >>> (8 * length - bits);
  return Buffer.concat([masked, hash, Buffer.from([0xbc])]);
}

/** MGF1 (RFC 8017 §B.2.1). */
function mask(seed: Buffer, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, index) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(index);
    return digest(Buffer.concat([seed, counter]));
  });
  return Buffer.concat(blocks).subarray(0, length);
}

function digest(bytes: Buffer): Buffer {
  return createHash(HASH).update(bytes).digest();
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * base) % modulus;
  }
  return result;
}

/** Extended Euclid; null: there is none. */
function inverseOf(value: bigint, modulus: bigint): bigint | null {
  let [a, b, x, y] = [value, modulus, 1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return a === 1n ? ((x % modulus) + modulus) % modulus : null;
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
}

function bytesOf(number: bigint, length: number): Buffer {
  return Buffer.from(number.toString(16).padStart(2 * length, '0'), 'hex');
}
