/** `/api/v1/sites`: the register of rooms, with who looks after them. */
import { Type } from 'typebox';
import {
  foldVietnamese,
  idSchema,
  isWithin,
  placeOf,
  siteCommandSchema,
  unitAt,
  type RegisteredSite,
  type SiteCommand,
  type SitesState,
  type UnitId,
} from '@diemcau/core';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { contactsById } from '../../organisation/contacts.ts';
import { organisationCommandId } from '../../organisation/organisation.ts';
import { preflightsOfSite } from '../../hub/preflight/preflight-store.ts';
import { reportsOfSite } from '../../hub/quality/quality-store.ts';
import { siteHistory } from '../../organisation/site-history.ts';
import { conferencesOfSite, conferencesToCome, devicesOfSite, type SiteConference } from '../../organisation/site-record.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { idempotencySchema, nullable, pageFields, pageOf, searchField, underField, versionSchema } from '../organisation-shapes.ts';
import { problems, sendProblem } from '../problems.ts';
import { rightsOf, type Rights } from '../rights.ts';
import type { Rule } from '../rules/rule.ts';
import { phaseSchema } from '../conference-shapes.ts';
import { contactSchema } from './contacts.ts';
import { preflightSchema, shownPreflight } from './preflight-shapes.ts';
import { roomQualitySchema, shownRoom } from './quality.ts';

const siteSchema = Type.Object({
  siteId: Type.String(),
  code: Type.String(),
  unitId: Type.String({ description: 'The unit it was registered for' }),
  placeId: nullable(Type.String({ description: 'Who carries on for that unit today' })),
  placeName: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  room: Type.String(),
  address: Type.String(),
  capacity: Type.Integer({ description: 'Seats; 0: not known' }),
  active: Type.Boolean(),
  officers: Type.Array(Type.String({ description: 'Contact ids' })),
});
const listSchema = Type.Object({
  version: Type.Integer(),
  sites: Type.Array(siteSchema),
  nextCursor: nullable(Type.String()),
  total: Type.Integer(),
});
const detailSchema = Type.Object({ site: siteSchema, officers: Type.Array(contactSchema, { description: 'Empty without contact.read' }) });
const factSchema = Type.Object({
  event: Type.Unsafe<object>(Type.Object({}, { additionalProperties: true })),
  atMs: Type.Integer(),
  by: Type.Unsafe<unknown>({}),
  unitName: nullable(Type.String({ description: 'Of the unit a move led to, on its day' })),
});
const params = Type.Object({ siteId: idSchema() });
const tags = ['organisation'];
/** Whose site it is, is asked once it is known. */
const READ: Rule = { action: 'site.read', over: 'somewhere' };
const COLLATOR = new Intl.Collator('vi', { numeric: true });

export function siteRoutes(app: HttpServer, parts: HttpParts): void {
  listRoute(app, parts);
  detailRoutes(app, parts);
  recordRoute(app, parts);
  commandRoute(app, parts);
}

function listRoute(app: HttpServer, parts: HttpParts): void {
  const retired = { retired: Type.Optional(Type.Literal('true', { description: 'Those out of use, too' })) };
  const query = Type.Object({ ...underField, ...searchField, ...retired, ...pageFields }, { additionalProperties: false });
  const schema = { tags, summary: 'Registered sites', querystring: query, response: { 200: listSchema, ...problems(400, 401, 403, 503) } };
  app.get('/sites', { config: { rule: READ }, schema }, async (request) => {
    const rights = await rightsOf(parts, request);
    const { version, state } = parts.organisation.sites.step;
    const { under, search, retired: withRetired } = request.query;
    const readable = unitFilter(rights, under);
    const wanted = foldVietnamese(search ?? '');
    const found = [...state.sites.values()]
      .filter((site) => (site.active || withRetired === 'true') && readable(site.unitId))
      .filter((site) => wanted === '' || foldVietnamese(`${site.code} ${site.name} ${site.room}`).includes(wanted))
      .sort((a, b) => COLLATOR.compare(a.name, b.name));
    const page = pageOf(found, request.query);
    return { version, sites: page.items.map((site) => shown(rights, site)), nextCursor: page.nextCursor, total: page.total };
  });
}

/** One answer per unit, not per site: may it be read, and does it stand under that unit? */
function unitFilter(rights: Rights, under: UnitId | undefined): (unitId: UnitId) => boolean {
  const known = new Map<UnitId, boolean>();
  return (unitId) => {
    const before = known.get(unitId);
    if (before !== undefined) return before;
    const answer = rights.may('site.read', unitId) && (under === undefined || standsUnder(rights, unitId, under));
    known.set(unitId, answer);
    return answer;
  };
}

function standsUnder({ access: { tree, day } }: Rights, unitId: UnitId, under: UnitId): boolean {
  const placeId = placeOf(tree, unitId, day);
  return placeId !== null && isWithin(tree, placeId, under, { day });
}

function shown({ access }: Rights, site: RegisteredSite) {
  const placeId = placeOf(access.tree, site.unitId, access.day);
  const place = placeId === null ? null : unitAt(access.tree, placeId, { day: access.day });
  return { ...site, officers: [...site.officers], placeId, placeName: place?.name ?? '' };
}

function detailRoutes(app: HttpServer, parts: HttpParts): void {
  const detail = {
    tags,
    summary: 'A registered site and its officers',
    params,
    response: { 200: detailSchema, ...problems(401, 403, 404, 503) },
  };
  app.get('/sites/:siteId', { config: { rule: READ }, schema: detail }, async (request) => {
    const rights = await rightsOf(parts, request);
    const site = readableSite(rights, parts.organisation.sites.step.state, request.params.siteId);
    const officers = await contactsById(parts.db, site.officers);
    return { site: shown(rights, site), officers: officers.filter((contact) => rights.may('contact.read', contact.unitId)) };
  });

  const facts = Type.Object({ facts: Type.Array(factSchema) });
  const history = {
    tags,
    summary: 'What happened to a registered site',
    params,
    response: { 200: facts, ...problems(401, 403, 404, 503) },
  };
  app.get('/sites/:siteId/history', { config: { rule: READ }, schema: history }, async (request) => {
    const rights = await rightsOf(parts, request);
    const { siteId } = readableSite(rights, parts.organisation.sites.step.state, request.params.siteId);
    const facts = await siteHistory(parts.journal, siteId);
    return { facts: facts.map((fact) => ({ ...fact, unitName: movedTo(rights, fact.event) })) };
  });
}

/** null: no move, or to a unit that is gone. */
function movedTo({ access: { tree, day } }: Rights, event: object): string | null {
  const { type, unitId } = event as { readonly type?: unknown; readonly unitId?: unknown };
  if (type !== 'SiteMoved' || typeof unitId !== 'string') return null;
  const placeId = placeOf(tree, unitId, day);
  return placeId === null ? null : (unitAt(tree, placeId, { day })?.name ?? null);
}

const recordedConference = Type.Object({
  conferenceId: Type.String(),
  title: Type.String(),
  phase: phaseSchema,
  startsAtMs: nullable(Type.Integer()),
  rehearsal: Type.Boolean(),
  cancelled: Type.Boolean({ description: 'Called off; the phase is `closed` then' }),
  quality: nullable(roomQualitySchema),
});
const recordSchema = Type.Object({
  toCome: Type.Array(recordedConference, { description: 'Not over, the next first' }),
  conferences: Type.Array(recordedConference, { description: 'Over, the newest first' }),
  preflights: Type.Array(preflightSchema, { description: 'The newest first' }),
  devices: Type.Array(
    Type.Object({
      device: Type.String({ description: 'Browser and system; empty: not known' }),
      conferences: Type.Integer(),
      lastAtMs: Type.Integer(),
    }),
  ),
});
/** Two years of quarters with a rehearsal each. */
const PREFLIGHTS_SHOWN = 20;

function recordRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'What a registered site has done: conferences with their quality, checks, devices',
    params,
    response: { 200: recordSchema, ...problems(401, 403, 404, 503) },
  };
  app.get('/sites/:siteId/record', { config: { rule: READ }, schema }, async (request) => {
    const rights = await rightsOf(parts, request);
    const { siteId } = readableSite(rights, parts.organisation.sites.step.state, request.params.siteId);
    const [held, toCome, reports, preflights, devices] = await Promise.all([
      conferencesOfSite(parts.db, siteId),
      plannedWith(parts, siteId),
      reportsOfSite(parts.db, siteId),
      preflightsOfSite(parts.db, siteId, PREFLIGHTS_SHOWN),
      devicesOfSite(parts.db, siteId),
    ]);
    const shownConference = (one: SiteConference) => {
      const quality = reports.get(one.conferenceId);
      return { ...one, quality: quality ? shownRoom(quality) : null };
    };
    const over = held.filter(({ phase }) => phase === 'closed');
    return {
      toCome: toCome.map(shownConference),
      conferences: over.map(shownConference),
      preflights: preflights.map(shownPreflight),
      devices: [...devices],
    };
  });
}

/** Conferences that are not over and have this room. */
async function plannedWith({ db, rooms }: HttpParts, siteId: string): Promise<SiteConference[]> {
  const open = await conferencesToCome(db);
  const states = await Promise.all(open.map(async ({ conferenceId }) => (await rooms.open(conferenceId))?.step?.state));
  return open.filter((_, place) => states[place] !== undefined && Object.hasOwn(states[place].sites, siteId));
}

/** Whoever may not read it does not learn whether it is there. */
function readableSite(rights: Rights, state: SitesState, siteId: string): RegisteredSite {
  const site = state.sites.get(siteId);
  if (!site || !rights.may('site.read', site.unitId)) throw new ProtocolFault('not-found', 'no such site of yours');
  return site;
}

function commandRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Change the register of sites',
    headers: idempotencySchema,
    body: siteCommandSchema,
    response: { 200: versionSchema, ...problems(400, 401, 403, 409, 422, 503) },
  };
  app.post('/sites/commands', { config: { rule: { action: 'site.change', over: 'somewhere' } }, schema }, async (request, reply) => {
    const rights = await rightsOf(parts, request);
    const command = request.body as SiteCommand;
    rights.require('site.change', ...targets(parts.organisation.sites.step.state, command));
    const stray = namedUnits(command).find((unitId) => placeOf(rights.access.tree, unitId, rights.access.day) === null);
    if (stray !== undefined) return sendProblem(reply, refusalProblem('unit-unknown', { unitId: stray })) as never;
    const commandId = organisationCommandId('sites', request.headers['idempotency-key']);
    const answer = await parts.organisation.sites.execute({ command, by: rights.by, atMs: parts.nowMs(), commandId });
    if (answer.ok) return { version: answer.version };
    return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
  });
}

/** Units over which the command needs `site.change`; a site that is not registered needs it over everything. */
function targets({ sites }: SitesState, command: SiteCommand): readonly (UnitId | null)[] {
  if (command.type === 'ImportSites') return [null];
  if (command.type === 'RegisterSites') return [...new Set(command.sites.map((site) => site.unitId))];
  const unitId = sites.get(command.siteId)?.unitId ?? null;
  return command.type === 'MoveSite' ? [unitId, command.unitId] : [unitId];
}

function namedUnits(command: SiteCommand): readonly UnitId[] {
  if (command.type === 'RegisterSites' || command.type === 'ImportSites') return [...new Set(command.sites.map((site) => site.unitId))];
  return command.type === 'MoveSite' ? [command.unitId] : [];
}
