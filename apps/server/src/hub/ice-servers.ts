/** STUN and TURN servers a session may use, with credentials that end by themselves. */
import { createHmac } from 'node:crypto';
import type { MediaAccess } from '@diemcau/core';
import type { Config } from '../config.ts';

export type IceServer = MediaAccess['iceServers'][number];

/** Longer than any conference; coturn checks it with every allocation and refresh, so it must not end in one. */
const CREDENTIAL_AGE_MAX_MS = 24 * 3_600_000;

/**
 * Credentials of the REST scheme (draft-uberti-behave-turn-rest-00 §2.2): the name is when they end and for
 * whom, the password its HMAC-SHA1 under the secret shared with the TURN server. `name` shows in that server's
 * log, so it is never a person's.
 */
export function iceServers({ iceUrls, turnSecret }: Pick<Config, 'iceUrls' | 'turnSecret'>, name: string, nowMs: number): IceServer[] {
  const [turn, stun] = [iceUrls.filter(isTurn), iceUrls.filter((url) => !isTurn(url))];
  const servers: IceServer[] = stun.length > 0 ? [{ urls: stun }] : [];
  if (turn.length === 0 || turnSecret === undefined) return servers;
  const username = `${Math.floor((nowMs + CREDENTIAL_AGE_MAX_MS) / 1000)}:${name}`;
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return [...servers, { urls: turn, username, credential }];
}

function isTurn(url: string): boolean {
  return url.startsWith('turn');
}
