/** `/api/v1/series`: conferences that follow one another, what the next begins with, and when it is due. */
import { Type } from 'typebox';
import type { FastifyRequest } from 'fastify';
import {
  agendaWith,
  assert,
  carriedFrom,
  idSchema,
  invitedSites,
  nextConference,
  pathAt,
  placeOf,
  seriesCommandSchema,
  STANDARD_CHECKLIST,
  textSchema,
  TITLE_MAX_CHARS,
  unitAt,
  type ConferenceCommand,
  type ConferenceState,
  type NewSite,
  type SeriesCommand,
  type SeriesState,
} from '@diemcau/core';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { accountNames } from '../../hub/access/accounts.ts';
import { carryOut } from '../../hub/carry-out.ts';
import { reserveConference } from '../../hub/conference-units.ts';
import { allSeries, executeSeries, readSeries } from '../../hub/series-book.ts';
import { dayIn } from '../../organisation/profile.ts';
import { roomOfSite } from '../../organisation/room-of-site.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { idempotencySchema, nullable, versionSchema } from '../organisation-shapes.ts';
import { problems, sendProblem } from '../problems.ts';
import { rightsOf, type Rights } from '../rights.ts';

/** A series has the shape of SeriesState in packages/core. */
const seriesSchema = Type.Object({
  series: Type.Unsafe<SeriesState>(Type.Object({}, { additionalProperties: true })),
  unitName: Type.String({ description: 'Of the unit whose series it is, today' }),
  organises: Type.Boolean({ description: 'The account may change it and create conferences from it' }),
});
const dayRange = { year: Type.Integer(), number: Type.Integer(), from: Type.String(), until: Type.String() };
const proposalSchema = Type.Object({
  period: Type.Object(dayRange),
  reportDueOn: Type.String(),
  startsOn: Type.String(),
  flaws: Type.Array(Type.String({ description: '`not-worked`, `calendar-unknown`' })),
  verified: Type.Boolean({ description: 'The rule of the period was read in a primary text' }),
});
const nextSchema = Type.Object({
  proposal: nullable(proposalSchema),
  /** The conference before, and what it leaves. */
  last: nullable(Type.Object({ conferenceId: Type.String(), title: Type.String() })),
  owed: Type.Array(Type.Object({ itemId: Type.String(), title: Type.String(), plannedMs: Type.Integer() })),
  troubles: Type.Array(Type.Object({ checkId: Type.String(), code: nullable(Type.String()), text: Type.String() })),
  siteCount: Type.Integer({ description: 'Rooms that would be invited today' }),
});
const params = Type.Object({ seriesId: idSchema() });
const tags = ['planning'];
const READ = { rule: { action: 'conference.read', over: 'somewhere' } } as const;
const CREATE = { rule: { action: 'conference.create', over: 'somewhere' } } as const;

export function seriesRoutes(app: HttpServer, parts: HttpParts): void {
  readRoutes(app, parts);
  commandRoute(app, parts);
  nextRoute(app, parts);
  conferenceRoute(app, parts);
}

function readRoutes(app: HttpServer, parts: HttpParts): void {
  const list = {
    tags,
    summary: 'Series of the units whose conferences one may read',
    response: { 200: Type.Object({ series: Type.Array(seriesSchema) }), ...problems(401, 403, 503) },
  };
  app.get('/series', { config: READ, schema: list }, async (request) => {
    const rights = await rightsOf(parts, request);
    const found = (await allSeries(parts)).filter(({ unitId }) => rights.may('conference.read', unitId));
    return { series: found.map((series) => shown(rights, series)) };
  });

  const one = { tags, summary: 'A series', params, response: { 200: seriesSchema, ...problems(401, 403, 404, 503) } };
  app.get('/series/:seriesId', { config: READ, schema: one }, async (request) => {
    const { rights, series } = await readable(parts, request, request.params.seriesId);
    return shown(rights, series);
  });
}

function shown(rights: Rights, series: SeriesState) {
  const { tree, day } = rights.access;
  const placeId = placeOf(tree, series.unitId, day);
  const unitName = placeId === null ? '' : (unitAt(tree, placeId, { day })?.name ?? '');
  return { series, unitName, organises: rights.may('conference.create', series.unitId) };
}

/** Whoever may not read it does not learn whether it is there. */
async function readable(parts: HttpParts, request: FastifyRequest, seriesId: string) {
  const rights = await rightsOf(parts, request);
  const series = await readSeries(parts, seriesId);
  if (!series || !rights.may('conference.read', series.unitId)) throw new ProtocolFault('not-found', 'no such series of yours');
  return { rights, series };
}

function commandRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Create a series, revise it, set its template, end it',
    params,
    headers: idempotencySchema,
    body: seriesCommandSchema,
    response: { 200: versionSchema, ...problems(400, 401, 403, 404, 409, 422, 503) },
  };
  app.post('/series/:seriesId/commands', { config: CREATE, schema }, async (request, reply) => {
    const { seriesId } = request.params;
    const command = request.body as SeriesCommand;
    const rights = await rightsOf(parts, request);
    await requireOver(parts, rights, { seriesId, command });
    if (command.type === 'AddConference') throw new ProtocolFault('bad-request', 'POST /series/:seriesId/conferences creates and adds it');
    const commandId = request.headers['idempotency-key'];
    const answer = await executeSeries(parts, seriesId, { command, by: rights.by, atMs: parts.nowMs(), commandId });
    if (answer.ok) return { version: answer.version };
    return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
  });
}

interface Aim {
  readonly seriesId: string;
  readonly command: SeriesCommand;
}

/** The unit that a new series names, or the one an existing series has. Throws ProtocolFault. */
async function requireOver(parts: HttpParts, rights: Rights, { seriesId, command }: Aim): Promise<void> {
  if (command.type !== 'CreateSeries') {
    const series = await readSeries(parts, seriesId);
    if (!series || !rights.may('conference.read', series.unitId)) throw new ProtocolFault('not-found', 'no such series of yours');
    return rights.require('conference.create', series.unitId);
  }
  if (command.seriesId !== seriesId) throw new ProtocolFault('bad-request', 'body/seriesId is not the one of the address');
  rights.require('conference.create', command.unitId);
  if (placeOf(rights.access.tree, command.unitId, rights.access.day) === null) throw new ProtocolFault('not-found', 'no such unit');
}

function nextRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'The next conference as it is proposed: the day, and what the last one leaves to it',
    params,
    response: { 200: nextSchema, ...problems(401, 403, 404, 503) },
  };
  app.get('/series/:seriesId/next', { config: READ, schema }, async (request) => {
    const { rights, series } = await readable(parts, request, request.params.seriesId);
    const { day } = rights.access;
    const proposal = nextConference(series, { day, calendar: parts.organisation.workingCalendar() });
    const last = await lastOf(parts, series);
    const { items, checks } = carriedFrom(last);
    return {
      proposal: proposal && { ...proposal, flaws: [...proposal.flaws] },
      last: last && { conferenceId: last.conferenceId, title: last.title },
      owed: items.map(({ itemId, title, plannedMs }) => ({ itemId, title, plannedMs })),
      troubles: checks.map(({ checkId, code, text }) => ({ checkId, code, text })),
      siteCount: roomsOf(parts, rights, series).length,
    };
  });
}

/** The conference of the series that was held last. */
async function lastOf({ rooms }: HttpParts, { conferences }: SeriesState): Promise<ConferenceState | null> {
  const latest = conferences.toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1));
  for (const { conferenceId } of latest) {
    const room = await rooms.open(conferenceId);
    await room?.catchUp();
    const state = room?.step?.state;
    if (state?.phase === 'closed' && !state.cancelled) return state;
  }
  return null;
}

/** Rooms in use of the invited units, and the hall. */
function roomsOf({ organisation }: HttpParts, { access: { tree, day } }: Rights, { template }: SeriesState): readonly NewSite[] {
  const register = [...organisation.sites.step.state.sites.values()].filter(({ active }) => active);
  const placed = register.map(({ siteId, unitId }) => ({ siteId, unitPath: pathAt(tree, placeOf(tree, unitId, day) ?? unitId, { day }) }));
  const invited = invitedSites(template.invited, placed).map(({ siteId }) => siteId);
  const ids = new Set(template.hallSiteId === null ? invited : [template.hallSiteId, ...invited]);
  return [...ids].flatMap((siteId) => roomOfSite(organisation, siteId) ?? []);
}

function conferenceRoute(app: HttpServer, parts: HttpParts): void {
  const body = Type.Object(
    {
      conferenceId: idSchema(),
      title: textSchema(TITLE_MAX_CHARS, 1),
      startsAtMs: Type.Integer({ minimum: 0 }),
      /** Also what the last one left: items that were cut, and rooms to look after. */
      withOwed: Type.Boolean(),
    },
    { additionalProperties: false },
  );
  const schema = {
    tags,
    summary: 'Create the next conference of a series from its template',
    params,
    body,
    response: { 201: Type.Object({ conferenceId: Type.String() }), ...problems(400, 401, 403, 404, 409, 422, 503) },
  };
  app.post('/series/:seriesId/conferences', { config: CREATE, schema }, async (request, reply) => {
    const { rights, series } = await readable(parts, request, request.params.seriesId);
    rights.require('conference.create', series.unitId);
    const { conferenceId, startsAtMs } = request.body;
    const startsOn = dayIn(parts.organisation.profile.timeZone, startsAtMs);
    if (series.ended) return sendProblem(reply, refusalProblem('series-ended')) as never;
    if (!(await reserveConference(parts.db, conferenceId, series.unitId)))
      return sendProblem(reply, refusalProblem('conference-exists')) as never;
    const commands = await firstCommands(parts, rights, { series, wanted: request.body });
    const made = await carryOut({ ...parts, by: rights.by }, conferenceId, commands);
    if (!made.ok) return sendProblem(reply, refusalProblem(made.refusal.code, made.refusal.params)) as never;
    const command: SeriesCommand = { type: 'AddConference', conferenceId, startsOn };
    const added = await executeSeries(parts, series.seriesId, { command, by: rights.by, atMs: parts.nowMs(), commandId: conferenceId });
    assert(added.ok, 'a fresh conference belongs to a series that has not ended');
    return reply.code(201).send({ conferenceId });
  });
}

interface Order {
  readonly series: SeriesState;
  readonly wanted: { readonly conferenceId: string; readonly title: string; readonly startsAtMs: number; readonly withOwed: boolean };
}

async function firstCommands(parts: HttpParts, rights: Rights, { series, wanted }: Order): Promise<readonly ConferenceCommand[]> {
  const { conferenceId, title, startsAtMs, withOwed } = wanted;
  const { settings, agenda, hallSiteId } = series.template;
  const sites = roomsOf(parts, rights, series);
  const { items: owed, checks } = carriedFrom(withOwed ? await lastOf(parts, series) : null);
  const present = new Set(sites.map(({ siteId }) => siteId));
  const plan = agendaWith(agenda, owed).map((item) => ({
    ...item,
    presenterSiteId: item.presenterSiteId !== null && present.has(item.presenterSiteId) ? item.presenterSiteId : null,
  }));
  return [
    { type: 'CreateConference', conferenceId, title, kind: series.kind, rehearsal: false, settings },
    ...(sites.length > 0 ? [{ type: 'AdmitSites' as const, sites: [...sites] }] : []),
    ...(hallSiteId !== null && present.has(hallSiteId) ? [{ type: 'SetHall' as const, siteId: hallSiteId }] : []),
    ...(await officersOf(parts, rights, series)),
    ...(plan.length > 0 ? [{ type: 'PlanAgenda' as const, items: plan }] : []),
    { type: 'AddChecklistItems', items: [...STANDARD_CHECKLIST, ...checks] },
    { type: 'ScheduleConference', startsAtMs },
  ];
}

/** Those of the template that are still there; whoever creates it prepares it, as a secretary where nothing else is said. */
async function officersOf({ db }: HttpParts, { accountId }: Rights, { template }: SeriesState): Promise<readonly ConferenceCommand[]> {
  const names = await accountNames(
    db,
    template.officers.map((officer) => officer.accountId),
  );
  const known = template.officers.filter((officer) => Object.hasOwn(names, officer.accountId));
  const own = known.some((officer) => officer.accountId === accountId) ? [] : [{ accountId, roles: ['secretary' as const] }];
  const chairFirst = known.toSorted((a, b) => Number(b.roles.includes('chair')) - Number(a.roles.includes('chair')));
  return [...chairFirst, ...own].map((officer) => ({ type: 'AppointOfficer', accountId: officer.accountId, roles: [...officer.roles] }));
}
