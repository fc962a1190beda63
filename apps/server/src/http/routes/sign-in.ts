/** `/api/v1/session/…`: ways to sign in beside the one-time link, and choosing a password by link. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { textSchema } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { accountNames } from '../../hub/access/accounts.ts';
import { findAccount } from '../../hub/access/account-book.ts';
import { lookAtLink, usePasswordLink } from '../../hub/access/password-links.ts';
import { endSignIns } from '../../hub/end-sign-ins.ts';
import { noteFact } from '../../journal/note-fact.ts';
import { webHeaders } from '../callers.ts';
import { guardedGuess } from '../guarded-guess.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { noteSignIn } from '../note-sign-in.ts';
import { nullable } from '../organisation-shapes.ts';
import { passwordFault } from '../identity/password.ts';
import { problems } from '../problems.ts';

const tags = ['session'];
const closed = { additionalProperties: false };
/** Longer than any password of ours, so that a wrong one is told as wrong. */
const TYPED_MAX_CHARS = 256;
const passwordSchema = Type.String({ minLength: 1, maxLength: TYPED_MAX_CHARS });
const tokenSchema = Type.String({ minLength: 1, maxLength: 128 });
const accountSchema = Type.Object({ accountId: Type.String(), name: Type.String() });
/** `codeNeeded`: the password was right; send a code of the authenticator, or a recovery code, to `/session/code`. */
const signedInSchema = Type.Union([accountSchema, Type.Object({ codeNeeded: Type.Literal(true) })]);
/** better-auth's, sealed; `__Secure-` stands before it with https. */
const HALF_COOKIE = 'dc.two_factor';
const PUBLIC = { rule: 'public' } as const;

export function signInRoutes(app: HttpServer, parts: HttpParts): void {
  methodsRoute(app, parts);
  passwordRoute(app, parts);
  codeRoute(app, parts);
  linkRoutes(app, parts);
  providerRoutes(app, parts);
}

function methodsRoute(app: HttpServer, { config }: HttpParts): void {
  const methods = Type.Object({
    provider: nullable(Type.Object({ name: Type.String(), url: Type.String() })),
    mail: Type.Boolean({ description: 'The server sends mail, so a forgotten password can be asked for' }),
  });
  const schema = { tags, summary: 'Which ways to sign in there are beside name and password', response: { 200: methods } };
  app.get('/session/methods', { config: PUBLIC, schema }, async () => {
    const { oidcIssuer, oidcName, smtpUrl } = config;
    return { provider: oidcIssuer === undefined ? null : { name: oidcName, url: '/api/v1/session/oidc' }, mail: smtpUrl !== undefined };
  });
}

function passwordRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Sign in with user name or e-mail address and password',
    body: Type.Object({ login: textSchema(TYPED_MAX_CHARS, 1), password: passwordSchema }, closed),
    response: { 200: signedInSchema, ...problems(400, 401, 403, 429, 503) },
  };
  app.post('/session/password', { config: PUBLIC, schema }, async (request, reply) => {
    const { login, password } = request.body;
    const look = () => parts.identity.signInByPassword(login.trim(), password, webHeaders(request));
    const { cookies, accountId } = await guardedGuess(parts, { request, reply, login }, look);
    void reply.header('set-cookie', [...cookies]);
    if (accountId === null) return { codeNeeded: true as const };
    await noteSignIn(parts, accountId, { type: 'SignedIn', way: 'password' });
    return named(parts, accountId);
  });
}

function codeRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'The second half of a sign-in: a code of the authenticator or a recovery code',
    body: Type.Object({ code: Type.String({ minLength: 6, maxLength: 32 }) }, closed),
    response: { 200: accountSchema, ...problems(400, 401, 403, 429, 503) },
  };
  app.post('/session/code', { config: PUBLIC, schema }, async (request, reply) => {
    const code = request.body.code.trim();
    // Counted by the password's half of this sign-in: others behind the same address are not held back.
    const look = async () => (await parts.identity.signInByCode(code, webHeaders(request))) ?? noteFailedCode(parts, request);
    const { cookies, accountId } = await guardedGuess(
      parts,
      { request, reply, login: `code ${request.cookies[HALF_COOKIE] ?? request.cookies[`__Secure-${HALF_COOKIE}`] ?? ''}` },
      look,
    );
    void reply.header('set-cookie', [...cookies]);
    await noteSignIn(parts, accountId, { type: 'SignedIn', way: 'code' });
    return named(parts, accountId);
  });
}

/** Somebody else may know the password. A code that belongs to no sign-in at all is nobody's. */
async function noteFailedCode(parts: HttpParts, request: FastifyRequest): Promise<null> {
  const accountId = await parts.identity.whoWaits(webHeaders(request));
  if (accountId !== null) await noteSignIn(parts, accountId, { type: 'SecondFactorFailed' });
  return null;
}

function linkRoutes(app: HttpServer, parts: HttpParts): void {
  const linkSchema = Type.Object({
    purpose: Type.Union([Type.Literal('invitation'), Type.Literal('reset')]),
    name: Type.String(),
    login: Type.String({ description: 'What they sign in with; empty: by link or provider only' }),
  });
  const look = {
    tags,
    summary: 'Whose invitation or reset this link is; uses nothing up',
    body: Type.Object({ token: tokenSchema }, closed),
    response: { 200: linkSchema, ...problems(400, 403, 410, 503) },
  };
  app.post('/session/password-links/look', { config: PUBLIC, schema: look }, async (request) => {
    const { purpose, name, login } = await linked(parts, request.body.token);
    return { purpose, name, login };
  });

  const use = {
    tags,
    summary: 'Choose a password by link; every sign-in of the account ends, and one begins here unless a code is needed',
    body: Type.Object({ token: tokenSchema, password: passwordSchema }, closed),
    response: { 200: signedInSchema, ...problems(400, 403, 410, 422, 503) },
  };
  app.post('/session/password-links/use', { config: PUBLIC, schema: use }, async (request, reply) => {
    const { token, password } = request.body;
    const { accountId, login } = await choosePassword(parts, token, password);
    return signInNow(parts, { request, reply }, { accountId, login, password });
  });
}

/** Throws ProtocolFault `gone`. */
async function linked({ db, nowMs }: HttpParts, token: string) {
  const link = await lookAtLink(db, token, nowMs());
  if (!link) throw new ProtocolFault('gone', 'the link is unknown, used or expired');
  return link;
}

async function choosePassword(parts: HttpParts, token: string, password: string) {
  const { db, identity, nowMs } = parts;
  const link = await linked(parts, token);
  const fault = passwordFault(password, [link.login, link.name]);
  if (fault) throw new ProtocolFault('weak-password', fault);
  if (!(await usePasswordLink(db, token, nowMs()))) throw new ProtocolFault('gone', 'the link is unknown, used or expired');
  const { accountId, purpose } = link;
  await identity.setPassword(accountId, password);
  await endSignIns(parts, { accountId });
  const by = { kind: 'account', accountId };
  await noteFact(parts, { stream: 'accounts', type: 'PasswordChosen', data: { accountId, purpose }, by, atMs: nowMs() });
  return link;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function signInNow(
  parts: HttpParts,
  { request, reply }: Exchange,
  chosen: { readonly accountId: string; readonly login: string; readonly password: string },
) {
  const { email } = (await findAccount(parts.db, chosen.accountId)) ?? { email: null };
  const login = chosen.login === '' ? (email ?? '') : chosen.login;
  const answer = login === '' ? null : await parts.identity.signInByPassword(login, chosen.password, webHeaders(request));
  // Without a name to sign in with, or disabled meanwhile.
  if (!answer) throw new ProtocolFault('wrong-credentials', 'the password is set; sign in');
  void reply.header('set-cookie', [...answer.cookies]);
  if (answer.accountId === null) return { codeNeeded: true as const };
  await noteSignIn(parts, answer.accountId, { type: 'SignedIn', way: 'password' });
  return named(parts, answer.accountId);
}

function providerRoutes(app: HttpServer, parts: HttpParts): void {
  const { identity } = parts;
  const start = { tags, summary: 'Off to the organisation’s provider (OpenID Connect)', response: problems(404, 503) };
  app.get('/session/oidc', { config: PUBLIC, schema: start }, async (request, reply) => {
    const leaving = await identity.startOidc(webHeaders(request));
    if (!leaving) throw new ProtocolFault('not-found', 'no provider is configured');
    return reply.header('set-cookie', [...leaving.cookies]).redirect(leaving.url) as never;
  });

  const back = { tags, summary: 'Back from the provider; ends on a page with a session, or with ?error=', response: problems(503) };
  app.get('/session/oidc/callback', { config: PUBLIC, schema: back }, async (request, reply) => {
    const query = request.url.split('?')[1] ?? '';
    const { location, cookies } = await identity.finishOidc(query, webHeaders(request));
    const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
    const account = await identity.whoIs(new Headers({ cookie }));
    if (account) await noteSignIn(parts, account.accountId, { type: 'SignedIn', way: 'provider' });
    return reply.header('set-cookie', [...cookies]).redirect(location) as never;
  });
}

async function named({ db }: HttpParts, accountId: string) {
  const names = await accountNames(db, [accountId]);
  return { accountId, name: names[accountId] ?? '' };
}
