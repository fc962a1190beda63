/** Conferences of a unit: who may prepares one from registered sites, and who may sees which there are. */
import { Type, type Static } from 'typebox';
import {
  idSchema,
  kindSchema,
  placeOf,
  roleSchema,
  settingsSchema,
  STANDARD_CHECKLIST,
  subtreeAt,
  textSchema,
  TITLE_MAX_CHARS,
  type NewSite,
} from '@diemcau/core';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { accountNames } from '../../hub/access/accounts.ts';
import { conferencesOfUnits, reserveConference } from '../../hub/conference-units.ts';
import { createConference, type ConferencePlan } from '../../hub/create-conference.ts';
import { summaryFields } from '../conference-shapes.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { roomOfSite } from '../../organisation/room-of-site.ts';
import { problems, sendProblem } from '../problems.ts';
import { rightsOf, type Rights } from '../rights.ts';

/** As many as a command that admits sites takes. */
const SITES_MAX = 50_000;
/** A chair, a few deputies and secretaries in shifts. */
const OFFICERS_MAX = 50;

const officerSchema = Type.Object({ accountId: idSchema(), roles: Type.Array(roleSchema, { minItems: 1, maxItems: 3 }) });
/** Rooms come from the register; the hall is one of them. Ids are the client’s, so that a repeated request is told apart. */
const wantedSchema = Type.Object(
  {
    conferenceId: idSchema(),
    unitId: idSchema(),
    title: textSchema(TITLE_MAX_CHARS, 1),
    kind: Type.Optional(kindSchema),
    rehearsal: Type.Optional(Type.Boolean()),
    startsAtMs: Type.Integer({ minimum: 0 }),
    settings: Type.Optional(settingsSchema),
    hallSiteId: idSchema(),
    siteIds: Type.Array(idSchema(), { maxItems: SITES_MAX }),
    officers: Type.Array(officerSchema, { minItems: 1, maxItems: OFFICERS_MAX }),
  },
  { additionalProperties: false },
);
type Wanted = Static<typeof wantedSchema>;
const rowSchema = Type.Object({ ...summaryFields, unitId: Type.String() });

export function unitConferenceRoutes(app: HttpServer, parts: HttpParts): void {
  createRoute(app, parts);
  listRoute(app, parts);
}

function createRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags: ['conferences'],
    summary: 'Prepare a conference of a unit',
    body: wantedSchema,
    response: { 201: Type.Object({ conferenceId: Type.String() }), ...problems(400, 401, 403, 409, 422, 503) },
  };
  app.post('/conferences', { config: { rule: { action: 'conference.create', over: 'somewhere' } }, schema }, async (request, reply) => {
    const rights = await rightsOf(parts, request);
    const { conferenceId, unitId } = request.body;
    rights.require('conference.create', unitId);
    if (placeOf(rights.access.tree, unitId, rights.access.day) === null)
      return sendProblem(reply, refusalProblem('unit-unknown', { unitId })) as never;
    const plan = await planOf(parts, rights, request.body);
    if (!(await reserveConference(parts.db, conferenceId, unitId))) return sendProblem(reply, refusalProblem('conference-exists')) as never;
    await createConference({ ...parts, by: rights.by }, plan);
    return reply.code(201).send({ conferenceId });
  });
}

function listRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags: ['conferences'],
    summary: 'Conferences of a unit and of what is below it today',
    params: Type.Object({ unitId: idSchema() }),
    response: { 200: Type.Object({ conferences: Type.Array(rowSchema) }), ...problems(401, 403, 503) },
  };
  const rule = { action: 'conference.read', over: { param: 'unitId' } } as const;
  app.get('/units/:unitId/conferences', { config: { rule }, schema }, async (request) => {
    const { access } = await rightsOf(parts, request);
    return { conferences: await conferencesOfUnits(parts.db, subtreeAt(access.tree, request.params.unitId, { day: access.day })) };
  });
}

async function planOf(parts: HttpParts, rights: Rights, wanted: Wanted): Promise<ConferencePlan> {
  const { hallSiteId, siteIds, officers, unitId: _unitId, ...rest } = wanted;
  const others = [...new Set(siteIds)].filter((siteId) => siteId !== hallSiteId);
  return {
    ...rest,
    hall: plannedSite(parts, rights, hallSiteId),
    sites: others.map((siteId) => plannedSite(parts, rights, siteId)),
    officers: await namedOfficers(parts, officers),
    checklist: STANDARD_CHECKLIST,
  };
}

/** Throws ProtocolFault where the register has no such site in use, or none this account may read. */
export function plannedSite({ organisation }: HttpParts, rights: Rights, siteId: string): NewSite {
  const unitId = organisation.sites.step.state.sites.get(siteId)?.unitId;
  const room = roomOfSite(organisation, siteId);
  if (!room || unitId === undefined || !rights.may('site.read', unitId))
    throw new ProtocolFault('not-found', `no site ${siteId} of yours is in use`);
  return room;
}

/** Throws ProtocolFault unless there is one chair and every account is there. */
async function namedOfficers({ db }: HttpParts, officers: Wanted['officers']): Promise<ConferencePlan['officers']> {
  if (officers.filter(({ roles }) => roles.includes('chair')).length !== 1) throw new ProtocolFault('bad-request', 'name one chair');
  const names = await accountNames(
    db,
    officers.map(({ accountId }) => accountId),
  );
  const missing = officers.find(({ accountId }) => !Object.hasOwn(names, accountId));
  if (missing) throw new ProtocolFault('not-found', `no account ${missing.accountId}`);
  return officers.map(({ accountId, roles }) => ({ accountId, roles, name: names[accountId]! }));
}
