/** `/api/v1/phones/:code`: a delegate's own phone. What is asked for proves itself: a code, a QR, a signed cookie. */
import { createHmac } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import {
  entryOf,
  idSchema,
  isThere,
  overOf,
  textSchema,
  type AttendanceCommand,
  type ConferenceState,
  type RefusalCode,
} from '@diemcau/core';
import { personById, unmarkedByName, type InvitedPerson } from '../../attendance/invited-people.ts';
import { findPhonePage, type PhonePage } from '../../attendance/phone-pages.ts';
import { openRoomPass, phoneToken, roomPassToken, type RoomPass } from '../../attendance/phone-tokens.ts';
import { roomOfCode } from '../../attendance/room-codes.ts';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { invitedBy, situationOf } from '../attendance-shapes.ts';
import { phoneCookie, phoneOf } from '../callers.ts';
import { createGuessThrottle, type GuessThrottle } from '../guess-throttle.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { setDeviceCookie } from '../joining.ts';
import { idempotencySchema, nullable } from '../organisation-shapes.ts';
import { problems, sendProblem } from '../problems.ts';

const config = { rule: 'public' } as const;
const tags = ['phones'];
const params = Type.Object({ code: Type.String({ pattern: '^[A-Za-z0-9]{8}$' }) });
/** Who this phone was checked in for, and how they stand. */
const meSchema = Type.Object({
  name: Type.String(),
  post: Type.String(),
  siteName: Type.String(),
  mark: Type.Union([Type.Literal('unmarked'), Type.Literal('in-person'), Type.Literal('online'), Type.Literal('absent')]),
  late: Type.Boolean(),
  left: Type.Boolean(),
  atMs: nullable(Type.Integer()),
});
const pageSchema = Type.Object({
  title: Type.String(),
  conferenceId: nullable(Type.String({ description: 'For the live socket; null until check-in, unless the page is public' })),
  me: nullable(meSchema),
  roomName: nullable(Type.String({ description: 'The room whose code this phone has read' })),
  erased: Type.Boolean({ description: 'This phone was checked in for somebody whose data have been erased' }),
  over: nullable(Type.Union([Type.Literal('closed'), Type.Literal('cancelled')], { description: 'Nobody checks in any more' })),
});

/**
 * Typed codes that were wrong, in 5 minutes from one network: a province's rooms may share one address, and
 * hundreds mistype. With 145 rooms a guesser hits once in four days of guessing. Scanned codes are not counted.
 */
const ROOM_GUESSES_MAX = 300;
/** Typing a name asks a few times; somebody who reads out the list asks more often. */
const SEARCHES_MAX = 40;
/** Enough to find oneself, too few to draw the list. */
const NAMES_MAX = 6;
/** A network that is away comes back within half an hour, or somebody goes to the officer. */
const PASS_VALID_MS = 1_800_000;

interface Throttles {
  readonly pages: GuessThrottle;
  readonly rooms: GuessThrottle;
  readonly searches: GuessThrottle;
}

export function phoneRoutes(app: HttpServer, parts: HttpParts): void {
  const { nowMs } = parts;
  const throttles: Throttles = {
    pages: createGuessThrottle(nowMs),
    rooms: createGuessThrottle(nowMs, ROOM_GUESSES_MAX),
    searches: createGuessThrottle(nowMs, SEARCHES_MAX),
  };
  pageRoute(app, parts, throttles);
  roomRoutes(app, parts, throttles);
  invitationRoute(app, parts, throttles);
  checkInRoute(app, parts, throttles);
}

function pageRoute(app: HttpServer, parts: HttpParts, throttles: Throttles): void {
  app.get(
    '/phones/:code',
    {
      config,
      schema: { tags, summary: 'What this phone may know', params, response: { 200: pageSchema, ...problems(400, 404, 429, 503) } },
    },
    async (request) => {
      const { page, state } = await requirePage(parts, request, throttles);
      const holder = phoneOf(parts, request, page.conferenceId);
      const person = holder && (await personById(parts.db, page.conferenceId, holder.personId));
      const isMine = person !== null && person.standing.phoneId === holder?.phoneId;
      const pass = passOf(parts, request, page.conferenceId);
      return {
        title: state.title,
        conferenceId: isMine || page.isPublic ? page.conferenceId : null,
        me: isMine ? meOf(person, state) : null,
        roomName: pass ? nameOf(state, pass.siteId) : null,
        erased: person?.erased ?? false,
        over: overOf(state),
      };
    },
  );
}

function roomRoutes(app: HttpServer, parts: HttpParts, throttles: Throttles): void {
  const roomBody = Type.Object(
    { roomCode: Type.String({ pattern: '^( *([0-9] *){8}|[A-Za-z0-9_-]{16})$', maxLength: 24 }) },
    { additionalProperties: false },
  );
  app.post(
    '/phones/:code/rooms',
    {
      config,
      schema: {
        tags,
        summary: 'Read the code on a room’s screen',
        params,
        body: roomBody,
        response: { 200: Type.Object({ roomName: Type.String(), pass: Type.String() }), ...problems(400, 404, 409, 410, 429, 503) },
      },
    },
    async (request, reply) => {
      const { page, state } = await requirePage(parts, request, throttles);
      if (overOf(state) !== null) return refused(reply, 'check-in-closed');
      const asked = { code: request.body.roomCode.replaceAll(' ', ''), nowMs: parts.nowMs() };
      const isTyped = /^\d{8}$/.test(asked.code);
      if (isTyped) throttles.rooms.check(request.ip);
      const siteId = roomOfCode(parts.secret, { conferenceId: page.conferenceId, siteIds: Object.keys(state.sites) }, asked);
      if (siteId === null) {
        if (isTyped) throttles.rooms.failed(request.ip);
        return refused(reply, 'room-code-over');
      }
      const pass = roomPassToken(parts.secret, page.conferenceId, { siteId, readAtMs: asked.nowMs });
      setDeviceCookie(parts, reply, passCookie(page.conferenceId), pass);
      return { roomName: nameOf(state, siteId), pass };
    },
  );

  const namesSchema = Type.Object({
    people: Type.Array(Type.Object({ personId: Type.String(), name: Type.String(), post: Type.String() })),
  });
  app.get(
    '/phones/:code/names',
    {
      config,
      schema: {
        tags,
        summary: 'People of the room who are not yet marked, by name without diacritics; few, for whoever has read the room’s code',
        params,
        querystring: Type.Object({ search: textSchema(80) }),
        response: { 200: namesSchema, ...problems(400, 401, 404, 409, 429, 503) },
      },
    },
    async (request, reply) => {
      const { page } = await requirePage(parts, request, throttles);
      const token = passToken(request, page.conferenceId);
      const pass = passOf(parts, request, page.conferenceId);
      if (!pass || token === undefined) return refused(reply, 'room-pass-over');
      throttles.searches.check(token);
      throttles.searches.failed(token);
      // One letter would list half the room.
      if (request.query.search.trim().length < 2) return { people: [] };
      const asked = { words: request.query.search, limit: NAMES_MAX };
      const people = await unmarkedByName(parts.db, { conferenceId: page.conferenceId, siteId: pass.siteId }, asked);
      return { people: people.map(({ personId, name, post, unitName }) => ({ personId, name, post: post || unitName })) };
    },
  );
}

function invitationRoute(app: HttpServer, parts: HttpParts, throttles: Throttles): void {
  const body = Type.Object({ invitation: Type.String({ minLength: 1, maxLength: 160 }) }, { additionalProperties: false });
  app.post(
    '/phones/:code/invitations',
    {
      config,
      schema: {
        tags,
        summary: 'Whose invitation a QR is; nothing is written',
        params,
        body,
        response: { 200: Type.Object({ ...meSchema.properties, used: Type.Boolean() }), ...problems(400, 404, 409, 422, 429, 503) },
      },
    },
    async (request, reply) => {
      const { page, state } = await requirePage(parts, request, throttles);
      // Nobody guesses 128 bits: a wrong one is an old slip.
      const person = await invitedBy(parts, page.conferenceId, request.body.invitation);
      if (person) return { ...meOf(person, state), used: person.standing.phoneId !== null };
      return refused(reply, 'invitation-invalid');
    },
  );
}

const checkInBody = Type.Object(
  {
    invitation: Type.Optional(Type.String({ minLength: 1, maxLength: 160 })),
    personId: Type.Optional(idSchema()),
    pass: Type.Optional(Type.String({ maxLength: 200, description: 'For clients without cookies' })),
    happenedAtMs: Type.Optional(Type.Integer({ description: 'When it was pressed, where it waited for the network' })),
  },
  { additionalProperties: false },
);
/** `phoneToken` is for clients without cookies; browsers get it as an HttpOnly cookie as well. */
const checkedInSchema = Type.Object({ me: meSchema, conferenceId: Type.String(), phoneToken: Type.String() });

function checkInRoute(app: HttpServer, parts: HttpParts, throttles: Throttles): void {
  app.post(
    '/phones/:code/check-ins',
    {
      config,
      schema: {
        tags,
        summary: 'Check in with this phone: by the QR of an invitation, or by a name of the room whose code was read',
        params,
        headers: idempotencySchema,
        body: checkInBody,
        response: { 201: checkedInSchema, ...problems(400, 403, 404, 409, 422, 429, 503) },
      },
    },
    async (request, reply) => {
      const { page, state } = await requirePage(parts, request, throttles);
      const { conferenceId } = page;
      const wanted = await wantedCheckIn(parts, request, { conferenceId, body: request.body });
      if (typeof wanted === 'string') return refused(reply, wanted);
      const factId = request.headers['idempotency-key'];
      const { personId } = wanted;
      // The same request again is the same phone, also when the first answer was lost.
      const known = phoneOf(parts, request, conferenceId);
      const phoneId = known?.personId === personId ? known.phoneId : newPhoneId(parts.secret, personId, factId);
      const command: AttendanceCommand = { ...wanted.command, phoneId };
      const situation = situationOf(state, happenedAt(request.body.happenedAtMs, parts.nowMs()));
      const answer = await parts.attendance.mark({ conferenceId, personId, factId, command, situation });
      if (!answer.ok) return refused(reply, answer.refusal.code);
      if (answer.person.standing.phoneId !== phoneId || !isThere(answer.person.standing)) return refused(reply, 'already-checked-in');
      const token = phoneToken(parts.secret, conferenceId, { personId, phoneId });
      setDeviceCookie(parts, reply, phoneCookie(conferenceId), token);
      return reply.code(201).send({ me: meOf(answer.person, state), conferenceId, phoneToken: token });
    },
  );
}

type Wanted = {
  readonly personId: string;
  readonly command:
    | { readonly type: 'CheckInByInvitation'; readonly siteId: string | null }
    | { readonly type: 'CheckInByRoomCode'; readonly siteId: string };
};

async function wantedCheckIn(
  parts: HttpParts,
  request: FastifyRequest,
  { conferenceId, body }: { readonly conferenceId: string; readonly body: Static<typeof checkInBody> },
): Promise<Wanted | RefusalCode> {
  const { invitation, personId, pass: given } = body;
  if ((invitation === undefined) === (personId === undefined)) throw new ProtocolFault('bad-request', 'give either invitation or personId');
  const pass = passOf(parts, request, conferenceId, given);
  if (invitation !== undefined) {
    const person = await invitedBy(parts, conferenceId, invitation);
    if (!person) return 'invitation-invalid';
    return { personId: person.personId, command: { type: 'CheckInByInvitation', siteId: pass?.siteId ?? null } };
  }
  return pass ? { personId: personId!, command: { type: 'CheckInByRoomCode', siteId: pass.siteId } } : 'room-pass-over';
}

/**
 * A code that leads nowhere is a guess. Whoever has a right one is never stopped: one guesser would shut out
 * everybody behind the same address. Throws ProtocolFault `not-found`, `too-many-requests`; OutsideFault.
 */
async function requirePage(
  parts: HttpParts,
  request: FastifyRequest,
  { pages }: Throttles,
): Promise<{ readonly page: PhonePage; readonly state: ConferenceState }> {
  const page = await findPhonePage(parts.db, (request.params as { readonly code: string }).code);
  const state = page && (await parts.rooms.open(page.conferenceId))?.step?.state;
  if (page && state) return { page, state };
  pages.check(request.ip);
  pages.failed(request.ip);
  throw new ProtocolFault('not-found', 'no conference has this code');
}

function passCookie(conferenceId: string): string {
  return `dc_room_${conferenceId}`;
}

function passToken(request: FastifyRequest, conferenceId: string): string | undefined {
  const header = request.headers['x-room-pass'];
  return typeof header === 'string' ? header : request.cookies[passCookie(conferenceId)];
}

function passOf({ secret, nowMs }: HttpParts, request: FastifyRequest, conferenceId: string, given?: string): RoomPass | null {
  const token = given ?? passToken(request, conferenceId);
  const pass = token === undefined ? null : openRoomPass(secret, conferenceId, token);
  return pass && nowMs() - pass.readAtMs < PASS_VALID_MS ? pass : null;
}

function newPhoneId(secret: string, personId: string, factId: string): string {
  return createHmac('sha256', secret).update(`phone-id\n${personId}\n${factId}`).digest('base64url').slice(0, 22);
}

/** A phone's clock may be wrong, and may be set: no later than now, no earlier than a pass is good for. */
function happenedAt(saidMs: number | undefined, nowMs: number): number {
  return saidMs === undefined ? nowMs : Math.min(nowMs, Math.max(saidMs, nowMs - PASS_VALID_MS));
}

function meOf({ name, post, unitName, standing }: InvitedPerson, state: ConferenceState): Static<typeof meSchema> {
  const { mark, late, left, sinceMs, siteId } = standing;
  return { name, post: post || unitName, siteName: nameOf(state, siteId), mark, late, left, atMs: sinceMs };
}

function nameOf(state: ConferenceState, siteId: string): string {
  return entryOf(state.sites, siteId)?.name ?? '';
}

function refused(reply: FastifyReply, code: RefusalCode): never {
  return sendProblem(reply, refusalProblem(code)) as never;
}
