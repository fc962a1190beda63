/** `/api/v1/site-sessions`: a room's device joins, asks where it is, and goes off duty. */
import { Type } from 'typebox';
import type { ConferenceState } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { findAdmission } from '../../hub/access/site-access.ts';
import { endDuty, takeDuty } from '../../hub/site-duty.ts';
import { deviceCookie, siteDeviceOf } from '../callers.ts';
import { createGuessThrottle } from '../guess-throttle.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { labelOf, openState, setDeviceCookie, stateWithRoom } from '../joining.ts';
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

export function siteSessionRoutes(app: HttpServer, parts: HttpParts): void {
  const throttle = createGuessThrottle(parts.nowMs);

  app.post(
    '/site-sessions',
    {
      config: { rule: 'public' },
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
      config: { rule: 'site-device' },
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
      config: { rule: 'site-device' },
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
}

function keyOf({ code, token }: { readonly code?: string; readonly token?: string }) {
  if ((code === undefined) === (token === undefined)) throw new ProtocolFault('bad-request', 'give either code or token');
  return code === undefined ? { token: token! } : { code: code.replaceAll(' ', '') };
}

function joined(state: ConferenceState, siteId: string) {
  const { conferenceId, title, hallSiteId, sites } = state;
  return { conferenceId, siteId, siteName: sites[siteId]!.name, conferenceTitle: title, isHall: hallSiteId === siteId };
}
