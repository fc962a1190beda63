/** API tokens: `/api/v1/account/me/api-tokens` for one's own, `/api/v1/accounts/:id/api-tokens` for whoever keeps the account. */
import { Type } from 'typebox';
import { idSchema, textSchema, tidy } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { findAccount } from '../../hub/access/account-book.ts';
import { API_TOKENS_MAX, createApiToken, listApiTokens } from '../../hub/access/api-tokens.ts';
import { endApiTokens } from '../../hub/end-sign-ins.ts';
import { noteFact } from '../../journal/note-fact.ts';
import { requireAccount } from '../callers.ts';
import { guardedGuess } from '../guarded-guess.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { nullable } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';
import { changeable } from './accounts.ts';

const tags = ['api tokens'];
const DAY_MS = 86_400_000;
/** A quarter: a program that nobody looks after stops, and whoever looks after it comes by about then. */
const DAYS_USUAL = 90;
const DAYS_MAX = 365;

const tokenSchema = Type.Object({
  tokenId: Type.String(),
  name: Type.String(),
  createdAtMs: Type.Number(),
  expiresAtMs: Type.Number(),
  usedOn: nullable(Type.String({ description: 'Day of the last use, YYYY-MM-DD; null: not used yet' })),
});
const listSchema = Type.Object({ tokens: Type.Array(tokenSchema) });
const madeSchema = Type.Intersect([tokenSchema, Type.Object({ token: Type.String({ description: 'Bearer token; told this once' }) })]);
const wantedSchema = Type.Object(
  {
    name: textSchema(80, 1),
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: DAYS_MAX, description: `How long it works; ${DAYS_USUAL} where it is not said` }),
    ),
    password: Type.Optional(Type.String({ maxLength: 256, description: 'Needed where there is a password' })),
  },
  { additionalProperties: false },
);
const tokenParams = Type.Object({ tokenId: Type.String({ maxLength: 64 }) });
const accountParams = Type.Object({ accountId: idSchema() });
const accountTokenParams = Type.Object({ accountId: idSchema(), tokenId: Type.String({ maxLength: 64 }) });

export function apiTokenRoutes(app: HttpServer, parts: HttpParts): void {
  makeRoute(app, parts);
  ownRoutes(app, parts);
  keptRoutes(app, parts);
}

function makeRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'A token with which a program does what the account may, now and as its rights change',
    body: wantedSchema,
    response: { 201: madeSchema, ...problems(400, 401, 403, 409, 429, 503) },
  };
  app.post('/account/me/api-tokens', { config: { rule: 'browser' }, schema }, async (request, reply) => {
    const { accountId } = await requireAccount(parts, request);
    const { name, days = DAYS_USUAL, password = '' } = request.body;
    const look = async () => ((await parts.identity.isPassword(accountId, password)) ? true : null);
    // A sign-in somebody left open must not become a token that lasts a year.
    if ((await findAccount(parts.db, accountId))?.hasPassword) await guardedGuess(parts, { request, reply, login: accountId }, look);
    const wanted = { accountId, name: tidy(name), expiresAtMs: parts.nowMs() + days * DAY_MS };
    const made = await createApiToken(parts.db, wanted, parts.nowMs());
    if (!made) throw new ProtocolFault('already-exists', `at most ${API_TOKENS_MAX} tokens; end one first`);
    await note(parts, { type: 'ApiTokenMade', by: accountId, accountId, tokenId: made.tokenId });
    return reply.code(201).send(made);
  });
}

function ownRoutes(app: HttpServer, parts: HttpParts): void {
  const list = {
    tags,
    summary: 'One’s own tokens; they themselves are not kept',
    response: { 200: listSchema, ...problems(401, 403, 503) },
  };
  app.get('/account/me/api-tokens', { config: { rule: 'session' }, schema: list }, async (request) => {
    const { accountId } = await requireAccount(parts, request);
    return { tokens: await listApiTokens(parts.db, accountId) };
  });

  const end = {
    tags,
    summary: 'End a token; sockets and media that were opened with it end, too',
    params: tokenParams,
    response: { 204: Type.Null(), ...problems(401, 403, 404, 503) },
  };
  app.delete('/account/me/api-tokens/:tokenId', { config: { rule: 'session' }, schema: end }, async (request, reply) => {
    const { accountId } = await requireAccount(parts, request);
    await endOne(parts, { by: accountId, accountId, tokenId: request.params.tokenId });
    return reply.code(204).send(null);
  });
}

function keptRoutes(app: HttpServer, parts: HttpParts): void {
  const rule = { rule: { action: 'account.change', over: 'somewhere' } } as const;
  const list = {
    tags,
    summary: 'The tokens of an account one keeps',
    params: accountParams,
    response: { 200: listSchema, ...problems(401, 403, 404, 503) },
  };
  app.get('/accounts/:accountId/api-tokens', { config: rule, schema: list }, async (request) => {
    const { account } = await changeable(parts, request, request.params.accountId);
    return { tokens: await listApiTokens(parts.db, account.accountId) };
  });

  const end = {
    tags,
    summary: 'End a token of an account one keeps',
    params: accountTokenParams,
    response: { 204: Type.Null(), ...problems(401, 403, 404, 503) },
  };
  app.delete('/accounts/:accountId/api-tokens/:tokenId', { config: rule, schema: end }, async (request, reply) => {
    const { rights, account } = await changeable(parts, request, request.params.accountId);
    await endOne(parts, { by: rights.accountId, accountId: account.accountId, tokenId: request.params.tokenId });
    return reply.code(204).send(null);
  });
}

interface TokenFact {
  readonly by: string;
  readonly accountId: string;
  readonly tokenId: string;
}

async function endOne(parts: HttpParts, fact: TokenFact): Promise<void> {
  const ended = await endApiTokens(parts, fact.accountId, fact.tokenId);
  if (ended === 0) throw new ProtocolFault('not-found', 'no such token');
  await note(parts, { type: 'ApiTokenEnded', ...fact });
}

async function note(parts: HttpParts, { type, by, ...data }: TokenFact & { readonly type: string }): Promise<void> {
  await noteFact(parts, { stream: 'accounts', type, data, by: { kind: 'account', accountId: by }, atMs: parts.nowMs() });
}
