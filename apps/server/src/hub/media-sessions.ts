/**
 * Media sessions as clients know them: the plane's id and a seal that binds it to whoever opened it.
 * Any worker can check the seal, so PATCH and DELETE may land anywhere.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { holderIdOf } from './access/caller.ts';
import type { MediaGrant } from './access/media-tokens.ts';

/** 128 bits are out of reach of guessing, and the name stays short enough for a URL. */
const SEAL_BYTES = 16;

export function sealSession(secret: string, grant: MediaGrant, session: string): string {
  return `${session}.${seal(secret, grant, session).toString('base64url')}`;
}

/** The plane's id; null where the name is not one of this holder's. */
export function openSeal(secret: string, grant: MediaGrant, sealed: string): string | null {
  const cut = sealed.lastIndexOf('.');
  const session = sealed.slice(0, Math.max(0, cut));
  const given = Buffer.from(sealed.slice(cut + 1), 'base64url');
  const expected = seal(secret, grant, session);
  return given.length === expected.length && timingSafeEqual(given, expected) ? session : null;
}

function seal(secret: string, { conferenceId, caller }: MediaGrant, session: string): Buffer {
  const hmac = createHmac('sha256', secret).update(['media-session', conferenceId, holderIdOf(caller), session].join('\n'));
  return hmac.digest().subarray(0, SEAL_BYTES);
}
