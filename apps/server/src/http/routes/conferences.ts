/** `/api/v1/conferences`: an officer's conferences, one of them, and commands to it. */
import { Type } from 'typebox';
import { conferenceCommandSchema, placeOf, unitAt, view, type ConferenceCommand, type UnitId } from '@diemcau/core';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { actorOf } from '../../hub/access/caller.ts';
import { scopedCommandId } from '../../hub/conference-stream.ts';
import { listedConferences, type ListedConference } from '../../hub/conference-summaries.ts';
import { requireOfficer } from '../callers.ts';
import { conferenceParams, ownRolesSchema, summaryFields, viewFields } from '../conference-shapes.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { nullable } from '../organisation-shapes.ts';
import { problems, sendProblem } from '../problems.ts';
import { rightsOf, type Rights } from '../rights.ts';

const summarySchema = Type.Object({
  ...summaryFields,
  unitId: nullable(Type.String({ description: 'The unit that holds it; null: made by the operator' })),
  unitName: Type.String({ description: 'Its name today; empty where there is none' }),
  roles: ownRolesSchema,
});
const viewSchema = Type.Object(viewFields);
/** The version of the conference that contains the command. */
const answerSchema = Type.Object({ version: Type.Integer() });
const idempotencySchema = Type.Object({
  'idempotency-key': Type.String({
    minLength: 1,
    maxLength: 64,
    pattern: '^[A-Za-z0-9_-]+$',
    description: 'The command’s id; repeating it returns the first answer',
  }),
});

export function conferenceRoutes(app: HttpServer, parts: HttpParts): void {
  app.get(
    '/conferences',
    {
      config: { rule: 'session' },
      schema: {
        tags: ['conferences'],
        summary: 'Conferences the account is an officer of; with `all` also those of the units whose conferences it may read',
        querystring: Type.Object({ all: Type.Optional(Type.Literal('true')) }, { additionalProperties: false }),
        response: { 200: Type.Object({ conferences: Type.Array(summarySchema) }), ...problems(400, 401, 503) },
      },
    },
    async (request) => {
      const rights = await rightsOf(parts, request);
      const listed = await listedConferences(parts.db, parts.rooms, rights.accountId);
      const readable = readableUnits(rights, request.query.all === 'true');
      const found = listed.filter(({ roles, unitId }) => roles.length > 0 || readable(unitId));
      return { conferences: found.map((one) => ({ ...one, unitName: unitName(rights, one) })) };
    },
  );

  app.get(
    '/conferences/:conferenceId',
    {
      config: { rule: 'officer' },
      schema: {
        tags: ['conferences'],
        summary: 'A conference as its console sees it',
        params: conferenceParams,
        response: { 200: viewSchema, ...problems(401, 404, 503) },
      },
    },
    async (request) => {
      const { room } = await requireOfficer(parts, request, request.params.conferenceId);
      const { version, state } = room.step!;
      return { version, view: view(state, 'console') };
    },
  );

  app.post(
    '/conferences/:conferenceId/commands',
    {
      config: { rule: 'officer' },
      schema: {
        tags: ['conferences'],
        summary: 'Give a command; the same as `command` on the live socket',
        params: conferenceParams,
        headers: idempotencySchema,
        body: conferenceCommandSchema,
        response: { 200: answerSchema, ...problems(400, 401, 403, 404, 409, 422, 503) },
      },
    },
    async (request, reply) => {
      const { room, caller } = await requireOfficer(parts, request, request.params.conferenceId);
      const by = actorOf(caller);
      if (!by) throw new ProtocolFault('not-allowed');
      const commandId = scopedCommandId(room.conferenceId, request.headers['idempotency-key']);
      const command = request.body as ConferenceCommand;
      const atMs = parts.nowMs();
      const tooOften = parts.hub.writing.refusal(room.conferenceId, command, { by, nowMs: atMs });
      const answer = tooOften ? { ok: false as const, refusal: tooOften } : await room.execute({ command, by, atMs, commandId });
      if (answer.ok) return { version: answer.version };
      return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
    },
  );
}

/** One answer per unit, not per conference. */
function readableUnits(rights: Rights, all: boolean): (unitId: UnitId | null) => boolean {
  const known = new Map<UnitId | null, boolean>();
  return (unitId) => {
    const answer = known.get(unitId) ?? (all && rights.may('conference.read', unitId));
    known.set(unitId, answer);
    return answer;
  };
}

function unitName({ access: { tree, day } }: Rights, { unitId }: ListedConference): string {
  const placeId = unitId === null ? null : placeOf(tree, unitId, day);
  return placeId === null ? '' : (unitAt(tree, placeId, { day })?.name ?? '');
}
