/** What a media token lets its bearer do. Checked with every request, so what is revoked ends at once. */
import type { FastifyRequest } from 'fastify';
import type { ConferenceState } from '@diemcau/core';
import { ProtocolFault } from '../errors.ts';
import { findEncoderGrant } from '../hub/access/encoder-tokens.ts';
import { findMediaGrant, type MediaGrant } from '../hub/access/media-tokens.ts';
import { mayStay } from '../hub/live-conference.ts';
import { bearerToken } from './callers.ts';
import type { HttpParts } from './http-parts.ts';
import { oncePerRequest } from './once-per-request.ts';

/** Throws ProtocolFault `not-signed-in`, `not-allowed` (another conference, dropped, dismissed), `gone` (closed), OutsideFault. */
export async function requireMediaGrant(
  parts: HttpParts,
  request: FastifyRequest,
  conferenceId: string,
): Promise<{ readonly grant: MediaGrant; readonly state: ConferenceState }> {
  const { rooms } = parts;
  const grant = await grantOf(parts, request);
  if (!grant) throw new ProtocolFault('not-signed-in', 'this needs the media token of your welcome');
  if (grant.conferenceId !== conferenceId) throw new ProtocolFault('not-allowed', 'this token is for another conference');
  const state = (await rooms.openWhere(conferenceId, (known) => mayStay(grant.caller, known)))?.step?.state;
  if (!state) throw new ProtocolFault('not-allowed');
  if (state.phase === 'closed') throw new ProtocolFault('gone', 'the conference is closed');
  return { grant, state };
}

const grantOf = oncePerRequest(async ({ db, nowMs }, request) => {
  const token = bearerToken(request);
  return token === undefined ? null : ((await findMediaGrant(db, token, nowMs())) ?? (await findEncoderGrant(db, token)));
});
