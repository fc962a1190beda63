/**
 * Checks of rooms before a conference. A room’s own routes stand under `/api/v1/site-sessions/current`
 * and prove themselves by its device; the board stands under the conference.
 */
import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  idSchema,
  judgePreflight,
  preflightMeasuredSchema,
  standbySiteId,
  type ConferenceState,
  type PreflightMeasured,
} from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { contactsById } from '../../organisation/contacts.ts';
import type { SiteDevice } from '../../hub/access/devices.ts';
import { closeEcho } from '../../hub/preflight/echo.ts';
import { earlierPreflights, newestPreflights, writePreflight, type Preflight } from '../../hub/preflight/preflight-store.ts';
import { endTurn, hasTurn, noteAsked, placeNews, takeTurn } from '../../hub/preflight/preflight-turns.ts';
import { requireOfficer, siteDeviceOf } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { stateWithRoom } from '../joining.ts';
import { nullable } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';
import { rightsOf, type Rights } from '../rights.ts';
import { preflightSchema, shownPreflight } from './preflight-shapes.ts';
import { requireBureau } from './site-access.ts';

const OCTETS = 'application/octet-stream';
/** Two seconds of what the programs need; a line that takes longer has been measured well enough before its end. */
const LOAD_MAX_BYTES = 2_000_000;
/** As long as a line of an address may be with every proxy: some sixty rooms by name, or all by leaving it out. */
const SITES_MAX_CHARS = 4_000;

const tags = ['preflight'];
const siteQuery = Type.Object({ site: Type.String({ maxLength: 64 }) });
const causeSchema = Type.Union([Type.Literal('arrived'), Type.Literal('officer'), Type.Literal('asked')]);
const ofConference = Type.Object({ conferenceId: Type.String({ maxLength: 64 }) });
const ownProblems = problems(400, 401, 403, 409, 410, 412, 413, 503);

const rowSchema = Type.Object({
  siteId: Type.String(),
  name: Type.String(),
  unitName: Type.String(),
  online: Type.Boolean({ description: 'Its page is connected' }),
  askedAtMs: nullable(Type.Integer({ description: 'When the desk asked for a check that has not come yet' })),
  running: Type.Boolean({ description: 'It measures its line right now' }),
  check: nullable(preflightSchema),
  before: nullable(preflightSchema),
  officers: Type.Array(Type.Object({ name: Type.String(), phone: Type.String() })),
  hiddenOfficers: Type.Integer({ description: 'Officers whose particulars the asker may not read' }),
});

export function preflightRoutes(app: HttpServer, parts: HttpParts): void {
  turnRoute(app, parts);
  loadRoutes(app, parts);
  resultRoutes(app, parts);
  boardRoutes(app, parts);
}

function turnRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Ask for the turn to load the line; where it is not granted, ask again in a moment',
    querystring: siteQuery,
    response: {
      200: Type.Object({
        granted: Type.Boolean(),
        media: Type.Boolean({ description: 'The test picture is allowed; false once the conference runs: then files are timed' }),
      }),
      ...ownProblems,
    },
  };
  app.post('/site-sessions/current/preflight-turn', { config: { rule: 'site-device' }, schema }, async (request) => {
    const { device, state } = await ownRoom(parts, request, request.query.site);
    if (isSeen(state, device.siteId)) throw new ProtocolFault('precondition-failed', 'the room is on air or called to it');
    const granted = await takeTurn(parts.db, device, parts.nowMs());
    if (granted) await tellBoard(parts, device);
    return { granted, media: isBefore(state) };
  });
}

function loadRoutes(app: HttpServer, parts: HttpParts): void {
  app.addContentTypeParser(OCTETS, { parseAs: 'buffer', bodyLimit: LOAD_MAX_BYTES }, (_request, body, done) => done(null, body));
  const down = {
    tags,
    summary: 'Bytes to time a line by; only in one’s turn',
    querystring: Type.Object({
      site: Type.String({ maxLength: 64 }),
      bytes: Type.Integer({ minimum: 1, maximum: LOAD_MAX_BYTES }),
    }),
    response: { 200: Type.String({ description: 'Noise' }), ...ownProblems },
  };
  app.get('/site-sessions/current/preflight-load', { config: { rule: 'site-device' }, schema: down }, async (request, reply) => {
    await requireTurn(parts, request, request.query.site);
    return reply
      .type(OCTETS)
      .serializer((body: unknown) => body as never)
      .send(randomBytes(request.query.bytes) as never);
  });

  const up = {
    tags,
    summary: 'Takes bytes and forgets them, to time a line; only in one’s turn',
    consumes: [OCTETS],
    querystring: siteQuery,
    response: { 204: Type.Null(), ...ownProblems },
  };
  app.post('/site-sessions/current/preflight-load', { config: { rule: 'site-device' }, schema: up }, async (request, reply) => {
    await requireTurn(parts, request, request.query.site);
    return reply.code(204).send(null);
  });
}

function resultRoutes(app: HttpServer, parts: HttpParts): void {
  const pair = Type.Object({ check: nullable(preflightSchema), before: nullable(preflightSchema) });
  const own = {
    tags,
    summary: 'This room’s newest check, and that of last time',
    querystring: siteQuery,
    response: { 200: pair, ...ownProblems },
  };
  app.get('/site-sessions/current/preflights', { config: { rule: 'site-device' }, schema: own }, async (request) => {
    const { device } = await ownRoom(parts, request, request.query.site);
    return checksOf(parts, device);
  });

  const body = Type.Object({ cause: causeSchema, measured: preflightMeasuredSchema }, { additionalProperties: false });
  const schema = {
    tags,
    summary: 'What this room measured; repeating it with the same id adds what came to it later',
    params: Type.Object({ preflightId: idSchema() }),
    querystring: siteQuery,
    body,
    response: { 200: pair, ...ownProblems },
  };
  app.put('/site-sessions/current/preflights/:preflightId', { config: { rule: 'site-device' }, schema }, async (request) => {
    const { device } = await ownRoom(parts, request, request.query.site);
    const measured = request.body.measured as PreflightMeasured;
    const { conferenceId, siteId } = device;
    const named = { preflightId: request.params.preflightId, conferenceId, siteId, atMs: parts.nowMs(), cause: request.body.cause };
    if (!(await writePreflight(parts.db, { ...named, ...judgePreflight(measured), measured })))
      throw new ProtocolFault('already-exists', 'another room has this id');
    await endTurn(parts.db, device);
    await closeEcho(parts.plane, device);
    await tellBoard(parts, device);
    return checksOf(parts, device);
  });
}

function boardRoutes(app: HttpServer, parts: HttpParts): void {
  const query = Type.Object(
    { sites: Type.Optional(Type.String({ maxLength: SITES_MAX_CHARS, description: 'Site ids with commas; all unless told' })) },
    { additionalProperties: false },
  );
  const board = {
    tags,
    summary: 'Every room of a conference: its newest check, last time’s, and whom to ring up',
    params: ofConference,
    querystring: query,
    response: { 200: Type.Object({ mayAsk: Type.Boolean(), rows: Type.Array(rowSchema) }), ...problems(400, 401, 404, 503) },
  };
  app.get('/conferences/:conferenceId/preflights', { config: { rule: 'officer' }, schema: board }, async (request) => {
    const { state, account } = await requireOfficer(parts, request, request.params.conferenceId);
    const wanted = request.query.sites?.split(',').filter((siteId) => Object.hasOwn(state.sites, siteId)) ?? Object.keys(state.sites);
    const mayAsk = state.phase !== 'closed' && (state.officers[account.accountId]?.roles.some((role) => role !== 'deputy') ?? false);
    return { mayAsk, rows: await boardRows(parts, await rightsOf(parts, request), { state, siteIds: wanted }) };
  });

  const asked = Type.Object({ siteIds: nullable(Type.Array(idSchema(), { minItems: 1, maxItems: 100 })) }, { additionalProperties: false });
  const ask = {
    tags,
    summary: 'Ask rooms to check again; null: all',
    params: ofConference,
    body: asked,
    response: { 202: Type.Object({ asked: Type.Integer() }), ...problems(400, 401, 403, 404, 410, 503) },
  };
  app.post('/conferences/:conferenceId/preflights/ask', { config: { rule: 'bureau' }, schema: ask }, async (request, reply) => {
    const { conferenceId, state } = await requireBureau(parts, request, request.params.conferenceId);
    const siteIds = (request.body.siteIds ?? Object.keys(state.sites)).filter((siteId) => Object.hasOwn(state.sites, siteId));
    await noteAsked(parts.db, conferenceId, siteIds, parts.nowMs());
    // Whom it concerns is looked up again by whoever holds the sockets: 8,000 bytes are all a notice holds.
    await parts.bulletins.post({ type: 'preflight-asked', conferenceId, siteIds: request.body.siteIds === null ? null : siteIds });
    return reply.code(202).send({ asked: siteIds.length });
  });
}

/** The device on duty and its conference. Throws ProtocolFault: none, or the conference is closed. */
async function ownRoom(parts: HttpParts, request: FastifyRequest, siteId: string): Promise<{ device: SiteDevice; state: ConferenceState }> {
  const device = await siteDeviceOf(parts, request, siteId);
  const state = device && (await stateWithRoom(parts, device));
  if (!device || !state) throw new ProtocolFault('not-signed-in', 'this device is not on duty here');
  if (state.phase === 'closed') throw new ProtocolFault('gone', 'the conference is closed');
  return { device, state };
}

async function requireTurn(parts: HttpParts, request: FastifyRequest, siteId: string): Promise<void> {
  const { device } = await ownRoom(parts, request, siteId);
  if (!(await hasTurn(parts.db, device, parts.nowMs()))) throw new ProtocolFault('precondition-failed', 'it is not this room’s turn');
}

/** Nothing loads a line that carries a conference. */
export function isBefore({ phase }: ConferenceState): boolean {
  return phase === 'draft' || phase === 'scheduled';
}

function isSeen(state: ConferenceState, siteId: string): boolean {
  return state.speech?.siteId === siteId || standbySiteId(state) === siteId;
}

async function tellBoard({ bulletins }: HttpParts, { conferenceId, siteId }: SiteDevice): Promise<void> {
  // A board that misses it reads everything again by itself.
  await bulletins.post({ type: 'preflight-changed', conferenceId, siteId }).catch(() => undefined);
}

async function checksOf({ db }: HttpParts, { conferenceId, siteId }: SiteDevice) {
  const [newest, earlier] = await Promise.all([
    newestPreflights(db, conferenceId, [siteId]),
    earlierPreflights(db, conferenceId, [siteId]),
  ]);
  return { check: shownOrNull(newest.get(siteId)), before: shownOrNull(earlier.get(siteId)) };
}

function shownOrNull(check: Preflight | undefined) {
  return check ? shownPreflight(check) : null;
}

interface BoardWish {
  readonly state: ConferenceState;
  readonly siteIds: readonly string[];
}

async function boardRows(parts: HttpParts, rights: Rights, { state, siteIds }: BoardWish) {
  const { db, hub, organisation } = parts;
  const { conferenceId, sites } = state;
  const posted = (siteId: string) => organisation.sites.step.state.sites.get(siteId)?.officers ?? [];
  const [newest, earlier, news, contacts] = await Promise.all([
    newestPreflights(db, conferenceId, siteIds),
    earlierPreflights(db, conferenceId, siteIds),
    placeNews(db, conferenceId),
    contactsById(db, [...new Set(siteIds.flatMap(posted))]),
  ]);
  const readable = new Map(contacts.filter(({ unitId }) => rights.may('contact.read', unitId)).map((one) => [one.contactId, one]));
  return siteIds.map((siteId) => {
    const check = newest.get(siteId);
    const { askedAtMs = null, turnUntilMs = null } = news.get(siteId) ?? {};
    const officers = posted(siteId).flatMap((contactId) => readable.get(contactId) ?? []);
    return {
      siteId,
      name: sites[siteId]!.name,
      unitName: sites[siteId]!.unitName,
      online: hub.presence.sight(conferenceId, siteId) !== null,
      askedAtMs: askedAtMs !== null && askedAtMs > (check?.atMs ?? 0) ? askedAtMs : null,
      running: (turnUntilMs ?? 0) > parts.nowMs(),
      check: shownOrNull(check),
      before: shownOrNull(earlier.get(siteId)),
      officers: officers.map(({ name, phone }) => ({ name, phone })),
      hiddenOfficers: posted(siteId).length - officers.length,
    };
  });
}
