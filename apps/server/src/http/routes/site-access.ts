/** `/api/v1/conferences/:id/site-access`: codes and links for the chair's desk to hand out. */
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { inBureau, type ConferenceState } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { actorOf } from '../../hub/access/caller.ts';
import { deviceOnDuty, dropScreens } from '../../hub/access/devices.ts';
import { ensureScreenAccess, ensureSiteAccess, renewScreenAccess, renewSiteAccess, type SiteAccess } from '../../hub/access/site-access.ts';
import { endMedia } from '../../hub/media-holders.ts';
import { endDuty } from '../../hub/site-duty.ts';
import { requireOfficer } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { formatCode, screenUrl, siteUrl } from '../links.ts';
import { requirePlanner } from '../planners.ts';
import { problems } from '../problems.ts';

const idParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }) });
const siteParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }), siteId: Type.String({ maxLength: 64 }) });
/** How one room gets in. The code is written as it is read out, "123 456". */
const siteAccessSchema = Type.Object({
  siteId: Type.String(),
  name: Type.String(),
  code: Type.String(),
  url: Type.String(),
  online: Type.Boolean({ description: 'A device of the room is connected' }),
});
const sheetSchema = Type.Object({ sites: Type.Array(siteAccessSchema), screenUrl: Type.String() });

export function siteAccessRoutes(app: HttpServer, parts: HttpParts): void {
  const { db, config, hub } = parts;

  app.get(
    '/conferences/:conferenceId/site-access',
    {
      config: { rule: 'planner' },
      schema: {
        tags: ['access'],
        summary: 'Codes and links of all rooms and of the screens (whoever prepares the conference)',
        params: idParams,
        response: { 200: sheetSchema, ...problems(401, 403, 404, 410, 503) },
      },
    },
    async (request) => {
      const { state } = await requirePlanner(parts, request);
      const { conferenceId } = state;
      requireOpen(state);
      const access = await ensureSiteAccess(db, conferenceId, Object.keys(state.sites));
      const sites = access.map((one) =>
        row(one, { name: state.sites[one.siteId]!.name, online: hub.presence.sight(conferenceId, one.siteId) !== null }),
      );
      return { sites, screenUrl: screenUrl(config, conferenceId, await ensureScreenAccess(db, conferenceId)) };
    },
  );

  app.post(
    '/conferences/:conferenceId/site-access/:siteId/renew',
    {
      config: { rule: 'bureau' },
      schema: {
        tags: ['access'],
        summary: 'New code and link for a room; the device that came by the old ones is closed',
        params: siteParams,
        response: { 200: siteAccessSchema, ...problems(401, 403, 404, 410, 503) },
      },
    },
    async (request) => {
      const { conferenceId, state } = await requireBureau(parts, request, request.params.conferenceId);
      const { siteId } = request.params;
      const site = Object.hasOwn(state.sites, siteId) ? state.sites[siteId] : undefined;
      if (!site) throw new ProtocolFault('not-found', 'no such room in this conference');
      const access = await renewSiteAccess(db, conferenceId, siteId);
      const device = await deviceOnDuty(db, { conferenceId, siteId });
      if (device) await endDuty(parts, device, 'access-revoked');
      return row(access, { name: site.name, online: false });
    },
  );

  screenAccessRoute(app, parts);

  function row({ siteId, code, token }: SiteAccess, { name, online }: { readonly name: string; readonly online: boolean }) {
    return { siteId, name, code: formatCode(code), url: siteUrl(config, token), online };
  }
}

function screenAccessRoute(app: HttpServer, parts: HttpParts): void {
  const { db, config, bulletins } = parts;
  app.post(
    '/conferences/:conferenceId/screen-access/renew',
    {
      config: { rule: 'bureau' },
      schema: {
        tags: ['access'],
        summary: 'New link for the screens; those that came by the old one are closed',
        params: idParams,
        response: { 200: Type.Object({ screenUrl: Type.String() }), ...problems(401, 403, 404, 410, 503) },
      },
    },
    async (request) => {
      const { conferenceId } = await requireBureau(parts, request, request.params.conferenceId);
      const token = await renewScreenAccess(db, conferenceId);
      for (const deviceId of await dropScreens(db, conferenceId)) {
        await bulletins.post({ type: 'close-holder', holderId: deviceId, reason: 'access-revoked' });
        await endMedia(parts, { holderId: deviceId });
      }
      return { screenUrl: screenUrl(config, conferenceId, token) };
    },
  );
}

/** Throws ProtocolFault: not the chair's desk, or the conference is over and with it every code. */
export async function requireBureau(parts: HttpParts, request: FastifyRequest, conferenceId: string) {
  const { state, caller } = await requireOfficer(parts, request, conferenceId);
  if (!inBureau(state, actorOf(caller)!)) throw new ProtocolFault('not-allowed', 'only the chair and the secretary hand out access');
  requireOpen(state);
  return { state, conferenceId: state.conferenceId };
}

function requireOpen({ phase }: ConferenceState): void {
  if (phase === 'closed') throw new ProtocolFault('gone', 'the conference is closed');
}
