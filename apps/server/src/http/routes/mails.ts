/** `/api/v1/mails`: what was sent, what failed, and slips to print; a forgotten password asks for one. */
import { Type } from 'typebox';
import { textSchema } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { allAccounts, findByLogin } from '../../hub/access/account-book.ts';
import { findMail, listMail, retryMail, type MailRow } from '../../jobs/mail-queue.ts';
import { mailText } from '../../jobs/mail-texts.ts';
import { handOutLink } from '../hand-out-link.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { networkOf } from '../network-of.ts';
import { languageSchema, nullable } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';
import { rightsOf } from '../rights.ts';
import { changeable } from './accounts.ts';

const tags = ['mail'];
const stateSchema = Type.Union([Type.Literal('queued'), Type.Literal('sent'), Type.Literal('failed'), Type.Literal('slip')]);
const mailSchema = Type.Object({
  mailId: Type.String(),
  accountId: Type.String(),
  name: Type.String(),
  address: nullable(Type.String({ description: 'null: no address, print the slip' })),
  kind: Type.Union([Type.Literal('invitation'), Type.Literal('reset')]),
  state: stateSchema,
  createdAtMs: Type.Number(),
  attempts: Type.Integer(),
  nextAtMs: Type.Number({ description: 'When a queued one is tried next' }),
  error: Type.String({ description: 'What the mail server said last' }),
  sentAtMs: nullable(Type.Number()),
});
const slipSchema = Type.Object({
  language: languageSchema,
  subject: Type.String(),
  paragraphs: Type.Array(Type.String()),
  name: Type.String(),
  url: Type.String({ description: 'For a QR code beside the text' }),
  expiresAtMs: Type.Number(),
});
const params = Type.Object({ mailId: Type.String({ maxLength: 64 }) });
const CHANGE = { rule: { action: 'account.change', over: 'somewhere' } } as const;

export function mailRoutes(app: HttpServer, parts: HttpParts): void {
  listRoute(app, parts);
  slipRoutes(app, parts);
  forgottenRoute(app, parts);
}

function listRoute(app: HttpServer, parts: HttpParts): void {
  const query = Type.Object({ state: Type.Optional(stateSchema) }, { additionalProperties: false });
  const list = Type.Object({ mails: Type.Array(mailSchema) });
  const schema = {
    tags,
    summary: 'The last thousand, or those of one state, of accounts one keeps',
    querystring: query,
    response: { 200: list, ...problems(400, 401, 403, 503) },
  };
  app.get('/mails', { config: CHANGE, schema }, async (request) => {
    const rights = await rightsOf(parts, request);
    const { state } = request.query;
    const accounts = new Map((await allAccounts(parts.db)).map((account) => [account.accountId, account]));
    const mails = await listMail(parts.db, state === undefined ? ['queued', 'sent', 'failed', 'slip'] : [state]);
    const mine = mails.filter(({ accountId }) => rights.may('account.change', accounts.get(accountId)?.unitId ?? null));
    return { mails: mine.map(({ params: _links, ...mail }) => ({ ...mail, name: accounts.get(mail.accountId)?.name ?? '' })) };
  });
}

function slipRoutes(app: HttpServer, parts: HttpParts): void {
  const slip = {
    tags,
    summary: 'A mail as a slip to print and hand over; it holds the link',
    params,
    response: { 200: slipSchema, ...problems(401, 403, 404, 410, 503) },
  };
  app.get('/mails/:mailId/slip', { config: CHANGE, schema: slip }, async (request) => {
    const mail = await mailOf(parts, request.params.mailId);
    await changeable(parts, request, mail.accountId);
    if (!mail.params || mail.params.expiresAtMs <= parts.nowMs())
      throw new ProtocolFault('gone', 'it was delivered, or its link has ended; hand out a new one');
    const { subject, paragraphs } = mailText(mail.kind, mail.language, mail.params);
    const { name, url, expiresAtMs } = mail.params;
    return { language: mail.language, subject, paragraphs: [...paragraphs], name, url, expiresAtMs };
  });

  const retry = {
    tags,
    summary: 'Try a mail that failed again, from now on',
    params,
    response: { 204: Type.Null(), ...problems(401, 403, 404, 409, 503) },
  };
  app.post('/mails/:mailId/retry', { config: CHANGE, schema: retry }, async (request, reply) => {
    const mail = await mailOf(parts, request.params.mailId);
    await changeable(parts, request, mail.accountId);
    if (!(await retryMail(parts.db, mail.mailId, parts.nowMs()))) throw new ProtocolFault('already-exists', 'it is not one that failed');
    void parts.mail.sendDue().catch(() => undefined);
    return reply.code(204).send(null);
  });
}

async function mailOf({ db }: HttpParts, mailId: string): Promise<MailRow> {
  const mail = await findMail(db, mailId);
  if (!mail) throw new ProtocolFault('not-found', 'no such mail');
  return mail;
}

function forgottenRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags: ['session'],
    summary: 'Ask for a link with which a forgotten password is replaced; the answer says nothing of who has an account',
    body: Type.Object({ login: textSchema(256, 1) }, { additionalProperties: false }),
    response: { 202: Type.Null(), ...problems(400, 403, 429, 503) },
  };
  app.post('/session/forgotten', { config: { rule: 'public' }, schema }, async (request, reply) => {
    const { guesses, nowMs, db } = parts;
    const { login } = request.body;
    const guess = { login: `forgotten ${login}`, network: networkOf(request.ip) };
    const waitMs = await guesses.waitMs(guess, nowMs());
    if (waitMs > 0) throw new ProtocolFault('too-many-requests', `wait ${Math.ceil(waitMs / 1_000)} s before asking again`);
    await guesses.failed(guess, nowMs());
    const account = await findByLogin(db, login);
    // Without an address somebody in charge hands out the link.
    if (account?.email && account.disabledAtMs === null && parts.config.smtpUrl !== undefined)
      void handOutLink(parts, { accountId: account.accountId, purpose: 'reset' }).catch((error: unknown) =>
        parts.log.warn({ err: error }, 'a link was not mailed'),
      );
    return reply.code(202).send(null);
  });
}
