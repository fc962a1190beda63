/**
 * `/api/v1/phones/:code/ballots` and `/api/v1/ballots`: a delegate's phone votes. An open vote is cast in the name the
 * phone was checked in for. A secret one takes two steps that nothing joins: a credential, signed blind for a
 * person, and a vote with the credential alone, which takes no cookie and leaves no address.
 */
import type { KeyObject } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { isThere, type RefusalCode } from '@diemcau/core';
import { ballotRow } from '../../ballots/ballot-rows.ts';
import { credentialKey, isCredential, receiptOf } from '../../ballots/credentials.ts';
import { personById, type InvitedPerson } from '../../attendance/invited-people.ts';
import { findPhonePage } from '../../attendance/phone-pages.ts';
import { ProtocolFault } from '../../errors.ts';
import { tryAgain } from '../../journal/database.ts';
import { choiceSchema, refusedBallot } from '../ballot-shapes.ts';
import { phoneOf } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { idempotencySchema, nullable } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';

const config = { rule: 'public' } as const;
const tags = ['phones'];
const params = Type.Object({ code: Type.String({ pattern: '^[A-Za-z0-9]{8}$' }), ballotId: Type.String({ maxLength: 64 }) });
const refusals = problems(400, 403, 404, 409, 422, 429, 503);
/** 256 bytes in base64, with room for another size of key. */
const bytesSchema = Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 1_400 });

export function phoneBallotRoutes(app: HttpServer, parts: HttpParts): void {
  const conferenceOf = pageConferences(parts);
  mineRoute(app, parts);
  voteRoute(app, parts, conferenceOf);
  credentialRoute(app, parts, conferenceOf);
  secretVoteRoute(app, parts);
  receiptsRoute(app, parts);
}

function mineRoute(app: HttpServer, parts: HttpParts): void {
  const mine = Type.Object({
    publicKey: nullable(Type.String({ description: 'SubjectPublicKeyInfo, DER, base64; of a secret ballot' })),
    entitled: Type.Boolean({ description: 'An open ballot: this phone’s person was checked in at its opening' }),
    choice: nullable(choiceSchema),
    credential: Type.Boolean({ description: 'A secret ballot: the credential has been given out' }),
  });
  const schema = {
    tags,
    summary: 'What this phone may know of its own part in a ballot',
    params,
    response: { 200: mine, ...problems(400, 403, 404, 503) },
  };
  app.get('/phones/:code/ballots/:ballotId', { config, schema }, async (request) => {
    const person = await requirePerson(parts, request);
    const { ballotId } = request.params;
    const row = await requireRow(parts, person.conferenceId, ballotId);
    const values = [ballotId, person.personId];
    const { rows } = await tryAgain(() =>
      parts.db.query<{ entitled: boolean; choice: string[] | null; credential: boolean }>(MINE_SQL, values),
    );
    return { publicKey: row.publicKey?.toString('base64') ?? null, ...rows[0]! };
  });
}

/** The name is looked up in open ballots only: the other kind has none. */
const MINE_SQL = `SELECT
  EXISTS (SELECT FROM ballot_entitled WHERE ballot_id = $1 AND person_id = $2) AS entitled,
  (SELECT choice FROM ballot_vote v JOIN ballot b USING (ballot_id) WHERE v.ballot_id = $1 AND voter_key = $2 AND b.secrecy = 'open') AS choice,
  EXISTS (SELECT FROM ballot_credential WHERE ballot_id = $1 AND person_id = $2) AS credential`;

function voteRoute(app: HttpServer, parts: HttpParts, conferenceOf: ConferenceOf): void {
  const body = Type.Object({ choice: choiceSchema }, { additionalProperties: false });
  const schema = {
    tags,
    summary: 'Cast an open vote in the name this phone was checked in for; the first counts',
    params,
    headers: idempotencySchema,
    body,
    response: { 201: Type.Object({ choice: choiceSchema }), ...refusals },
  };
  app.post('/phones/:code/ballots/:ballotId/votes', { config, schema }, async (request, reply) => {
    const { code, ballotId } = request.params;
    const caller = requireHolder(parts, request, await conferenceOf(code));
    const { choice } = request.body;
    const answer = await parts.ballots.box.cast({ secrecy: 'open', ballotId, ...caller, choice });
    return answer.ok ? reply.code(201).send({ choice }) : refused(reply, answer.refusal.code);
  });
}

function credentialRoute(app: HttpServer, parts: HttpParts, conferenceOf: ConferenceOf): void {
  const schema = {
    tags,
    summary: 'Have a credential of a secret ballot signed blind (RFC 9474); once for each person, until the ballot opens',
    params,
    body: Type.Object({ blinded: bytesSchema }, { additionalProperties: false }),
    response: { 201: Type.Object({ signature: Type.String() }), ...refusals },
  };
  app.post('/phones/:code/ballots/:ballotId/credentials', { config, schema }, async (request, reply) => {
    const { code, ballotId } = request.params;
    const caller = requireHolder(parts, request, await conferenceOf(code));
    const blinded = Buffer.from(request.body.blinded, 'base64');
    const answer = await parts.ballots.credentials.issue({ ballotId, ...caller, blinded });
    return answer.ok ? reply.code(201).send({ signature: answer.signature.toString('base64') }) : refused(reply, answer.code);
  });
}

function secretVoteRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Cast a secret vote with a credential; no cookie is read and no address kept',
    params: Type.Object({ ballotId: Type.String({ maxLength: 64 }) }),
    body: Type.Object({ prepared: bytesSchema, signature: bytesSchema, choice: choiceSchema }, { additionalProperties: false }),
    response: { 201: Type.Object({ receipt: Type.String({ description: 'Found in the published list after the closing' }) }), ...refusals },
  };
  const keyOf = ballotKeys(parts);
  app.post('/ballots/:ballotId/secret-votes', { config, schema }, async (request, reply) => {
    const { ballotId } = request.params;
    const key = await keyOf(ballotId);
    const [prepared, signature] = [request.body.prepared, request.body.signature].map((text) => Buffer.from(text, 'base64'));
    if (!isCredential(key, prepared!, signature!)) return refused(reply, 'credential-invalid');
    const receipt = receiptOf(prepared!);
    const answer = await parts.ballots.box.cast({ secrecy: 'secret', ballotId, receipt, choice: request.body.choice });
    return answer.ok ? reply.code(201).send({ receipt }) : refusedBallot(reply, answer.refusal);
  });
}

function receiptsRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Receipts of every vote that was counted, in the order of their letters; after the closing',
    params: Type.Object({ ballotId: Type.String({ maxLength: 64 }) }),
    response: { 200: Type.Object({ receipts: Type.Array(Type.String()) }), ...problems(404, 409, 503) },
  };
  app.get('/ballots/:ballotId/receipts', { config, schema }, async (request, reply) => {
    const { ballotId } = request.params;
    const row = await ballotRow(parts.db, ballotId);
    if (row?.secrecy !== 'secret') throw new ProtocolFault('not-found', 'no such secret ballot');
    if (row.phase !== 'closed' && row.phase !== 'invalid') return refused(reply, 'ballot-not-closed');
    const sql = 'SELECT voter_key AS receipt FROM ballot_vote WHERE ballot_id = $1 ORDER BY voter_key';
    const { rows } = await tryAgain(() => parts.db.query<{ receipt: string }>(sql, [ballotId]));
    return { receipts: rows.map(({ receipt }) => receipt) };
  });
}

/** More than are ever voted in on one day. Overflow: forgotten as a whole, and read again. */
const KNOWN_MAX = 1_000;

/** Of which conference a page is; that never changes. Throws ProtocolFault `not-found`, OutsideFault. */
type ConferenceOf = (code: string) => Promise<string>;

function pageConferences({ db }: HttpParts): ConferenceOf {
  return remembered(async (code) => {
    const page = await findPhonePage(db, code);
    if (!page) throw new ProtocolFault('not-found', 'no conference has this code');
    return page.conferenceId;
  });
}

/** Public keys of secret ballots, which never change. Throws ProtocolFault `not-found`, OutsideFault. */
function ballotKeys({ db }: HttpParts): (ballotId: string) => Promise<KeyObject> {
  return remembered(async (ballotId) => {
    const row = await ballotRow(db, ballotId);
    if (!row?.publicKey) throw new ProtocolFault('not-found', 'no such secret ballot');
    return credentialKey(row.publicKey);
  });
}

/** Thousands who ask at once wait for one look. Only what was found is remembered. */
function remembered<T>(look: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    if (known.size >= KNOWN_MAX) known.clear();
    const found = look(key);
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
}

/** Whose phone it was at check-in. Whether it still is, and they are there, is seen for a whole batch at once. Throws ProtocolFault `not-allowed`. */
function requireHolder(parts: HttpParts, request: FastifyRequest, conferenceId: string) {
  const holder = phoneOf(parts, request, conferenceId);
  if (!holder) throw new ProtocolFault('not-allowed', 'check in first');
  return { conferenceId, holder };
}

/** Whose phone it is, while they are there. Throws ProtocolFault `not-found`, `not-allowed`; OutsideFault. */
async function requirePerson(parts: HttpParts, request: FastifyRequest): Promise<InvitedPerson & { readonly conferenceId: string }> {
  const page = await findPhonePage(parts.db, (request.params as { readonly code: string }).code);
  if (!page) throw new ProtocolFault('not-found', 'no conference has this code');
  const holder = phoneOf(parts, request, page.conferenceId);
  const person = holder && (await personById(parts.db, page.conferenceId, holder.personId));
  const isMine = person !== null && person.standing.phoneId === holder?.phoneId && isThere(person.standing);
  if (!isMine) throw new ProtocolFault('not-allowed', 'check in first');
  return { ...person, conferenceId: page.conferenceId };
}

async function requireRow({ db }: HttpParts, conferenceId: string, ballotId: string) {
  const row = await ballotRow(db, ballotId);
  if (row?.conferenceId !== conferenceId) throw new ProtocolFault('not-found', 'no such ballot in this conference');
  return row;
}

/** Not there any more, or with another phone now: to this phone it is as if it had never been checked in. */
function refused(reply: FastifyReply, code: RefusalCode): never {
  if (code === 'person-not-there') throw new ProtocolFault('not-allowed', 'check in first');
  return refusedBallot(reply, { code });
}
