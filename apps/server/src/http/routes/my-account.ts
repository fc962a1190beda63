/** `/api/v1/account/me`: what somebody keeps of their own account: password, second factor, open sign-ins. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { ProtocolFault } from '../../errors.ts';
import { findAccount, openSessions, reviseAccount } from '../../hub/access/account-book.ts';
import { closeSignIn, endSignIns } from '../../hub/end-sign-ins.ts';
import { noteFact } from '../../journal/note-fact.ts';
import { requireAccount, requireBrowser, requireSignedIn, webHeaders } from '../callers.ts';
import { accountRecordSchema } from '../account-shapes.ts';
import { unitName } from '../grant-record.ts';
import { guardedGuess } from '../guarded-guess.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import type { SignedIn } from '../identity.ts';
import { languageSchema } from '../organisation-shapes.ts';
import { passwordFault } from '../identity/password.ts';
import { problems } from '../problems.ts';

const tags = ['my account'];
const closed = { additionalProperties: false };
const SESSION = { rule: 'session' } as const;
/** Also while a second factor is owed, which is set up here. */
const SIGNED_IN = { rule: 'signed-in' } as const;
const BROWSER = { rule: 'browser' } as const;
const passwordSchema = Type.String({ minLength: 1, maxLength: 256 });
const sessionSchema = Type.Object({
  sessionId: Type.String(),
  label: Type.String({ description: 'What the browser calls itself' }),
  beganAtMs: Type.Number(),
  expiresAtMs: Type.Number(),
  current: Type.Boolean({ description: 'The one that asks' }),
});
const withPassword = Type.Object({ password: passwordSchema }, closed);
const codesSchema = Type.Array(Type.String(), { description: 'Each works once, in the place of a code; told this once' });

export function myAccountRoutes(app: HttpServer, parts: HttpParts): void {
  ownRecordRoute(app, parts);
  ownPasswordRoute(app, parts);
  ownSessionRoutes(app, parts);
  totpRoutes(app, parts);
}

function ownRecordRoute(app: HttpServer, parts: HttpParts): void {
  const ownSchema = Type.Intersect([accountRecordSchema, Type.Object({ unitName: Type.String() })]);
  const schema = { tags, summary: 'The account that asks', response: { 200: ownSchema, ...problems(401, 503) } };
  app.get('/account/me', { config: SIGNED_IN, schema }, async (request) => {
    const { accountId } = await requireSignedIn(parts, request);
    const record = (await findAccount(parts.db, accountId))!;
    return { ...record, unitName: unitName(parts.organisation.access(), record.unitId) };
  });

  const revise = {
    tags,
    summary: 'The language of one’s own mail; whoever keeps the account changes the rest',
    body: Type.Object({ language: languageSchema }, closed),
    response: { 204: Type.Null(), ...problems(400, 401, 403, 503) },
  };
  app.put('/account/me', { config: SESSION, schema: revise }, async (request, reply) => {
    const { accountId } = await requireAccount(parts, request);
    const { name, username, email, unitId, contactId } = (await findAccount(parts.db, accountId))!;
    await reviseAccount(parts.db, accountId, { name, username, email, unitId, contactId, ...request.body });
    return reply.code(204).send(null);
  });
}

function ownPasswordRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Choose another password; every other sign-in of the account ends',
    body: Type.Object(
      {
        current: Type.Optional(Type.String({ maxLength: 256, description: 'Needed where there is a password' })),
        password: passwordSchema,
      },
      closed,
    ),
    response: { 204: Type.Null(), ...problems(400, 401, 403, 422, 429, 503) },
  };
  app.put('/account/me/password', { config: BROWSER, schema }, async (request, reply) => {
    const me = await requireBrowser(parts, request);
    const record = (await findAccount(parts.db, me.accountId))!;
    const { current = '', password } = request.body;
    if (record.hasPassword) await requirePassword(parts, { request, reply, me }, current);
    const fault = passwordFault(password, [record.name, record.username ?? '', record.email?.split('@')[0] ?? '']);
    if (fault) throw new ProtocolFault('weak-password', fault);
    await parts.identity.setPassword(me.accountId, password);
    await endSignIns(parts, { accountId: me.accountId, except: me.authSessionId });
    await note(parts, me, 'PasswordChanged', {});
    return reply.code(204).send(null);
  });
}

function ownSessionRoutes(app: HttpServer, parts: HttpParts): void {
  const list = {
    tags,
    summary: 'Where this account is signed in',
    response: { 200: Type.Object({ sessions: Type.Array(sessionSchema) }), ...problems(401, 503) },
  };
  app.get('/account/me/sessions', { config: SESSION, schema: list }, async (request) => {
    const { accountId, authSessionId } = await requireAccount(parts, request);
    const sessions = await openSessions(parts.db, accountId);
    return { sessions: sessions.map((one) => ({ ...one, current: one.sessionId === authSessionId })) };
  });

  const one = {
    tags,
    summary: 'End a sign-in; its sockets and its media end with it, on every worker',
    params: Type.Object({ sessionId: Type.String({ maxLength: 64 }) }),
    response: { 204: Type.Null(), ...problems(401, 403, 404, 503) },
  };
  app.delete('/account/me/sessions/:sessionId', { config: SESSION, schema: one }, async (request, reply) => {
    const me = await requireAccount(parts, request);
    const ended = await endSignIns(parts, { accountId: me.accountId, only: request.params.sessionId });
    if (ended === 0) throw new ProtocolFault('not-found', 'no such sign-in of yours');
    await note(parts, me, 'SignInsEnded', { count: ended });
    return reply.code(204).send(null);
  });

  const others = { tags, summary: 'End every other sign-in', response: { 204: Type.Null(), ...problems(401, 403, 503) } };
  app.delete('/account/me/sessions', { config: SESSION, schema: others }, async (request, reply) => {
    const me = await requireAccount(parts, request);
    const ended = await endSignIns(parts, { accountId: me.accountId, except: me.authSessionId });
    if (ended > 0) await note(parts, me, 'SignInsEnded', { count: ended });
    return reply.code(204).send(null);
  });
}

function totpRoutes(app: HttpServer, parts: HttpParts): void {
  const begun = Type.Object({ uri: Type.String({ description: 'otpauth://, for a QR code' }), recoveryCodes: codesSchema });
  const begin = {
    tags,
    summary: 'A second factor: the secret for the authenticator and recovery codes; it counts once a code has confirmed it',
    body: withPassword,
    response: { 200: begun, ...problems(400, 401, 403, 429, 503) },
  };
  app.post('/account/me/totp', { config: BROWSER, schema: begin }, async (request, reply) => {
    const me = await requireBrowser(parts, request);
    const look = () => parts.identity.beginTotp(request.body.password, webHeaders(request));
    const { uri, recoveryCodes } = await guarded(parts, { request, reply, me }, look);
    const { username, email, name } = (await findAccount(parts.db, me.accountId))!;
    return { uri: labelled(uri, username ?? email ?? name), recoveryCodes: [...recoveryCodes] };
  });

  const confirm = {
    tags,
    summary: 'Confirm the second factor with a first code',
    body: Type.Object({ code: Type.String({ pattern: '^\\d{6}$' }) }, closed),
    response: { 204: Type.Null(), ...problems(400, 401, 403, 429, 503) },
  };
  app.post('/account/me/totp/confirm', { config: BROWSER, schema: confirm }, async (request, reply) => {
    const look = () => parts.identity.confirmTotp(request.body.code, webHeaders(request));
    return renewed(parts, { request, reply }, { look, fact: 'SecondFactorBegun' });
  });

  const end = {
    tags,
    summary: 'Give the second factor up',
    body: withPassword,
    response: { 204: Type.Null(), ...problems(400, 401, 403, 429, 503) },
  };
  app.post('/account/me/totp/end', { config: BROWSER, schema: end }, async (request, reply) => {
    const look = () => parts.identity.endTotp(request.body.password, webHeaders(request));
    return renewed(parts, { request, reply }, { look, fact: 'SecondFactorEnded' });
  });

  const codes = {
    tags,
    summary: 'New recovery codes; the old ones stop working',
    body: withPassword,
    response: { 200: Type.Object({ recoveryCodes: codesSchema }), ...problems(400, 401, 403, 429, 503) },
  };
  app.post('/account/me/totp/recovery-codes', { config: BROWSER, schema: codes }, async (request, reply) => {
    const me = await requireBrowser(parts, request);
    const look = () => parts.identity.renewRecoveryCodes(request.body.password, webHeaders(request));
    return { recoveryCodes: [...(await guarded(parts, { request, reply, me }, look))] };
  });
}

/** What the app lists the account as: what its owner signs in with, and not the address that nobody has. */
function labelled(uri: string, login: string): string {
  const issuer = new URL(uri).searchParams.get('issuer') ?? '';
  return uri.replace(/^otpauth:\/\/totp\/[^?]*/, `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`);
}

interface Asked {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly me: SignedIn;
}

function guarded<T>(parts: HttpParts, { request, reply, me }: Asked, look: () => Promise<T | null>): Promise<T> {
  return guardedGuess(parts, { request, reply, login: me.accountId }, look);
}

async function requirePassword(parts: HttpParts, asked: Asked, password: string): Promise<void> {
  await guarded(parts, asked, async () => ((await parts.identity.isPassword(asked.me.accountId, password)) ? true : null));
}

/** better-auth makes the session anew; what was open by the old one comes back by itself with the new cookie. */
async function renewed(
  parts: HttpParts,
  { request, reply }: Omit<Asked, 'me'>,
  step: { readonly look: () => Promise<readonly string[] | null>; readonly fact: string },
): Promise<never> {
  const me = await requireBrowser(parts, request);
  const cookies = await guarded(parts, { request, reply, me }, step.look);
  await closeSignIn(parts, me.authSessionId, 'server-restarting');
  await note(parts, me, step.fact, {});
  return reply
    .header('set-cookie', [...cookies])
    .code(204)
    .send(null) as never;
}

async function note(
  parts: HttpParts,
  { accountId }: SignedIn,
  type: string,
  data: Readonly<Record<string, string | number>>,
): Promise<void> {
  const by = { kind: 'account', accountId };
  await noteFact(parts, { stream: 'accounts', type, data: { accountId, ...data }, by, atMs: parts.nowMs() });
}
