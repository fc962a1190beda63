/** `/api/v1/conferences`: an officer's conferences, one of them, and commands to it. */
import { Type } from 'typebox';
import { conferenceCommandSchema, view, type ConferenceCommand } from '@diemcau/core';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { actorOf } from '../../hub/access/caller.ts';
import { scopedCommandId } from '../../hub/conference-stream.ts';
import { conferencesOf } from '../../hub/conference-summaries.ts';
import { requireAccount, requireOfficer } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { problems, sendProblem } from '../problems.ts';

const roleSchema = Type.Union([Type.Literal('chair'), Type.Literal('deputy'), Type.Literal('secretary')]);
export const phaseSchema = Type.Union([
  Type.Literal('draft'),
  Type.Literal('scheduled'),
  Type.Literal('live'),
  Type.Literal('paused'),
  Type.Literal('closed'),
]);
/** A conference in a list. `startsAtMs` is in ms since 1970 UTC, null while there is no date. */
const summarySchema = Type.Object({
  conferenceId: Type.String(),
  title: Type.String(),
  phase: phaseSchema,
  startsAtMs: Type.Union([Type.Integer(), Type.Null()]),
  rehearsal: Type.Boolean(),
  roles: Type.Array(roleSchema, { description: 'Of the account that asks' }),
});
const idParams = Type.Object({ conferenceId: Type.String({ maxLength: 64 }) });
/** `view` has the shape of ConferenceState in packages/core; docs/protocol.md tells of it. */
const viewSchema = Type.Object({ version: Type.Integer(), view: Type.Unsafe<object>(Type.Object({}, { additionalProperties: true })) });
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
        summary: 'Conferences the account is an officer of',
        response: { 200: Type.Object({ conferences: Type.Array(summarySchema) }), ...problems(401, 503) },
      },
    },
    async (request) => {
      const { accountId } = await requireAccount(parts, request);
      return { conferences: await conferencesOf(parts.db, parts.rooms, accountId) };
    },
  );

  app.get(
    '/conferences/:conferenceId',
    {
      config: { rule: 'officer' },
      schema: {
        tags: ['conferences'],
        summary: 'A conference as its console sees it',
        params: idParams,
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
        params: idParams,
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
      const answer = await room.execute({ command: request.body as ConferenceCommand, by, atMs: parts.nowMs(), commandId });
      if (answer.ok) return { version: answer.version };
      return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
    },
  );
}
