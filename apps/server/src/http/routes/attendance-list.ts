/** `/api/v1/conferences/:id/attendance`: the invitation list, who has come, and the phone page, for whoever prepares the conference. */
import fastifyMultipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { entryOf, idSchema, type ConferenceState } from '@diemcau/core';
import type { ListedRoom } from '../../attendance/import-people.ts';
import { peopleOf, personById, reissued, type InvitedPerson } from '../../attendance/invited-people.ts';
import { peopleSheet, templateSheets } from '../../attendance/people-sheet.ts';
import { ensurePhonePage, setPublic } from '../../attendance/phone-pages.ts';
import { invitationToken } from '../../attendance/phone-tokens.ts';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { FILE_MAX_BYTES, type SourceFile } from '../../organisation/import/read-file.ts';
import {
  answerMark,
  markBody,
  markCommand,
  noteListUse,
  personNamed,
  personSchema,
  shownPerson,
  situationOf,
  tallySchema,
} from '../attendance-shapes.ts';
import { conferenceParams } from '../conference-shapes.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { invitationUrl, phoneUrl } from '../links.ts';
import { idempotencySchema, languageSchema, nullable } from '../organisation-shapes.ts';
import { requirePlanner } from '../planners.ts';
import { problems, sendProblem } from '../problems.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const config = { rule: 'planner' } as const;
const tags = ['attendance'];
const params = conferenceParams;
const siteField = { site: Type.Optional(idSchema()) };

const problemSchema = Type.Object({
  code: Type.String({ description: 'Translated by screens; all codes are in organisation/import/problem.ts' }),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
  sheet: Type.String(),
  line: nullable(Type.Integer({ description: 'As the spreadsheet counts, from 1' })),
  column: nullable(Type.String()),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});
const reportSchema = Type.Object({
  ok: Type.Boolean({ description: 'false: nothing was written' }),
  dryRun: Type.Boolean(),
  counts: Type.Object({ created: Type.Integer(), changed: Type.Integer(), unchanged: Type.Integer() }),
  problems: Type.Array(problemSchema, { description: 'Errors first, at most 500' }),
  errorCount: Type.Integer(),
  warningCount: Type.Integer(),
});
const phonePageSchema = Type.Object({ code: Type.String(), url: Type.String(), public: Type.Boolean() });
const slipSchema = Type.Object({
  personId: Type.String(),
  name: Type.String(),
  post: Type.String(),
  unitName: Type.String(),
  siteName: Type.String(),
  issue: Type.Integer({ description: 'Counts up when the slip is replaced' }),
  url: Type.String({ description: 'For the QR; works for one phone' }),
});

export function attendanceListRoutes(app: HttpServer, parts: HttpParts): void {
  app.register(async (scope) => {
    await scope.register(fastifyMultipart, { limits: { files: 1, fileSize: FILE_MAX_BYTES, fields: 0, parts: 1 } });
    importRoute(scope as unknown as HttpServer, parts);
  });
  templateRoute(app, parts);
  readRoutes(app, parts);
  paperRoutes(app, parts);
  markRoute(app, parts);
  phonePageRoutes(app, parts);
}

function importRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Import the invitation list: multipart/form-data with one file, XLSX or CSV',
    consumes: ['multipart/form-data'],
    params,
    querystring: Type.Object({ dryRun: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])) }),
    response: { 200: reportSchema, ...problems(400, 401, 403, 404, 410, 413, 415, 503) },
  };
  app.post('/conferences/:conferenceId/attendance/import', { config, schema }, async (request) => {
    const { state, rights } = await requirePlanner(parts, request);
    if (state.phase === 'closed') throw new ProtocolFault('gone', 'the conference is closed');
    const file = await uploaded(request);
    await parts.organisation.catchUp();
    const order = { conferenceId: state.conferenceId, file, rooms: roomsOf(parts, state), dryRun: request.query.dryRun === 'true' };
    const report = await parts.importPeople(order);
    const by = { kind: 'account', accountId: rights.accountId } as const;
    const people = report.counts.created + report.counts.changed;
    if (report.ok && !report.dryRun && people > 0)
      await noteListUse(parts, { conferenceId: state.conferenceId, type: 'InvitationListImported', by, siteId: null, people });
    return { ...report, problems: report.problems.map((one) => ({ ...one, params: { ...one.params } })) };
  });
}

async function uploaded(request: FastifyRequest): Promise<SourceFile> {
  if (!request.isMultipart()) throw new ProtocolFault('unsupported-media-type', 'send multipart/form-data with the file');
  const file = await request.file();
  if (!file) throw new ProtocolFault('bad-request', 'there is no file in the request');
  return { name: file.filename.slice(0, 200), bytes: await file.toBuffer() };
}

/** Rooms of the conference with the codes of the register. */
function roomsOf({ organisation }: HttpParts, state: ConferenceState): ListedRoom[] {
  const register = organisation.sites.step.state.sites;
  return Object.values(state.sites).map(({ siteId, name }) => ({ siteId, name, code: register.get(siteId)?.code ?? '' }));
}

function templateRoute(app: HttpServer, parts: HttpParts): void {
  const schema = { tags, summary: 'The empty list (XLSX)', params, querystring: Type.Object({ language: Type.Optional(languageSchema) }) };
  app.get('/conferences/:conferenceId/attendance/template', { config, schema }, async (request, reply) => {
    await requirePlanner(parts, request);
    const { language = 'vi' } = request.query;
    const name = language === 'vi' ? 'mau-danh-sach-trieu-tap.xlsx' : 'invitation-list-template.xlsx';
    void reply.header('content-disposition', `attachment; filename="${name}"`);
    return reply.type(XLSX).send(await parts.writeSheets(templateSheets(language)));
  });
}

function readRoutes(app: HttpServer, parts: HttpParts): void {
  app.get(
    '/conferences/:conferenceId/attendance',
    {
      config,
      schema: {
        tags,
        summary: 'How many people of each room stand how; no names',
        params,
        response: { 200: Type.Object({ sites: Type.Record(Type.String(), tallySchema) }), ...problems(401, 403, 404, 503) },
      },
    },
    async (request) => {
      const { state } = await requirePlanner(parts, request);
      return { sites: { ...(await parts.attendance.tallies(state.conferenceId)) } };
    },
  );

  app.get(
    '/conferences/:conferenceId/attendance/people',
    {
      config,
      schema: {
        tags,
        summary: 'The list of one room, or of all; that it was read is recorded',
        params,
        querystring: Type.Object(siteField),
        response: { 200: Type.Object({ people: Type.Array(personSchema) }), ...problems(401, 403, 404, 503) },
      },
    },
    async (request) => {
      const { state, rights } = await requirePlanner(parts, request);
      const siteId = request.query.site ?? null;
      const people = await peopleOf(parts.db, state.conferenceId, siteId);
      const by = { kind: 'account', accountId: rights.accountId } as const;
      await noteListUse(parts, { conferenceId: state.conferenceId, type: 'AttendanceListRead', by, siteId, people: people.length });
      return { people: people.map(shownPerson) };
    },
  );
}

function paperRoutes(app: HttpServer, parts: HttpParts): void {
  const exported = Type.Object({ ...siteField, language: Type.Optional(languageSchema) });
  const exportSchema = { tags, summary: 'Everybody with how they stand (XLSX); recorded', params, querystring: exported };
  app.get('/conferences/:conferenceId/attendance/export', { config, schema: exportSchema }, async (request, reply) => {
    const { state, rights } = await requirePlanner(parts, request);
    const { site: siteId = null, language = 'vi' } = request.query;
    const people = await peopleOf(parts.db, state.conferenceId, siteId);
    const by = { kind: 'account', accountId: rights.accountId } as const;
    await noteListUse(parts, { conferenceId: state.conferenceId, type: 'AttendanceListExported', by, siteId, people: people.length });
    const siteName = (id: string): string => entryOf(state.sites, id)?.name ?? id;
    const sheet = peopleSheet({ people, language, timeZone: parts.organisation.profile.timeZone, siteName });
    void reply.header('content-disposition', `attachment; filename="${language === 'vi' ? 'diem-danh' : 'attendance'}.xlsx"`);
    return reply.type(XLSX).send(await parts.writeSheets([sheet]));
  });

  app.get(
    '/conferences/:conferenceId/attendance/slips',
    {
      config,
      schema: {
        tags,
        summary: 'Invitations with their QR, to print; recorded',
        params,
        querystring: Type.Object(siteField),
        response: { 200: Type.Object({ slips: Type.Array(slipSchema) }), ...problems(401, 403, 404, 410, 503) },
      },
    },
    async (request) => {
      const { state, rights } = await requirePlanner(parts, request);
      const { conferenceId } = state;
      if (state.phase === 'closed') throw new ProtocolFault('gone', 'the conference is closed');
      const siteId = request.query.site ?? null;
      const { code } = await ensurePhonePage(parts.db, conferenceId);
      const people = (await peopleOf(parts.db, conferenceId, siteId)).filter(({ origin, erased }) => origin === 'list' && !erased);
      const by = { kind: 'account', accountId: rights.accountId } as const;
      await noteListUse(parts, { conferenceId, type: 'InvitationsPrinted', by, siteId, people: people.length });
      return { slips: people.map((person) => slipOf(parts, { person, state, code })) };
    },
  );
  reissueRoute(app, parts);
}

function reissueRoute(app: HttpServer, parts: HttpParts): void {
  const lostParams = Type.Object({ ...params.properties, personId: idSchema() });
  const body = Type.Object({ issue: Type.Integer({ description: 'Of the slip that is lost' }) }, { additionalProperties: false });
  const schema = {
    tags,
    summary: 'Replace a lost invitation: the old QR opens nothing any more; recorded',
    params: lostParams,
    headers: idempotencySchema,
    body,
    response: { 200: slipSchema, ...problems(400, 401, 403, 404, 409, 410, 422, 503) },
  };
  app.post('/conferences/:conferenceId/attendance/slips/:personId', { config, schema }, async (request, reply) => {
    const { state, rights } = await requirePlanner(parts, request);
    const { conferenceId } = state;
    if (state.phase === 'closed') throw new ProtocolFault('gone', 'the conference is closed');
    const { personId } = request.params;
    const before = await personById(parts.db, conferenceId, personId);
    const person = await reissued(parts.db, conferenceId, { personId, issue: request.body.issue });
    if (!person) return sendProblem(reply, refusalProblem(before ? 'already-checked-in' : 'person-unknown')) as never;
    const by = { kind: 'account', accountId: rights.accountId } as const;
    if (person.issue !== before?.issue)
      await noteListUse(parts, { conferenceId, type: 'InvitationReissued', by, siteId: person.listedSiteId, people: 1 });
    const { code } = await ensurePhonePage(parts.db, conferenceId);
    return slipOf(parts, { person, state, code });
  });
}

interface SlipParts {
  readonly person: InvitedPerson;
  readonly state: ConferenceState;
  readonly code: string;
}

function slipOf({ config: place, secret }: HttpParts, { person, state, code }: SlipParts): Static<typeof slipSchema> {
  const { personId, name, post, unitName, listedSiteId, issue } = person;
  const url = invitationUrl(place, code, invitationToken(secret, state.conferenceId, { personId, issue }));
  return { personId, name, post, unitName, siteName: entryOf(state.sites, listedSiteId)?.name ?? '', issue, url };
}

function markRoute(app: HttpServer, parts: HttpParts): void {
  app.post(
    '/conferences/:conferenceId/attendance/marks',
    {
      config,
      schema: {
        tags,
        summary: 'Mark somebody of any room',
        params,
        headers: idempotencySchema,
        body: markBody,
        response: { 200: personSchema, ...problems(400, 401, 403, 404, 409, 422, 503) },
      },
    },
    async (request, reply) => {
      const { state } = await requirePlanner(parts, request);
      const { conferenceId } = state;
      const personId = await personNamed(parts, conferenceId, request.body);
      if (personId === null) return answerMark(reply, { ok: false, refusal: { code: 'invitation-invalid' } });
      const command = markCommand(request.body, null);
      const situation = situationOf(state, parts.nowMs());
      const factId = request.headers['idempotency-key'];
      return answerMark(reply, await parts.attendance.mark({ conferenceId, personId, factId, command, situation }));
    },
  );
}

function phonePageRoutes(app: HttpServer, parts: HttpParts): void {
  const response = { 200: phonePageSchema, ...problems(400, 401, 403, 404, 503) };
  const shown = async (conferenceId: string) => {
    const { code, isPublic } = await ensurePhonePage(parts.db, conferenceId);
    return { code, url: phoneUrl(parts.config, code), public: isPublic };
  };
  app.get(
    '/conferences/:conferenceId/phone-page',
    { config, schema: { tags, summary: 'Where phones find the conference', params, response } },
    async (request) => shown((await requirePlanner(parts, request)).state.conferenceId),
  );
  const body = Type.Object({ public: Type.Boolean({ description: 'Anybody with the address may look' }) }, { additionalProperties: false });
  app.put(
    '/conferences/:conferenceId/phone-page',
    { config, schema: { tags, summary: 'Open the phone page to everybody, or to whoever is invited', params, body, response } },
    async (request) => {
      const { conferenceId } = (await requirePlanner(parts, request)).state;
      await ensurePhonePage(parts.db, conferenceId);
      await setPublic(parts.db, conferenceId, request.body.public);
      return shown(conferenceId);
    },
  );
}
