/**
 * Blind signatures of secret ballots: RSABSSA-SHA384-PSS-Randomized (RFC 9474 §5). The server signs what it
 * cannot read, and knows its signature again without knowing for whom it was made.
 */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  generateKeyPair,
  hkdfSync,
  privateDecrypt,
  randomBytes,
  verify,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

export interface BallotKeys {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  /** PKCS #8, DER, sealed with the server's secret. */
  readonly sealedPrivateKey: Buffer;
}

/** RFC 9474 §7.3 asks for 2048 at least; a key lives for minutes, and a phone blinds with it. */
export const KEY_BITS = 2048;
const SIGNATURE_BYTES = KEY_BITS / 8;
/** RFC 9474 §4.1: 32 random bytes go before the message. */
const PREPARED_BYTES = 64;
/** Of SHA-384, as the variant says (RFC 9474 §5). */
const SALT_BYTES = 48;
const [IV_BYTES, TAG_BYTES] = [12, 16];

export async function createBallotKeys(secret: string, ballotId: string): Promise<BallotKeys> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: KEY_BITS, publicExponent: 0x10001 });
  const sealedPrivateKey = seal(secret, ballotId, privateKey.export({ format: 'der', type: 'pkcs8' }));
  return { publicKey: publicKey.export({ format: 'der', type: 'spki' }), sealedPrivateKey };
}

/** RFC 9474 §4.3; null: not a number below the modulus. Repeating it gives the same signature. */
export function blindSign(
  keys: { readonly secret: string; readonly ballotId: string; readonly sealed: Buffer },
  blinded: Buffer,
): Buffer | null {
  if (blinded.length !== SIGNATURE_BYTES) return null;
  const key = {
    key: unseal(keys.secret, keys.ballotId, keys.sealed),
    format: 'der',
    type: 'pkcs8',
    padding: constants.RSA_NO_PADDING,
  } as const;
  try {
    return privateDecrypt(key, blinded);
  } catch {
    return null;
  }
}

/** Reading it takes longer than checking a signature with it. */
export function credentialKey(publicKey: Buffer): KeyObject {
  return createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
}

/** RFC 9474 §4.5, an ordinary RSASSA-PSS signature over the prepared message. */
export function isCredential(publicKey: Buffer | KeyObject, prepared: Buffer, signature: Buffer): boolean {
  if (prepared.length !== PREPARED_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  const key = Buffer.isBuffer(publicKey) ? credentialKey(publicKey) : publicKey;
  return verify('sha384', prepared, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES }, signature);
}

/** Which credential a vote was cast with; also the receipt that its owner finds in the published list. */
export function receiptOf(prepared: Buffer): string {
  return createHash('sha256').update('ballot-receipt\n').update(prepared).digest('hex');
}

function seal(secret: string, ballotId: string, plain: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, ballotId), iv);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unseal(secret: string, ballotId: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, ballotId), sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}

function keyOf(secret: string, ballotId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `ballot key ${ballotId}`, 32));
}
