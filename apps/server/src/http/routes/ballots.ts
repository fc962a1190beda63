/** `/api/v1/conferences/:id/ballots`: the desk announces, opens and closes; a room's officers enter a show of hands. */
import { Type } from 'typebox';
import { attendanceOf, ballotView, type ConferenceState } from '@diemcau/core';
import { ballotsOf } from '../../ballots/ballot-rows.ts';
import type { AskedBallotCommand } from '../../ballots/ballot-desk.ts';
import { ProtocolFault } from '../../errors.ts';
import { actorOf } from '../../hub/access/caller.ts';
import { scopedCommandId } from '../../hub/conference-stream.ts';
import { requireRoom, siteQuery } from '../attendance-shapes.ts';
import {
  announceBody,
  ballotCommandBody,
  ballotParams,
  ballotSchema,
  handsBody,
  refusedBallot,
  type BallotCommandBody,
} from '../ballot-shapes.ts';
import { requireOfficer } from '../callers.ts';
import { conferenceParams } from '../conference-shapes.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { idempotencySchema } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';
import { requireBureau } from './site-access.ts';

const tags = ['ballots'];
const path = '/conferences/:conferenceId/ballots';
const refusals = problems(400, 401, 403, 404, 409, 410, 422, 503);

export function ballotRoutes(app: HttpServer, parts: HttpParts): void {
  listRoute(app, parts);
  deskRoutes(app, parts);
  handsRoute(app, parts);
}

function listRoute(app: HttpServer, parts: HttpParts): void {
  const response = { 200: Type.Object({ ballots: Type.Array(ballotSchema) }), ...problems(401, 403, 404, 503) };
  const schema = { tags, summary: 'Every ballot of the conference; no figures before its closing', params: conferenceParams, response };
  app.get(path, { config: { rule: 'officer' }, schema }, async (request) => {
    const { state } = await requireOfficer(parts, request, request.params.conferenceId);
    const ids = await ballotsOf(parts.db, state.conferenceId);
    const steps = await Promise.all(ids.map((ballotId) => parts.ballots.desk.read(ballotId)));
    return { ballots: steps.flatMap((step) => (step ? [ballotView(step.state)] : [])) };
  });
}

function deskRoutes(app: HttpServer, parts: HttpParts): void {
  const { desk } = parts.ballots;
  const shared = { tags, headers: idempotencySchema };
  const announce = { ...shared, summary: 'Announce a ballot (chair and secretary)', params: conferenceParams, body: announceBody };
  app.post(
    path,
    { config: { rule: 'bureau' }, schema: { ...announce, response: { 201: ballotSchema, ...refusals } } },
    async (request, reply) => {
      const { conferenceId } = await requireBureau(parts, request, request.params.conferenceId);
      const { ballotId } = request.body;
      const command: AskedBallotCommand = { type: 'AnnounceBallot', conferenceId, ...request.body };
      const { caller } = await requireOfficer(parts, request, conferenceId);
      const commandId = scopedCommandId(conferenceId, request.headers['idempotency-key']);
      const answer = await desk.execute({ ballotId, command, by: actorOf(caller)!, commandId });
      return answer.ok ? reply.code(201).send(ballotView(answer.step.state)) : refusedBallot(reply, answer.refusal);
    },
  );

  const change = {
    ...shared,
    summary: 'Open, extend, close, withdraw or declare invalid (chair and secretary)',
    params: ballotParams,
    body: ballotCommandBody,
  };
  app.post(
    `${path}/:ballotId/commands`,
    { config: { rule: 'bureau' }, schema: { ...change, response: { 200: ballotSchema, ...refusals } } },
    async (request, reply) => {
      const { conferenceId, state } = await requireBureau(parts, request, request.params.conferenceId);
      const { ballotId } = request.params;
      await requireBallot(parts, conferenceId, ballotId);
      const { caller } = await requireOfficer(parts, request, conferenceId);
      const commandId = scopedCommandId(conferenceId, request.headers['idempotency-key']);
      const answer = await desk.execute({ ballotId, command: askedOf(request.body, state), by: actorOf(caller)!, commandId });
      return answer.ok ? ballotView(answer.step.state) : refusedBallot(reply, answer.refusal);
    },
  );
}

function handsRoute(app: HttpServer, parts: HttpParts): void {
  const summary = 'What one of the room’s two officers has counted; the other’s figures are not shown';
  const schema = { tags, summary, params: ballotParams, querystring: siteQuery, headers: idempotencySchema, body: handsBody };
  app.post(
    `${path}/:ballotId/hands`,
    { config: { rule: 'site-device' }, schema: { ...schema, response: { 200: ballotSchema, ...refusals } } },
    async (request, reply) => {
      const { siteId, state } = await requireRoom(parts, request);
      const { ballotId } = request.params;
      await requireBallot(parts, state.conferenceId, ballotId);
      const command = { type: 'CountHands', siteId, ...request.body } as const;
      const commandId = scopedCommandId(`${state.conferenceId}:${siteId}`, request.headers['idempotency-key']);
      const answer = await parts.ballots.desk.execute({ ballotId, command, by: { kind: 'site', siteId }, commandId });
      return answer.ok ? ballotView(answer.step.state) : refusedBallot(reply, answer.refusal);
    },
  );
}

/** Hands are raised by the people whom the rooms counted. */
function askedOf(body: BallotCommandBody, state: ConferenceState): AskedBallotCommand {
  return body.type === 'OpenBallot' ? { ...body, inRooms: attendanceOf(state).present } : body;
}

/** Throws ProtocolFault: no such ballot in this conference. */
async function requireBallot({ ballots }: HttpParts, conferenceId: string, ballotId: string): Promise<void> {
  const step = await ballots.desk.read(ballotId);
  if (step?.state.conferenceId !== conferenceId) throw new ProtocolFault('not-found', 'no such ballot in this conference');
}
