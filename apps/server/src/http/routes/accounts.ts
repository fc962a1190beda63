/** `/api/v1/accounts`: who keeps accounts invites, revises, disables, and hands out links. */
import { Type, type Static } from 'typebox';
import type { FastifyRequest } from 'fastify';
import {
  foldVietnamese,
  grantsOf,
  idSchema,
  placeOf,
  textSchema,
  tidy,
  type Access,
  type Day,
  type Grant,
  type UnitId,
} from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import {
  addAccount,
  allAccounts,
  findAccount,
  removeSecondFactor,
  reviseAccount,
  setDisabled,
  type AccountForm,
  type AccountRecord,
} from '../../hub/access/account-book.ts';
import { wantedRoles, type WantedRole } from '../../hub/access/role-proposals.ts';
import { endSignIns } from '../../hub/end-sign-ins.ts';
import { noteFact } from '../../journal/note-fact.ts';
import { accountRecordSchema } from '../account-shapes.ts';
import { roleSchema, unitName } from '../grant-record.ts';
import { handOutLink } from '../hand-out-link.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { languageSchema, nullable, pageFields, pageOf, searchField, underField } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';
import { rightsOf, type Rights } from '../rights.ts';

const tags = ['accounts'];
const READ = { rule: { action: 'account.read', over: 'somewhere' } } as const;
const CHANGE = { rule: { action: 'account.change', over: 'somewhere' } } as const;
const params = Type.Object({ accountId: idSchema() });
const NAME_MAX_CHARS = 200;

/** `unitId` null: of the whole organisation, which only its administrators write. */
const formSchema = Type.Object(
  {
    name: textSchema(NAME_MAX_CHARS, 1),
    username: nullable(Type.String({ pattern: '^[A-Za-z0-9._-]{3,64}$' })),
    email: nullable(Type.String({ maxLength: 200, pattern: '^[^\\s<>@]+@[^\\s<>@]+$' })),
    unitId: nullable(idSchema()),
    contactId: Type.Optional(nullable(idSchema())),
    language: Type.Optional(languageSchema),
  },
  { additionalProperties: false },
);
const listedSchema = Type.Intersect([
  accountRecordSchema,
  Type.Object({ unitName: Type.String(), roles: Type.Array(roleSchema, { description: 'Held today, as far as the reader may see' }) }),
]);
const proposalSchema = Type.Object({
  contactId: Type.String(),
  name: Type.String(),
  post: Type.String(),
  email: Type.String(),
  unitId: Type.String(),
  unitName: Type.String(),
  role: roleSchema,
  accountId: nullable(Type.String({ description: 'null: to be invited first' })),
});
/** The link stands here for whoever has no mail; the same stands on the slip. */
const linkSchema = Type.Object({
  accountId: Type.String(),
  url: Type.String({ description: 'Works once, and replaces the one before' }),
  expiresAtMs: Type.Number(),
  mailId: Type.String({ description: 'How it fares, and its slip, under /mails' }),
});

export function accountRoutes(app: HttpServer, parts: HttpParts): void {
  listRoutes(app, parts);
  inviteRoute(app, parts);
  reviseRoute(app, parts);
  disableRoutes(app, parts);
  linkRoutes(app, parts);
  secondFactorRoute(app, parts);
}

function listRoutes(app: HttpServer, parts: HttpParts): void {
  const query = Type.Object({ ...underField, ...searchField, ...pageFields }, { additionalProperties: false });
  const page = Type.Object({ accounts: Type.Array(listedSchema), nextCursor: nullable(Type.String()), total: Type.Integer() });
  const list = {
    tags,
    summary: 'Accounts of the units one may read',
    querystring: query,
    response: { 200: page, ...problems(400, 401, 403, 503) },
  };
  app.get('/accounts', { config: READ, schema: list }, async (request) => {
    const rights = await rightsOf(parts, request);
    const { under, search } = request.query;
    const wanted = foldVietnamese(search ?? '');
    const found = (await allAccounts(parts.db)).filter(
      (one) =>
        rights.may('account.read', one.unitId) &&
        (under === undefined || one.unitId === under) &&
        foldVietnamese(`${one.name} ${one.username ?? ''} ${one.email ?? ''}`).includes(wanted),
    );
    const { items, nextCursor, total } = pageOf(found, request.query);
    return { accounts: items.map((account) => listed(rights, account)), nextCursor, total };
  });
  proposalRoute(app, parts);

  const one = { tags, summary: 'An account', params, response: { 200: listedSchema, ...problems(401, 403, 404, 503) } };
  app.get('/accounts/:accountId', { config: READ, schema: one }, async (request) => {
    const rights = await rightsOf(parts, request);
    const account = await findAccount(parts.db, request.params.accountId);
    // Whoever may not read it does not learn whether it is there.
    if (!account || !rights.may('account.read', account.unitId)) throw new ProtocolFault('not-found', 'no such account of yours');
    return listed(rights, account);
  });
}

function listed({ access, may }: Rights, account: AccountRecord) {
  const held = grantsOf(access.grants, account.accountId, access.day).filter(({ unitId }) => may('grant.read', unitId));
  return { ...account, unitName: unitName(access, account.unitId), roles: [...new Set(held.map(({ role }) => role))] };
}

/** A list never gives a right: whoever keeps accounts reads what it wishes for, and decides. */
function proposalRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'People of the imported list with a role that nobody has given them yet',
    response: { 200: Type.Object({ proposals: Type.Array(proposalSchema) }), ...problems(401, 403, 503) },
  };
  app.get('/accounts/proposals', { config: CHANGE, schema }, async (request) => {
    const { access, may } = await rightsOf(parts, request);
    const { grants } = access.grants;
    const isGiven = ({ accountId, role }: WantedRole) =>
      accountId !== null && [...grants.values()].some((one) => one.accountId === accountId && one.role === role && lasts(one, access.day));
    const open = (await wantedRoles(parts.db)).filter((one) => may('account.change', one.unitId) && !isGiven(one));
    return { proposals: open.map((one) => ({ ...one, ...placeOfProposal(access, one.unitId) })) };
  });
}

/** Where the unit was merged meanwhile, the role is proposed over the one that carries on. */
function placeOfProposal(access: Access, unitId: UnitId) {
  const place = placeOf(access.tree, unitId, access.day) ?? unitId;
  return { unitId: place, unitName: unitName(access, place) };
}

function lasts({ until }: Grant, day: Day): boolean {
  return until === null || until >= day;
}

function inviteRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Invite somebody: an account and a link with which they choose a password',
    body: formSchema,
    response: { 201: linkSchema, ...problems(400, 401, 403, 404, 409, 503) },
  };
  app.post('/accounts', { config: CHANGE, schema }, async (request, reply) => {
    const rights = await rightsOf(parts, request);
    const form = formOf(request.body);
    requireUnit(rights, form);
    const accountId = await addAccount(parts.db, form);
    if (accountId === null) throw new ProtocolFault('already-exists', 'another account has this user name or e-mail address');
    await note(parts, rights, { type: 'AccountInvited', accountId, unitId: form.unitId });
    const link = await handOutLink(parts, { accountId, purpose: 'invitation' });
    return reply.code(201).send({ accountId, ...link });
  });
}

function reviseRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Change what is written of an account',
    params,
    body: formSchema,
    response: { 204: Type.Null(), ...problems(400, 401, 403, 404, 409, 503) },
  };
  app.put('/accounts/:accountId', { config: CHANGE, schema }, async (request, reply) => {
    const { rights, account } = await changeable(parts, request, request.params.accountId);
    const form = formOf(request.body);
    requireUnit(rights, form);
    if (!(await reviseAccount(parts.db, account.accountId, form)))
      throw new ProtocolFault('already-exists', 'another account has this user name or e-mail address');
    await note(parts, rights, { type: 'AccountRevised', accountId: account.accountId, unitId: form.unitId });
    return reply.code(204).send(null);
  });
}

function disableRoutes(app: HttpServer, parts: HttpParts): void {
  const response = { 204: Type.Null(), ...problems(401, 403, 404, 409, 503) };
  const disable = { tags, summary: 'Disable an account: every sign-in ends and no way in is left', params, response };
  app.post('/accounts/:accountId/disable', { config: CHANGE, schema: disable }, async (request, reply) => {
    const { rights, account } = await changeable(parts, request, request.params.accountId);
    const { accountId, unitId } = account;
    if (accountId === rights.accountId) throw new ProtocolFault('not-allowed', 'nobody disables themselves');
    await setDisabled(parts.db, accountId, parts.nowMs());
    await endSignIns(parts, { accountId });
    await note(parts, rights, { type: 'AccountDisabled', accountId, unitId });
    return reply.code(204).send(null);
  });

  const enable = { tags, summary: 'Enable a disabled account again', params, response };
  app.post('/accounts/:accountId/enable', { config: CHANGE, schema: enable }, async (request, reply) => {
    const { rights, account } = await changeable(parts, request, request.params.accountId);
    await setDisabled(parts.db, account.accountId, null);
    await note(parts, rights, { type: 'AccountEnabled', accountId: account.accountId, unitId: account.unitId });
    return reply.code(204).send(null);
  });

  const end = { tags, summary: 'End every sign-in of an account', params, response };
  app.delete('/accounts/:accountId/sessions', { config: CHANGE, schema: end }, async (request, reply) => {
    const { rights, account } = await changeable(parts, request, request.params.accountId);
    await endSignIns(parts, { accountId: account.accountId });
    await note(parts, rights, { type: 'SignInsEnded', accountId: account.accountId, unitId: account.unitId });
    return reply.code(204).send(null);
  });
}

function linkRoutes(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'A link with which a new password is chosen; the second factor stays',
    params,
    response: { 201: linkSchema, ...problems(401, 403, 404, 503) },
  };
  app.post('/accounts/:accountId/reset-link', { config: CHANGE, schema }, async (request, reply) => {
    const { rights, account } = await changeable(parts, request, request.params.accountId);
    const { accountId, unitId, hasPassword } = account;
    await note(parts, rights, { type: 'ResetLinkIssued', accountId, unitId });
    const link = await handOutLink(parts, { accountId, purpose: hasPassword ? 'reset' : 'invitation' });
    return reply.code(201).send({ accountId, ...link });
  });
}

function secondFactorRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Remove the second factor of somebody whose phone and recovery codes are lost; every sign-in ends',
    params,
    response: { 204: Type.Null(), ...problems(401, 403, 404, 503) },
  };
  app.delete('/accounts/:accountId/totp', { config: CHANGE, schema }, async (request, reply) => {
    const { rights, account } = await changeable(parts, request, request.params.accountId);
    const { accountId, unitId } = account;
    if (accountId === rights.accountId) throw new ProtocolFault('not-allowed', 'one’s own is ended with the password, under /account/me');
    if (!(await removeSecondFactor(parts.db, accountId))) throw new ProtocolFault('not-found', 'there is no second factor');
    await endSignIns(parts, { accountId });
    await note(parts, rights, { type: 'SecondFactorRemoved', accountId, unitId });
    return reply.code(204).send(null);
  });
}

/**
 * Whoever may change an account can become it, so they need the right over its unit and over every unit
 * it has a role in. Throws ProtocolFault `not-found`, `not-allowed`.
 */
export async function changeable(
  parts: HttpParts,
  request: FastifyRequest,
  accountId: string,
): Promise<{ readonly rights: Rights; readonly account: AccountRecord }> {
  const rights = await rightsOf(parts, request);
  const account = await findAccount(parts.db, accountId);
  if (!account || !rights.may('account.read', account.unitId)) throw new ProtocolFault('not-found', 'no such account of yours');
  const roles = grantsOf(rights.access.grants, accountId, rights.access.day);
  rights.require('account.change', account.unitId, ...roles.map(({ unitId }) => unitId));
  return { rights, account };
}

function requireUnit(rights: Rights, { unitId }: AccountForm): void {
  rights.require('account.change', unitId);
  if (unitId !== null && placeOf(rights.access.tree, unitId, rights.access.day) === null)
    throw new ProtocolFault('not-found', 'no such unit');
}

function formOf({ name, contactId = null, language = 'vi', ...rest }: Static<typeof formSchema>): AccountForm {
  return { ...rest, name: tidy(name), contactId, language };
}

async function note(
  parts: HttpParts,
  { by }: Rights,
  { type, ...data }: { readonly type: string; readonly accountId: string; readonly unitId: string | null },
): Promise<void> {
  await noteFact(parts, { stream: 'accounts', type, data, by: { ...by }, atMs: parts.nowMs() });
}
