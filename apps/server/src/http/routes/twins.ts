/** A conference again: a rehearsal of it, to be thrown away, and a new one that begins with what it had. */
import { Type } from 'typebox';
import {
  assert,
  duplicateCommands,
  idSchema,
  rehearsalCommands,
  STANDARD_CHECKLIST,
  textSchema,
  TITLE_MAX_CHARS,
  type ConferenceCommand,
  type Refusal,
} from '@diemcau/core';
import { refusalProblem } from '../../errors.ts';
import { carryOut } from '../../hub/carry-out.ts';
import { reserveConference } from '../../hub/conference-units.ts';
import { conferenceParams } from '../conference-shapes.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { requirePlanner, requirePlanReader, type PlanDesk } from '../planners.ts';
import { problems, sendProblem } from '../problems.ts';

const createdSchema = Type.Object({ conferenceId: Type.String() });
const refusals = problems(400, 401, 403, 404, 409, 503);
const tags = ['planning'];
/** In the organisation’s language: everybody in the rooms reads it. */
const REHEARSAL_WORD = { vi: 'DIỄN TẬP', en: 'REHEARSAL' } as const;

export function twinRoutes(app: HttpServer, parts: HttpParts): void {
  const rehearse = {
    tags,
    summary: 'Make a rehearsal: the same rooms, officers, agenda and documents, marked on every screen, to be thrown away',
    params: conferenceParams,
    body: Type.Object({ conferenceId: idSchema(), startsAtMs: Type.Integer({ minimum: 0 }) }, { additionalProperties: false }),
    response: { 201: createdSchema, ...refusals },
  };
  app.post('/conferences/:conferenceId/rehearsals', { config: { rule: 'planner' }, schema: rehearse }, async (request, reply) => {
    const desk = await requirePlanner(parts, request);
    const title = `${REHEARSAL_WORD[parts.organisation.profile.language]}: ${desk.state.title}`.slice(0, TITLE_MAX_CHARS);
    const refusal = await twinMade(parts, desk, rehearsalCommands(desk.state, { ...request.body, title }));
    if (refusal) return sendProblem(reply, refusalProblem(refusal.code, refusal.params)) as never;
    return reply.code(201).send({ conferenceId: request.body.conferenceId });
  });
  duplicateRoute(app, parts);
}

function duplicateRoute(app: HttpServer, parts: HttpParts): void {
  const body = Type.Object(
    { conferenceId: idSchema(), title: textSchema(TITLE_MAX_CHARS, 1), startsAtMs: Type.Integer({ minimum: 0 }) },
    { additionalProperties: false },
  );
  const duplicate = {
    tags,
    summary: 'Make a new conference of the same unit with rooms, officers, agenda and documents of this one',
    params: conferenceParams,
    body,
    response: { 201: createdSchema, ...refusals },
  };
  app.post('/conferences/:conferenceId/duplicates', { config: { rule: 'plan-reader' }, schema: duplicate }, async (request, reply) => {
    const desk = await requirePlanReader(parts, request);
    desk.rights.require('conference.create', desk.unitId);
    const commands = duplicateCommands(desk.state, request.body);
    const listed = commands.some(({ type }) => type === 'AddChecklistItems');
    const checklist: ConferenceCommand = { type: 'AddChecklistItems', items: [...STANDARD_CHECKLIST] };
    const refusal = await twinMade(parts, desk, listed ? commands : [...commands, checklist]);
    if (refusal) return sendProblem(reply, refusalProblem(refusal.code, refusal.params)) as never;
    return reply.code(201).send({ conferenceId: request.body.conferenceId });
  });
}

/** null: it is there now. */
async function twinMade(parts: HttpParts, { rights, unitId }: PlanDesk, commands: readonly ConferenceCommand[]): Promise<Refusal | null> {
  const [first] = commands;
  assert(first?.type === 'CreateConference', 'a twin begins with its creation');
  if (unitId !== null && !(await reserveConference(parts.db, first.conferenceId, unitId))) return { code: 'conference-exists' };
  const outcome = await carryOut({ ...parts, by: rights.by }, first.conferenceId, commands);
  return outcome.ok ? null : outcome.refusal;
}
