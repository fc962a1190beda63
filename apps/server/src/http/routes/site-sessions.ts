/** `/api/v1/site-sessions` and `/api/v1/screen-sessions`: a room's device and a hall's screen join. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ConferenceState } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { addScreen } from '../../hub/access/devices.ts';
import { findAdmission, findScreenAdmission } from '../../hub/access/site-access.ts';
import { endDuty, takeDuty } from '../../hub/site-duty.ts';
import { deviceCookie, screenCookie, siteDeviceOf } from '../callers.ts';
import { createGuessThrottle } from '../guess-throttle.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { problems } from '../problems.ts';

const tokenSchema = Type.String({ minLength: 1, maxLength: 128 });
/** Either the six digits, blanks allowed, or the token behind `#t=` of the room's link. */
const joinSchema = Type.Object(
  {
    code: Type.Optional(Type.String({ pattern: '^ *([0-9] *){6}$', maxLength: 20 })),
    token: Type.Optional(tokenSchema),
    takeOver: Type.Optional(Type.Boolean({ description: 'Replace the device that is connected now' })),
  },
  { additionalProperties: false },
);
/** `deviceToken` is for clients without cookies; browsers get it as an HttpOnly cookie as well. */
const joinedSchema = Type.Object({
  conferenceId: Type.String(),
  siteId: Type.String(),
  siteName: Type.String(),
  conferenceTitle: Type.String(),
  isHall: Type.Boolean(),
  deviceToken: Type.String(),
});
const currentSchema = Type.Omit(joinedSchema, ['deviceToken']);
const siteQuery = Type.Object({ site: Type.String({ maxLength: 64 }) });
const screenSchema = Type.Object({ conferenceId: Type.String(), conferenceTitle: Type.String(), deviceToken: Type.String() });

/** The longest a device may keep its cookie; what counts is whether the device is still on duty. */
const COOKIE_SECONDS = 30 * 86_400;
/** A browser's name and version; enough to tell two machines of one room apart. */
const LABEL_MAX_CHARS = 120;

export function siteSessionRoutes(app: HttpServer, parts: HttpParts): void {
  const throttle = createGuessThrottle(parts.nowMs);

  app.post(
    '/site-sessions',
    {
      schema: {
        tags: ['site sessions'],
        summary: 'Join a room by code or link',
        body: joinSchema,
        response: { 201: joinedSchema, ...problems(400, 404, 409, 410, 429, 503) },
      },
    },
    async (request, reply) => {
      throttle.check(request.ip);
      const place = await findAdmission(parts.db, keyOf(request.body));
      if (!place) throttle.failed(request.ip);
      const state = place && (await openState(parts, place));
      if (!place || !state) throw new ProtocolFault('not-found', 'no room has this code or link');
      const known = await siteDeviceOf(parts, request, place.siteId);
      const applicant = { label: labelOf(request), takeOver: request.body.takeOver ?? false, knownDeviceId: known?.deviceId };
      const device = await takeDuty(parts, place, applicant);
      if (!device) throw new ProtocolFault('site-taken');
      setDeviceCookie(parts, reply, deviceCookie(place.siteId), device.deviceToken);
      return reply.code(201).send({ ...joined(state, place.siteId), deviceToken: device.deviceToken });
    },
  );

  app.get(
    '/site-sessions/current',
    {
      schema: {
        tags: ['site sessions'],
        summary: 'The room this device is on duty in',
        querystring: siteQuery,
        response: { 200: currentSchema, ...problems(401, 503) },
      },
    },
    async (request) => {
      const device = await siteDeviceOf(parts, request, request.query.site);
      const state = device && (await stateWithRoom(parts, device));
      if (!device || !state) throw new ProtocolFault('not-signed-in', 'this device is not on duty here');
      return joined(state, device.siteId);
    },
  );

  app.delete(
    '/site-sessions/current',
    {
      schema: {
        tags: ['site sessions'],
        summary: 'Go off duty',
        querystring: siteQuery,
        response: { 204: Type.Null(), ...problems(401, 403, 503) },
      },
    },
    async (request, reply) => {
      const device = await siteDeviceOf(parts, request, request.query.site);
      if (!device) throw new ProtocolFault('not-signed-in', 'this device is not on duty here');
      await endDuty(parts, device, 'not-signed-in');
      return reply.clearCookie(deviceCookie(device.siteId), { path: '/' }).code(204).send(null);
    },
  );

  app.post(
    '/screen-sessions',
    {
      schema: {
        tags: ['site sessions'],
        summary: 'Become a screen of the hall',
        body: Type.Object({ token: tokenSchema }, { additionalProperties: false }),
        response: { 201: screenSchema, ...problems(400, 404, 410, 503) },
      },
    },
    async (request, reply) => {
      const conferenceId = await findScreenAdmission(parts.db, request.body.token);
      const state = conferenceId === null ? null : await openState(parts, { conferenceId });
      if (conferenceId === null || !state) throw new ProtocolFault('not-found', 'no screen has this link');
      const { deviceToken } = await addScreen(parts.db, conferenceId, { label: labelOf(request), nowMs: parts.nowMs() });
      setDeviceCookie(parts, reply, screenCookie(conferenceId), deviceToken);
      return reply.code(201).send({ conferenceId, conferenceTitle: state.title, deviceToken });
    },
  );
}

function keyOf({ code, token }: { readonly code?: string; readonly token?: string }) {
  if ((code === undefined) === (token === undefined)) throw new ProtocolFault('bad-request', 'give either code or token');
  return code === undefined ? { token: token! } : { code: code.replaceAll(' ', '') };
}

/** A conference, and a room that must be in it. */
interface RoomPlace {
  readonly conferenceId: string;
  readonly siteId?: string;
}

async function stateWithRoom({ rooms }: HttpParts, { conferenceId, siteId }: RoomPlace): Promise<ConferenceState | null> {
  const room = await rooms.openWhere(conferenceId, ({ sites }) => siteId === undefined || Object.hasOwn(sites, siteId));
  return room?.step?.state ?? null;
}

/** Codes and links end with the conference. */
async function openState(parts: HttpParts, place: RoomPlace): Promise<ConferenceState | null> {
  const state = await stateWithRoom(parts, place);
  if (state?.phase === 'closed') throw new ProtocolFault('gone', 'the conference is closed');
  return state;
}

function joined(state: ConferenceState, siteId: string) {
  const { conferenceId, title, hallSiteId, sites } = state;
  return { conferenceId, siteId, siteName: sites[siteId]!.name, conferenceTitle: title, isHall: hallSiteId === siteId };
}

function labelOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').slice(0, LABEL_MAX_CHARS);
}

function setDeviceCookie({ config }: HttpParts, reply: FastifyReply, name: string, token: string): void {
  const secure = config.publicUrl.startsWith('https:');
  void reply.setCookie(name, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: COOKIE_SECONDS });
}
