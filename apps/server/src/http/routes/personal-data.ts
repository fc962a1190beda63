/** `/api/v1/personal-data`: what is kept about a person, and its erasure (Law 91/2025/QH15: answered within two working days). */
import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { entryOf, idSchema, textSchema, unitAt, workingDaysAfter } from '@diemcau/core';
import { ERASED_NAME } from '../../attendance/erase-delegates.ts';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { delegateActs, searchDelegates, type Delegate, type SiteNames } from '../../hub/personal-data/delegate.ts';
import { keptData, type HandedOverData, type KeptData } from '../../hub/personal-data/kept-data.ts';
import { findPerson, isErased, nameOf, searchPeople, type Person } from '../../hub/personal-data/person.ts';
import { addRequest, allRequests, closeRequest } from '../../hub/personal-data/requests.ts';
import { noteFact } from '../../journal/note-fact.ts';
import { personSheets } from '../../organisation/export/person-sheets.ts';
import { requireAccount } from '../callers.ts';
import { download, XLSX } from '../download.ts';
import { eraseSubject } from '../erase-subject.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { languageSchema, nullable } from '../organisation-shapes.ts';
import { problems, sendProblem } from '../problems.ts';

const tags = ['personal data'];
const HANDLE = { rule: { action: 'personal-data.handle', over: 'whole' } } as const;
const params = Type.Object({ subjectId: idSchema() });
/** The clock of the law, in working days of the organisation's calendar. */
const ANSWER_WITHIN_DAYS = 2;
/** Whoever is looked for stands among these, or the search is made longer. */
const FOUND_MAX = 50;
/** Somebody who types and corrects searches again and again; one trace in ten minutes says as much. */
const SEARCH_NOTED_EVERY_MS = 600_000;

/** The person asked, its time is over, or it should never have been written. */
const groundSchema = Type.Union([Type.Literal('request'), Type.Literal('retention'), Type.Literal('mistake')]);
const kindSchema = Type.Union([Type.Literal('access'), Type.Literal('correction'), Type.Literal('erasure')]);
const outcomeSchema = Type.Union([Type.Literal('answered'), Type.Literal('declined')]);
const keptSchema = Type.Unsafe<KeptData>(
  Type.Object(
    { subjectId: Type.String(), factCount: Type.Integer() },
    {
      additionalProperties: true,
      description: 'account, contact, delegate, sessions, API tokens, roles, posts, conferences, mails, requests: everything there is',
    },
  ),
);
const personSchema = Type.Object({
  subjectId: Type.String(),
  name: Type.String(),
  unit: nullable(Type.String({ description: 'Name; null: of the whole organisation' })),
  hasAccount: Type.Boolean(),
  hasContact: Type.Boolean(),
  invitation: nullable(
    Type.Object(
      { conferenceTitle: Type.String(), startsAtMs: nullable(Type.Number()), post: Type.String() },
      { description: 'A row of one conference’s invitation list; how they stood there is not told here' },
    ),
  ),
});
const requestSchema = Type.Object({
  requestId: Type.String(),
  subjectId: Type.String(),
  name: Type.String({ description: 'As it is now: a dash where it was erased' }),
  kind: kindSchema,
  requestedAtMs: Type.Number(),
  dueDay: Type.String({ description: 'By the end of this day it is to be answered' }),
  doneAtMs: nullable(Type.Number({ description: 'null: it is open' })),
  outcome: nullable(outcomeSchema),
});

export function personalDataRoutes(app: HttpServer, parts: HttpParts): void {
  searchRoute(app, parts);
  keptRoutes(app, parts);
  requestRoutes(app, parts);
  eraseRoute(app, parts);
}

function searchRoute(app: HttpServer, parts: HttpParts): void {
  const found = Type.Object({ people: Type.Array(personSchema), total: Type.Integer() });
  const schema = {
    tags,
    summary: 'People by letters of their name, user name, address or phone number, and rows of invitation lists by name; the first fifty',
    querystring: Type.Object({ search: textSchema(200, 1) }, { additionalProperties: false }),
    response: { 200: found, ...problems(400, 401, 403, 503) },
  };
  const noteSearch = searchNotes(parts);
  app.get('/personal-data', { config: HANDLE, schema }, async (request) => {
    const { search } = request.query;
    const people = await searchPeople(parts.db, search);
    const shown = people.slice(0, FOUND_MAX).map((person) => shownPerson(parts, person));
    const { delegates, total } = await searchDelegates(parts.db, search, FOUND_MAX);
    if (total > 0) await noteSearch(request);
    const rows = delegates.slice(0, FOUND_MAX - shown.length).map(shownDelegate);
    return { people: [...shown, ...rows], total: people.length + total };
  });
}

/** That invitation lists were searched is recorded, not for which name. */
function searchNotes(parts: HttpParts): (request: FastifyRequest) => Promise<void> {
  const notedAtMs = new Map<string, number>();
  return async (request) => {
    const { accountId } = await requireAccount(parts, request);
    if (parts.nowMs() - (notedAtMs.get(accountId) ?? 0) < SEARCH_NOTED_EVERY_MS) return;
    await note(parts, request, 'InvitationListsSearched', {});
    notedAtMs.set(accountId, parts.nowMs());
  };
}

function shownPerson({ organisation }: HttpParts, { subjectId, account, contact }: Person): Static<typeof personSchema> {
  const { tree, day } = organisation.access();
  const unitId = contact?.unitId ?? account?.unitId ?? null;
  const unit = unitId === null ? null : (unitAt(tree, unitId, { day })?.name ?? null);
  const name = contact?.name ?? account?.name ?? '';
  return { subjectId, name, unit, hasAccount: account !== null, hasContact: contact !== null, invitation: null };
}

function shownDelegate({ personId, name, unitName, conferenceTitle, startsAtMs, post }: Delegate): Static<typeof personSchema> {
  const invitation = { conferenceTitle, startsAtMs, post };
  return { subjectId: personId, name, unit: unitName, hasAccount: false, hasContact: false, invitation };
}

function keptRoutes(app: HttpServer, parts: HttpParts): void {
  const kept = {
    tags,
    summary: 'Everything kept about an account, a contact or a row of an invitation list; looking is recorded',
    params,
    response: { 200: keptSchema, ...problems(401, 403, 404, 503) },
  };
  app.get('/personal-data/:subjectId', { config: HANDLE, schema: kept }, async (request) => {
    const found = await required(parts, request.params.subjectId);
    await note(parts, request, 'PersonalDataRead', { subjectId: found.subjectId });
    return found;
  });

  const format = Type.Union([Type.Literal('json'), Type.Literal('xlsx')]);
  const exported = {
    tags,
    summary: 'The same as a workbook or JSON, to hand over, with a delegate’s own check-ins and open votes; it is recorded',
    params,
    querystring: Type.Object({ format: Type.Optional(format), language: Type.Optional(languageSchema) }, { additionalProperties: false }),
  };
  app.get('/personal-data/:subjectId/export', { config: HANDLE, schema: exported }, async (request, reply) => {
    const { format: wanted = 'xlsx', language = 'vi' } = request.query;
    const found = await handedOver(parts, request.params.subjectId);
    await note(parts, request, 'PersonalDataExported', { subjectId: found.subjectId });
    const stem = language === 'vi' ? 'du-lieu-ca-nhan' : 'personal-data';
    if (wanted === 'json')
      return download(reply, { name: `${stem}.json`, type: 'application/json; charset=utf-8', body: JSON.stringify(found, null, 1) });
    const { tree, day } = parts.organisation.access();
    const unitName = (unitId: string) => unitAt(tree, unitId, { day })?.name ?? unitId;
    const sheets = personSheets(found, { language, unitName, timeZone: parts.organisation.profile.timeZone });
    return download(reply, { name: `${stem}.xlsx`, type: XLSX, body: await parts.writeSheets(sheets) });
  });
}

function requestRoutes(app: HttpServer, parts: HttpParts): void {
  const { db, organisation, nowMs } = parts;
  const list = {
    tags,
    summary: 'Requests of people: open ones by their day, the overdue first, then those that were answered',
    response: {
      200: Type.Object({
        today: Type.String(),
        delegateNamesKeepDays: Type.Integer({ description: 'After the closing of their conference' }),
        requests: Type.Array(requestSchema),
      }),
      ...problems(401, 403, 503),
    },
  };
  app.get('/personal-data-requests', { config: HANDLE, schema: list }, async () => {
    const requests = await allRequests(db);
    const people = new Map<string, Person | null>();
    for (const { subjectId } of requests) if (!people.has(subjectId)) people.set(subjectId, await findPerson(db, subjectId));
    const shownName = (subjectId: string): string => {
      const person = people.get(subjectId);
      return person ? nameOf(person) : ERASED_NAME;
    };
    const { delegateNamesKeepDays } = parts.config;
    return {
      today: organisation.today(),
      delegateNamesKeepDays,
      requests: requests.map((one) => ({ ...one, name: shownName(one.subjectId) })),
    };
  });

  const asked = {
    tags,
    summary: 'A person asks to see, correct or erase what is kept: the clock of two working days begins',
    params,
    body: Type.Object({ kind: kindSchema }, { additionalProperties: false }),
    response: { 201: Type.Object({ requestId: Type.String(), dueDay: Type.String() }), ...problems(400, 401, 403, 404, 503) },
  };
  app.post('/personal-data/:subjectId/requests', { config: HANDLE, schema: asked }, async (request, reply) => {
    const { subjectId } = await requiredPerson(parts, request.params.subjectId);
    await organisation.catchUp();
    const { kind } = request.body;
    const dueDay = workingDaysAfter(organisation.today(), ANSWER_WITHIN_DAYS, organisation.workingCalendar());
    const requestId = await addRequest(db, { subjectId, kind, dueDay, nowMs: nowMs() });
    await note(parts, request, 'RequestReceived', { subjectId, kind, dueDay });
    return reply.code(201).send({ requestId, dueDay });
  });

  const closed = {
    tags,
    summary: 'A request was answered, or declined with a reason given to the person',
    params: Type.Object({ requestId: Type.String({ maxLength: 64 }) }),
    body: Type.Object({ outcome: outcomeSchema }, { additionalProperties: false }),
    response: { 204: Type.Null(), ...problems(400, 401, 403, 404, 503) },
  };
  app.post('/personal-data-requests/:requestId/close', { config: HANDLE, schema: closed }, async (request, reply) => {
    const { outcome } = request.body;
    const found = await closeRequest(db, request.params.requestId, { outcome, nowMs: nowMs() });
    if (!found) throw new ProtocolFault('not-found', 'no such open request');
    await note(parts, request, 'RequestClosed', { subjectId: found.subjectId, kind: found.kind, outcome });
    return reply.code(204).send(null);
  });
}

function eraseRoute(app: HttpServer, parts: HttpParts): void {
  const erase = {
    tags,
    summary: 'Erase: names, addresses, credentials, sign-ins, roles and posts go; ids, check-ins, votes and the journal stay',
    params,
    body: Type.Object({ ground: groundSchema }, { additionalProperties: false }),
    response: { 204: Type.Null(), ...problems(400, 401, 403, 404, 409, 503) },
  };
  app.post('/personal-data/:subjectId/erase', { config: HANDLE, schema: erase }, async (request, reply) => {
    const { accountId } = await requireAccount(parts, request);
    const person = await requiredPerson(parts, request.params.subjectId);
    if (accountId === person.account?.accountId) throw new ProtocolFault('not-allowed', 'another administrator erases this one');
    // The same request again, or two administrators at once: it is done.
    if (person.delegate && isErased(person)) return reply.code(204).send(null);
    const refused = await eraseSubject(parts, person, { by: { kind: 'account', accountId }, ground: request.body.ground });
    if (refused) return sendProblem(reply, refusalProblem(refused.code, refused.params)) as never;
    return reply.code(204).send(null);
  });
}

async function requiredPerson({ db }: HttpParts, subjectId: string): Promise<Person> {
  const found = await findPerson(db, subjectId);
  if (!found) throw new ProtocolFault('not-found', 'nothing is kept under this id');
  return found;
}

async function required(parts: HttpParts, subjectId: string): Promise<KeptData> {
  const { db, organisation, rooms } = parts;
  const person = await requiredPerson(parts, subjectId);
  await organisation.catchUp();
  const { grants, sites } = organisation;
  return keptData({ db, grants: grants.step.state, sites: sites.step.state, siteName: siteNames(rooms) }, person);
}

async function handedOver(parts: HttpParts, subjectId: string): Promise<HandedOverData> {
  const kept = await required(parts, subjectId);
  return { ...kept, acts: kept.delegate && (await delegateActs(parts.db, kept.delegate, siteNames(parts.rooms))) };
}

/** Of a conference's rooms as it knows them. */
function siteNames(rooms: HttpParts['rooms']): SiteNames {
  return async (conferenceId, siteId) => {
    const state = (await rooms.open(conferenceId))?.step?.state;
    return (state && entryOf(state.sites, siteId)?.name) ?? siteId;
  };
}

/** Ids and our own words only: free text may name a person. */
async function note(parts: HttpParts, request: FastifyRequest, type: string, data: Readonly<Record<string, string>>): Promise<void> {
  const { accountId } = await requireAccount(parts, request);
  await noteFact(parts, { stream: 'personal-data', type, data, by: { kind: 'account', accountId }, atMs: parts.nowMs() });
}
