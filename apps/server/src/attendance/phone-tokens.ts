/**
 * What a delegate holds, signed and never stored: the QR of the invitation, the phone's cookie after
 * check-in, and the pass of somebody who has read the code in a room. Each kind is signed under a name
 * of its own, so that one is never taken for another.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PersonId, PhoneId } from '@diemcau/core';

export interface PhoneHolder {
  readonly personId: PersonId;
  readonly phoneId: PhoneId;
}

export interface RoomPass {
  readonly siteId: string;
  readonly readAtMs: number;
}

/** 128 bits: nobody guesses one, and a printed QR stays coarse enough for a poor camera. */
const MAC_BYTES = 16;

/** Whoever changes the number makes every slip printed before worthless. */
export function invitationToken(secret: string, conferenceId: string, { personId, issue }: { personId: PersonId; issue: number }): string {
  return signed(secret, ['invitation', conferenceId], [personId, String(issue)]);
}

export function openInvitationToken(
  secret: string,
  conferenceId: string,
  token: string,
): { readonly personId: PersonId; readonly issue: number } | null {
  const parts = opened(secret, ['invitation', conferenceId], token);
  return parts?.length === 2 ? { personId: parts[0]!, issue: Number(parts[1]) } : null;
}

export function phoneToken(secret: string, conferenceId: string, { personId, phoneId }: PhoneHolder): string {
  return signed(secret, ['phone', conferenceId], [personId, phoneId]);
}

export function openPhoneToken(secret: string, conferenceId: string, token: string): PhoneHolder | null {
  const parts = opened(secret, ['phone', conferenceId], token);
  return parts?.length === 2 ? { personId: parts[0]!, phoneId: parts[1]! } : null;
}

export function roomPassToken(secret: string, conferenceId: string, { siteId, readAtMs }: RoomPass): string {
  return signed(secret, ['room-pass', conferenceId], [siteId, String(readAtMs)]);
}

export function openRoomPass(secret: string, conferenceId: string, token: string): RoomPass | null {
  const parts = opened(secret, ['room-pass', conferenceId], token);
  return parts?.length === 2 ? { siteId: parts[0]!, readAtMs: Number(parts[1]) } : null;
}

/** Ids are letters, digits, `_` and `-`, so a dot divides them. */
function signed(secret: string, scope: readonly string[], parts: readonly string[]): string {
  return [...parts, macOf(secret, scope, parts).toString('base64url')].join('.');
}

function opened(secret: string, scope: readonly string[], token: string): readonly string[] | null {
  const parts = token.split('.');
  const mac = Buffer.from(parts.pop() ?? '', 'base64url');
  const right = macOf(secret, scope, parts);
  return mac.length === right.length && timingSafeEqual(mac, right) ? parts : null;
}

function macOf(secret: string, scope: readonly string[], parts: readonly string[]): Buffer {
  return createHmac('sha256', secret)
    .update([...scope, ...parts].join('\n'))
    .digest()
    .subarray(0, MAC_BYTES);
}
