/**
 * The code on a room's screen, from an HMAC of the room and the half minute, so every worker knows it
 * without asking, and a photograph of it is worth nothing a minute later. The QR carries a long one that
 * nobody guesses; the eight digits beside it are for typing, and whoever guesses those is slowed down.
 */
import { createHmac } from 'node:crypto';
import type { SiteId } from '@diemcau/core';

export const ROOM_CODE_WINDOW_MS = 30_000;
/** Eight digits: with 145 rooms and two windows one guess in 345,000 hits; two rooms share a code once in 80 hours, and both have another half a minute later. */
const DIGITS = 8;

/** Bytes of the long code: 96 bits. */
const LONG_BYTES = 12;

export interface RoomCode {
  /** To type. */
  readonly code: string;
  /** In the QR. */
  readonly long: string;
  readonly endsAtMs: number;
}

interface Place {
  readonly conferenceId: string;
  readonly siteId: SiteId;
}

export function roomCode(secret: string, place: Place, nowMs: number): RoomCode {
  const window = Math.floor(nowMs / ROOM_CODE_WINDOW_MS);
  return { ...codesOf(secret, place, window), endsAtMs: (window + 1) * ROOM_CODE_WINDOW_MS };
}

/** The room whose screen shows this code, typed or scanned, now, or did in the window before: it takes some seconds to raise a phone. null: none. */
export function roomOfCode(
  secret: string,
  { conferenceId, siteIds }: { readonly conferenceId: string; readonly siteIds: readonly SiteId[] },
  asked: { readonly code: string; readonly nowMs: number },
): SiteId | null {
  const window = Math.floor(asked.nowMs / ROOM_CODE_WINDOW_MS);
  const found = siteIds.filter((siteId) =>
    [window, window - 1].some((one) => {
      const { code, long } = codesOf(secret, { conferenceId, siteId }, one);
      return asked.code === code || asked.code === long;
    }),
  );
  return found.length === 1 ? found[0]! : null;
}

function codesOf(secret: string, { conferenceId, siteId }: Place, window: number): Pick<RoomCode, 'code' | 'long'> {
  const mac = createHmac('sha256', secret).update(`room-code\n${conferenceId}\n${siteId}\n${window}`).digest();
  const code = String(mac.readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0');
  return { code, long: mac.subarray(6, 6 + LONG_BYTES).toString('base64url') };
}
