/** `/api/v1/grants`: who has which role where and for how long. */
import { Type } from 'typebox';
import {
  ACTIONS,
  grantsCommandSchema,
  grantsOf,
  idSchema,
  placeOf,
  scopesOf,
  type Grant,
  type GrantsCommand,
  type GrantsState,
  type UnitId,
} from '@diemcau/core';
import { refusalProblem } from '../../errors.ts';
import { organisationCommandId } from '../../organisation/organisation.ts';
import { grantRecord, grantRecordSchema } from '../grant-record.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { idempotencySchema, underField, versionSchema } from '../organisation-shapes.ts';
import { problems, sendProblem } from '../problems.ts';
import { rightsOf, type Rights } from '../rights.ts';

const listSchema = Type.Object({ version: Type.Integer(), grants: Type.Array(grantRecordSchema) });
const mineSchema = Type.Object({
  day: Type.String(),
  grants: Type.Array(grantRecordSchema),
  /** For each action that the account may do somewhere: `whole`, or the units at whose top it may. */
  actions: Type.Record(Type.String(), Type.Union([Type.Literal('whole'), Type.Array(Type.String())])),
});
const tags = ['organisation'];

export function grantRoutes(app: HttpServer, parts: HttpParts): void {
  const query = Type.Object({ accountId: Type.Optional(idSchema()), ...underField }, { additionalProperties: false });
  const list = {
    tags,
    summary: 'Roles, past and planned ones included',
    querystring: query,
    response: { 200: listSchema, ...problems(400, 401, 403, 503) },
  };
  app.get('/grants', { config: { rule: { action: 'grant.read', over: 'somewhere' } }, schema: list }, async (request) => {
    const rights = await rightsOf(parts, request);
    const { accountId, under } = request.query;
    const { version, state } = parts.organisation.grants.step;
    const grants = [...state.grants.values()].filter(
      (grant) =>
        (accountId === undefined || grant.accountId === accountId) &&
        (under === undefined || grant.unitId === under) &&
        rights.may('grant.read', grant.unitId),
    );
    return { version, grants: grants.map((grant) => grantRecord(rights.access, grant)) };
  });

  const mine = { tags, summary: 'What the account that asks may do, and where', response: { 200: mineSchema, ...problems(401, 503) } };
  app.get('/grants/mine', { config: { rule: 'session' }, schema: mine }, async (request) => {
    const { access, accountId } = await rightsOf(parts, request);
    const scopes = ACTIONS.map((action) => [action, scopesOf(access, accountId, action)] as const).filter(([, scope]) => scope.length > 0);
    const actions = Object.fromEntries(scopes.map(([action, scope]) => [action, scope === 'whole' ? scope : [...scope]]));
    return { day: access.day, grants: grantsOf(access.grants, accountId, access.day).map((grant) => grantRecord(access, grant)), actions };
  });
  commandRoute(app, parts);
}

function commandRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Give a role, name a deputy, end a role',
    headers: idempotencySchema,
    body: grantsCommandSchema,
    response: { 200: versionSchema, ...problems(400, 401, 403, 409, 422, 503) },
  };
  app.post('/grants/commands', { config: { rule: { action: 'grant.change', over: 'somewhere' } }, schema }, async (request, reply) => {
    const rights = await rightsOf(parts, request);
    const command = request.body as GrantsCommand;
    const unitId = target(parts.organisation.grants.step.state, command);
    rights.require('grant.change', unitId);
    if (isNowhere(rights, command)) return sendProblem(reply, refusalProblem('unit-unknown', { unitId: unitId ?? '' })) as never;
    const commandId = organisationCommandId('grants', request.headers['idempotency-key']);
    const answer = await parts.organisation.grants.execute({ command, by: rights.by, atMs: parts.nowMs(), commandId });
    if (answer.ok) return { version: answer.version };
    return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
  });
}

/** The unit whose roles the command changes; an unknown grant needs a right over everything. */
function target({ grants }: GrantsState, command: GrantsCommand): UnitId | null {
  if (command.type === 'GrantRole') return command.unitId;
  const grant: Grant | undefined = grants.get(command.type === 'NameDeputy' ? command.deputyOf : command.grantId);
  return grant?.unitId ?? null;
}

function isNowhere({ access }: Rights, command: GrantsCommand): boolean {
  return command.type === 'GrantRole' && command.unitId !== null && placeOf(access.tree, command.unitId, access.day) === null;
}
