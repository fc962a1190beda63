/** Links people are given. Tokens stand behind `#`, which browsers do not send (RFC 3986 §3.5). */
import type { Config } from '../config.ts';

type Place = Pick<Config, 'publicUrl'>;

export function signInUrl({ publicUrl }: Place, token: string): string {
  return `${publicUrl}/sign-in#t=${token}`;
}

/** Where a password is chosen: the first one, or a new one. */
export function passwordUrl({ publicUrl }: Place, token: string): string {
  return `${publicUrl}/password#t=${token}`;
}

export function siteUrl({ publicUrl }: Place, token: string): string {
  return `${publicUrl}/join#t=${token}`;
}

export function screenUrl({ publicUrl }: Place, conferenceId: string, token: string): string {
  return `${publicUrl}/screen/${conferenceId}#t=${token}`;
}

/** The phone page of a conference. */
export function phoneUrl({ publicUrl }: Place, code: string): string {
  return `${publicUrl}/c/${code}`;
}

export function invitationUrl(place: Place, code: string, token: string): string {
  return `${phoneUrl(place, code)}#i=${token}`;
}

export function roomCodeUrl(place: Place, code: string, roomCode: string): string {
  return `${phoneUrl(place, code)}#r=${roomCode}`;
}

/** As it is read out: "123 456". */
export function formatCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
