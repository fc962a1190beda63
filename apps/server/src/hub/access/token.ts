/** Random bearer tokens. Whoever holds one is let in, so the database keeps hashes only. */
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** 256 bits: nothing to guess, so a fast hash is enough and no salt is needed. */
const TOKEN_BYTES = 32;

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Six digits, as somebody reads them out over the telephone. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}
