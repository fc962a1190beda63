/** From a request to who is asking: a cookie of ours, or `Authorization: Bearer`. */
import type { FastifyRequest } from 'fastify';
import type { ConferenceState } from '@diemcau/core';
import { ProtocolFault } from '../errors.ts';
import type { Caller } from '../hub/access/caller.ts';
import { API_TOKEN_PREFIX, findApiToken } from '../hub/access/api-tokens.ts';
import { openPhoneToken, type PhoneHolder } from '../attendance/phone-tokens.ts';
import { isPublic } from '../attendance/phone-pages.ts';
import { findScreen, findSiteDevice, type SiteDevice } from '../hub/access/devices.ts';
import type { ConferenceRoom } from '../hub/conference-room.ts';
import { mayStay } from '../hub/live-conference.ts';
import type { HttpParts } from './http-parts.ts';
import type { SignedIn } from './identity.ts';
import { oncePerRequest } from './once-per-request.ts';
import { owesSecondFactor } from './second-factor-demand.ts';

export function deviceCookie(siteId: string): string {
  return `dc_device_${siteId}`;
}

export function screenCookie(conferenceId: string): string {
  return `dc_screen_${conferenceId}`;
}

/** RFC 6750 §2.1. */
export function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** By cookie or API token, whether a second factor is owed or not. Throws ProtocolFault `not-signed-in`, OutsideFault. */
export const requireSignedIn: (parts: HttpParts, request: FastifyRequest) => Promise<SignedIn> = oncePerRequest(async (parts, request) => {
  const account = await whoAsks(parts, request);
  if (!account) throw new ProtocolFault('not-signed-in');
  return account;
});

/** Rules and handlers ask the same of a request; it is looked up once. Throws ProtocolFault `not-signed-in`, `second-factor-needed`, OutsideFault. */
export const requireAccount: (parts: HttpParts, request: FastifyRequest) => Promise<SignedIn> = oncePerRequest(async (parts, request) => {
  const account = await requireSignedIn(parts, request);
  if (await owesSecondFactor(parts, account)) throw new ProtocolFault('second-factor-needed');
  return account;
});

/** What proves who somebody is, is changed by themselves in a browser and by no program. Throws ProtocolFault `not-signed-in`, `not-allowed`, OutsideFault. */
export async function requireBrowser(parts: HttpParts, request: FastifyRequest): Promise<SignedIn> {
  const account = await requireSignedIn(parts, request);
  if (account.tokenEndsAtMs !== null) throw new ProtocolFault('not-allowed', 'an API token may not do this; sign in in a browser');
  return account;
}

/** The device on duty this request comes from; null: none. Throws OutsideFault. */
export async function siteDeviceOf({ db }: HttpParts, request: FastifyRequest, siteId: string): Promise<SiteDevice | null> {
  const token = bearerToken(request) ?? request.cookies[deviceCookie(siteId)];
  const device = token === undefined ? null : await findSiteDevice(db, token);
  return device?.siteId === siteId ? device : null;
}

export interface LivePlace {
  readonly conferenceId: string;
  readonly as: Caller['kind'];
  readonly siteId: string | undefined;
}

/** Who opens a live socket; null: nobody we know. Throws OutsideFault. */
export async function liveCaller(parts: HttpParts, request: FastifyRequest, place: LivePlace): Promise<Caller | null> {
  if (place.as === 'console') return consoleCaller(parts, request);
  if (place.as === 'screen') return screenCaller(parts, request, place.conferenceId);
  if (place.as === 'phone') return phoneCaller(parts, request, place.conferenceId);
  const device = place.siteId === undefined ? null : await siteDeviceOf(parts, request, place.siteId);
  return device?.conferenceId === place.conferenceId ? { kind: 'site', siteId: device.siteId, deviceId: device.deviceId } : null;
}

/** The conference, if this account is an officer of it. Throws ProtocolFault, OutsideFault. */
export async function requireOfficer(
  parts: HttpParts,
  request: FastifyRequest,
  conferenceId: string,
): Promise<{ readonly account: SignedIn; readonly room: ConferenceRoom; readonly state: ConferenceState; readonly caller: Caller }> {
  const account = await requireAccount(parts, request);
  const caller: Caller = { kind: 'console', accountId: account.accountId, authSessionId: account.authSessionId };
  const room = await parts.rooms.openWhere(conferenceId, (known) => mayStay(caller, known));
  const state = room?.step?.state;
  // An officer of another conference does not learn which ones there are.
  if (!room || !state) throw new ProtocolFault('not-found', 'no such conference of yours');
  return { account, room, state, caller };
}

/** A fetch Headers object, as better-auth wants it. */
export function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'user-agent', 'host', 'origin'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
}

/** The token comes first: a program that sends one means it, whatever cookies it keeps. */
async function whoAsks({ identity, db, organisation, nowMs }: HttpParts, request: FastifyRequest): Promise<SignedIn | null> {
  const token = bearerToken(request);
  if (!token?.startsWith(API_TOKEN_PREFIX)) return identity.whoIs(webHeaders(request));
  const holder = await findApiToken(db, token, { ms: nowMs(), day: organisation.today() });
  if (!holder) return null;
  const { tokenId, expiresAtMs, ...account } = holder;
  return { ...account, authSessionId: tokenId, tokenEndsAtMs: expiresAtMs };
}

async function consoleCaller(parts: HttpParts, request: FastifyRequest): Promise<Caller | null> {
  const account = await requireAccount(parts, request).catch(faultIsNobody);
  return account && { kind: 'console', accountId: account.accountId, authSessionId: account.authSessionId };
}

function faultIsNobody(error: unknown): null {
  if (error instanceof ProtocolFault) return null;
  throw error;
}

async function screenCaller({ db }: HttpParts, request: FastifyRequest, conferenceId: string): Promise<Caller | null> {
  const token = bearerToken(request) ?? request.cookies[screenCookie(conferenceId)];
  const screen = token === undefined ? null : await findScreen(db, token);
  return screen?.conferenceId === conferenceId ? { kind: 'screen', deviceId: screen.deviceId } : null;
}

/** Whoever has checked in with this phone; in a public conference anybody. The signature is enough: the socket shows nothing personal. */
async function phoneCaller(parts: HttpParts, request: FastifyRequest, conferenceId: string): Promise<Caller | null> {
  const phone = phoneOf(parts, request, conferenceId);
  if (phone) return { kind: 'phone', phoneId: phone.phoneId };
  return (await isPublic(parts.db, conferenceId)) ? { kind: 'phone', phoneId: null } : null;
}

export function phoneCookie(conferenceId: string): string {
  return `dc_phone_${conferenceId}`;
}

/** The person this phone was checked in for. Whether it still is, the attendance knows. */
export function phoneOf({ secret }: HttpParts, request: FastifyRequest, conferenceId: string): PhoneHolder | null {
  const token = bearerToken(request) ?? request.cookies[phoneCookie(conferenceId)];
  return token === undefined ? null : openPhoneToken(secret, conferenceId, token);
}
