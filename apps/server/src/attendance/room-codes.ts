/**
 * The code on a room's screen: eight digits from an HMAC of the room and the half minute, so every worker
 * knows it without asking, and a photograph of it is worth nothing a minute later.
 */
import { createHmac } from 'node:crypto';
import type { SiteId } from '@diemcau/core';

export const ROOM_CODE_WINDOW_MS = 30_000;
/** Eight digits: with 145 rooms and two windows one guess in 345,000 hits; two rooms share a code once in 80 hours, and both have another half a minute later. */
const DIGITS = 8;

export interface RoomCode {
  readonly code: string;
  readonly endsAtMs: number;
}

interface Place {
  readonly conferenceId: string;
  readonly siteId: SiteId;
}

export function roomCode(secret: string, place: Place, nowMs: number): RoomCode {
  const window = Math.floor(nowMs / ROOM_CODE_WINDOW_MS);
  return { code: codeOf(secret, place, window), endsAtMs: (window + 1) * ROOM_CODE_WINDOW_MS };
}

/** The room whose screen shows this code now, or did in the window before: it takes some seconds to raise a phone. null: none. */
export function roomOfCode(
  secret: string,
  { conferenceId, siteIds }: { readonly conferenceId: string; readonly siteIds: readonly SiteId[] },
  asked: { readonly code: string; readonly nowMs: number },
): SiteId | null {
  const window = Math.floor(asked.nowMs / ROOM_CODE_WINDOW_MS);
  const found = siteIds.filter((siteId) =>
    [window, window - 1].some((one) => codeOf(secret, { conferenceId, siteId }, one) === asked.code),
  );
  return found.length === 1 ? found[0]! : null;
}

function codeOf(secret: string, { conferenceId, siteId }: Place, window: number): string {
  const mac = createHmac('sha256', secret).update(`room-code\n${conferenceId}\n${siteId}\n${window}`).digest();
  return String(mac.readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0');
}
