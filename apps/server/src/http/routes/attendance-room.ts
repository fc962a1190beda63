/** `/api/v1/conferences/:id/attendance/room`: the officer at the door, on the device on duty in a room. */
import { Type } from 'typebox';
import { entryOf, NO_TALLY } from '@diemcau/core';
import { recordArrival } from '../../attendance/arrivals.ts';
import { peopleOf } from '../../attendance/invited-people.ts';
import { ensurePhonePage } from '../../attendance/phone-pages.ts';
import { roomCode } from '../../attendance/room-codes.ts';
import {
  answerMark,
  arrivalBody,
  markBody,
  markCommand,
  noteListUse,
  personNamed,
  personSchema,
  requireRoom,
  shownPerson,
  siteQuery,
  situationOf,
  tallySchema,
} from '../attendance-shapes.ts';
import { conferenceParams } from '../conference-shapes.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { roomCodeUrl } from '../links.ts';
import { idempotencySchema } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';

const config = { rule: 'site-device' } as const;
const tags = ['attendance'];
const shared = { tags, params: conferenceParams, querystring: siteQuery };
/** An officer's page reads its list again after every cut; one trace in ten minutes says as much as one a minute. */
const NOTED_EVERY_MS = 600_000;

export function attendanceRoomRoutes(app: HttpServer, parts: HttpParts): void {
  readRoutes(app, parts);
  writeRoutes(app, parts);
}

function readRoutes(app: HttpServer, parts: HttpParts): void {
  const notedAtMs = new Map<string, number>();

  app.get(
    '/conferences/:conferenceId/attendance/room/code',
    {
      config,
      schema: {
        ...shared,
        summary: 'The code for the room’s screen; another every 30 s',
        response: {
          200: Type.Object({
            code: Type.String(),
            url: Type.String(),
            phoneCode: Type.String(),
            endsAtMs: Type.Integer(),
            nowMs: Type.Integer(),
          }),
          ...problems(401, 404, 503),
        },
      },
    },
    async (request) => {
      const { siteId, state } = await requireRoom(parts, request);
      const nowMs = parts.nowMs();
      const page = await ensurePhonePage(parts.db, state.conferenceId);
      const { code, long, endsAtMs } = roomCode(parts.secret, { conferenceId: state.conferenceId, siteId }, nowMs);
      return { code, url: roomCodeUrl(parts.config, page.code, long), phoneCode: page.code, endsAtMs, nowMs };
    },
  );

  app.get(
    '/conferences/:conferenceId/attendance/room',
    {
      config,
      schema: {
        ...shared,
        summary: 'How the people of the room stand; no names',
        response: { 200: tallySchema, ...problems(401, 404, 503) },
      },
    },
    async (request) => {
      const { siteId, state } = await requireRoom(parts, request);
      return entryOf(await parts.attendance.tallies(state.conferenceId), siteId) ?? NO_TALLY;
    },
  );

  app.get(
    '/conferences/:conferenceId/attendance/room/people',
    {
      config,
      schema: {
        ...shared,
        summary: 'The room’s own list; that it was read is recorded',
        response: { 200: Type.Object({ people: Type.Array(personSchema) }), ...problems(401, 404, 503) },
      },
    },
    async (request) => {
      const { siteId, state } = await requireRoom(parts, request);
      const { conferenceId } = state;
      const people = await peopleOf(parts.db, conferenceId, siteId);
      const key = `${conferenceId} ${siteId}`;
      if (parts.nowMs() - (notedAtMs.get(key) ?? 0) > NOTED_EVERY_MS) {
        const by = { kind: 'site', siteId } as const;
        await noteListUse(parts, { conferenceId, type: 'AttendanceListRead', by, siteId, people: people.length });
        notedAtMs.set(key, parts.nowMs());
      }
      return { people: people.map(shownPerson) };
    },
  );
}

function writeRoutes(app: HttpServer, parts: HttpParts): void {
  const response = { 200: personSchema, ...problems(400, 401, 403, 404, 409, 422, 503) };

  app.post(
    '/conferences/:conferenceId/attendance/room/marks',
    { config, schema: { ...shared, summary: 'Mark somebody at the door', headers: idempotencySchema, body: markBody, response } },
    async (request, reply) => {
      const { siteId, state } = await requireRoom(parts, request);
      const { conferenceId } = state;
      const personId = await personNamed(parts, conferenceId, request.body);
      if (personId === null) return answerMark(reply, { ok: false, refusal: { code: 'invitation-invalid' } });
      const command = markCommand(request.body, siteId);
      const situation = situationOf(state, parts.nowMs());
      const factId = request.headers['idempotency-key'];
      return answerMark(reply, await parts.attendance.mark({ conferenceId, personId, factId, command, situation }));
    },
  );

  app.post(
    '/conferences/:conferenceId/attendance/room/arrivals',
    {
      config,
      schema: {
        ...shared,
        summary: 'Somebody who is not on the list, or stands in for somebody',
        headers: idempotencySchema,
        body: arrivalBody,
        response,
      },
    },
    async (request, reply) => {
      const { siteId, state } = await requireRoom(parts, request);
      const { name, post, unitName, substituteFor = null } = request.body;
      const situation = situationOf(state, parts.nowMs());
      const place = { conferenceId: state.conferenceId, siteId, factId: request.headers['idempotency-key'], situation };
      const answer = await recordArrival({ db: parts.db, desk: parts.attendance }, { ...place, name, post, unitName, substituteFor });
      return answerMark(reply, answer);
    },
  );
}
