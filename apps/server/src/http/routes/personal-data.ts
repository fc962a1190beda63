/** `/api/v1/personal-data`: what is kept about a person, and its erasure (Law 91/2025/QH15: answered within two working days). */
import { Type } from 'typebox';
import { idSchema, PLAIN_CALENDAR, workingDaysAfter } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { endSignIns } from '../../hub/end-sign-ins.ts';
import { erasePerson, keptData, noteErasureRequest, type KeptData } from '../../hub/personal-data.ts';
import { noteFact } from '../../journal/note-fact.ts';
import { requireAccount } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { problems } from '../problems.ts';

const tags = ['personal data'];
const HANDLE = { rule: { action: 'personal-data.handle', over: 'whole' } } as const;
/** The person asked, its time is over, or it should never have been written. */
const groundSchema = Type.Union([Type.Literal('request'), Type.Literal('retention'), Type.Literal('mistake')]);
const params = Type.Object({ subjectId: idSchema() });
/** The clock of the law, in working days; an organisation without a calendar of its own is early on holidays, never late. */
const ANSWER_WITHIN_DAYS = 2;
const keptSchema = Type.Unsafe<KeptData>(
  Type.Object(
    { factCount: Type.Integer() },
    {
      additionalProperties: true,
      description: 'account, contact, sessions, conferences, requests: everything there is, as JSON to hand over',
    },
  ),
);

export function personalDataRoutes(app: HttpServer, parts: HttpParts): void {
  const { db, organisation, nowMs } = parts;
  const kept = {
    tags,
    summary: 'Everything kept about an account or a contact; looking is recorded',
    params,
    response: { 200: keptSchema, ...problems(401, 403, 404, 503) },
  };
  app.get('/personal-data/:subjectId', { config: HANDLE, schema: kept }, async (request) => {
    const { subjectId } = request.params;
    const { accountId } = await requireAccount(parts, request);
    const found = await required(parts, subjectId);
    await note(parts, accountId, 'PersonalDataRead', { subjectId });
    return found;
  });

  const due = Type.Object({ dueDay: Type.String({ description: 'By the end of this day it is to be answered' }) });
  const asked = {
    tags,
    summary: 'A person asks for erasure: the clock of two working days begins',
    params,
    response: { 201: due, ...problems(401, 403, 404, 503) },
  };
  app.post('/personal-data/:subjectId/requests', { config: HANDLE, schema: asked }, async (request, reply) => {
    const { subjectId } = request.params;
    const { accountId } = await requireAccount(parts, request);
    await required(parts, subjectId);
    const dueDay = workingDaysAfter(organisation.today(), ANSWER_WITHIN_DAYS, PLAIN_CALENDAR);
    await noteErasureRequest(db, subjectId, { dueDay, nowMs: nowMs() });
    await note(parts, accountId, 'ErasureRequested', { subjectId });
    return reply.code(201).send({ dueDay });
  });

  const body = Type.Object({ ground: groundSchema }, { additionalProperties: false });
  const erase = {
    tags,
    summary: 'Erase: names, addresses, credentials and sign-ins go; ids and the journal stay',
    params,
    body,
    response: { 204: Type.Null(), ...problems(400, 401, 403, 404, 503) },
  };
  app.post('/personal-data/:subjectId/erase', { config: HANDLE, schema: erase }, async (request, reply) => {
    const { subjectId } = request.params;
    const { accountId } = await requireAccount(parts, request);
    if (accountId === subjectId) throw new ProtocolFault('not-allowed', 'another administrator erases this one');
    const found = await required(parts, subjectId);
    await endSignIns(parts, { accountId: subjectId });
    await erasePerson(db, found, { subjectId, nowMs: nowMs() });
    await note(parts, accountId, 'PersonalDataErased', { subjectId, ground: request.body.ground });
    return reply.code(204).send(null);
  });
}

async function required({ db }: HttpParts, subjectId: string): Promise<KeptData> {
  const found = await keptData(db, subjectId);
  if (!found) throw new ProtocolFault('not-found', 'nothing is kept under this id');
  return found;
}

/** Ids and our own words only: free text may name a person. */
async function note(parts: HttpParts, accountId: string, type: string, data: Readonly<Record<string, string>>): Promise<void> {
  await noteFact(parts, { stream: 'personal-data', type, data, by: { kind: 'account', accountId }, atMs: parts.nowMs() });
}
