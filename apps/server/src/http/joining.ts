/** What rooms and screens have in common when they join. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ConferenceState } from '@diemcau/core';
import { ProtocolFault } from '../errors.ts';
import type { HttpParts } from './http-parts.ts';

/** The longest a device may keep its cookie; what counts is whether the device is still on duty. */
const COOKIE_SECONDS = 30 * 86_400;
/** A browser's name and version; enough to tell two machines of one room apart. */
const LABEL_MAX_CHARS = 120;

/** A conference, and a room that must be in it. */
export interface RoomPlace {
  readonly conferenceId: string;
  readonly siteId?: string;
}

export async function stateWithRoom({ rooms }: HttpParts, { conferenceId, siteId }: RoomPlace): Promise<ConferenceState | null> {
  const room = await rooms.openWhere(conferenceId, ({ sites }) => siteId === undefined || Object.hasOwn(sites, siteId));
  return room?.step?.state ?? null;
}

/** Codes and links end with the conference. */
export async function openState(parts: HttpParts, place: RoomPlace): Promise<ConferenceState | null> {
  const state = await stateWithRoom(parts, place);
  if (state?.phase === 'closed') throw new ProtocolFault('gone', 'the conference is closed');
  return state;
}

export function labelOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').slice(0, LABEL_MAX_CHARS);
}

export function setDeviceCookie({ config }: HttpParts, reply: FastifyReply, name: string, token: string): void {
  const secure = config.publicUrl.startsWith('https:');
  void reply.setCookie(name, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: COOKIE_SECONDS });
}
