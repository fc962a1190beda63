/** `/api/v1/units`: the tree on any day as known at any time, what is recorded about a unit, and commands. */
import { Type } from 'typebox';
import {
  daySchema,
  heirsAt,
  historyOf,
  idSchema,
  plansAfter,
  predecessorsAt,
  treeCommandSchema,
  treeTargets,
  unitAt,
  type TreeCommand,
  type UnitId,
} from '@diemcau/core';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { organisationCommandId } from '../../organisation/organisation.ts';
import { listUnits, namePath } from '../../organisation/unit-list.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import {
  asOfFields,
  asOfQuery,
  idempotencySchema,
  nullable,
  pageFields,
  pageOf,
  searchField,
  underField,
  versionSchema,
} from '../organisation-shapes.ts';
import { problems, sendProblem } from '../problems.ts';
import { rightsOf } from '../rights.ts';
import type { Rule } from '../rules/rule.ts';

const unitFields = {
  unitId: Type.String(),
  code: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  parentId: nullable(Type.String()),
};
const listedSchema = Type.Object({
  ...unitFields,
  level: Type.Integer({ description: 'Depth below the top, 0 there' }),
  childCount: Type.Integer(),
  path: Type.Optional(Type.Array(Type.String(), { description: 'Names from the top down, with a search only' })),
});
const listSchema = Type.Object({
  version: Type.Integer({ description: 'Of the tree; commands move it' }),
  day: daySchema(),
  units: Type.Array(listedSchema),
  nextCursor: nullable(Type.String()),
  total: Type.Integer(),
});
const detailSchema = Type.Object({
  day: daySchema(),
  unit: nullable(Type.Object(unitFields, { description: 'null: it does not exist on that day' })),
  path: Type.Array(Type.String()),
  heirs: Type.Array(Type.String(), { description: 'Who carries on: itself, or its successors of that day' }),
  predecessors: Type.Array(Type.String()),
});
const factSchema = Type.Object({
  field: Type.String({ description: 'exists, successors, parent, name, code or kind' }),
  value: Type.Unsafe<string | boolean | null | readonly string[]>({}),
  from: daySchema(),
  document: Type.String(),
  recordedAtMs: Type.Integer(),
  holds: Type.Boolean({ description: 'false: a later record for the same day overrules it' }),
});
const params = Type.Object({ unitId: idSchema() });
const OWN_UNIT: Rule = { action: 'unit.read', over: { param: 'unitId' } };

export function unitRoutes(app: HttpServer, parts: HttpParts): void {
  listRoute(app, parts);
  detailRoutes(app, parts);
  plansRoute(app, parts);
  commandRoute(app, parts);
}

function listRoute(app: HttpServer, parts: HttpParts): void {
  const query = Type.Object({ ...asOfFields, ...underField, ...searchField, ...pageFields }, { additionalProperties: false });
  const schema = {
    tags: ['organisation'],
    summary: 'Units of a day',
    querystring: query,
    response: { 200: listSchema, ...problems(400, 401, 403, 503) },
  };
  app.get('/units', { config: { rule: { action: 'unit.read', over: 'somewhere' } }, schema }, async (request) => {
    const rights = await rightsOf(parts, request);
    const scope = rights.requireScope('unit.read');
    const { version, state } = parts.organisation.tree.step;
    const { under, search } = request.query;
    const asOf = asOfQuery(request.query, rights.access.day);
    const page = pageOf(listUnits(state, { asOf, scope, under, search }), request.query);
    const isSearch = search !== undefined && search !== '';
    const units = isSearch ? page.items.map((unit) => ({ ...unit, path: [...namePath(state, unit.unitId, asOf)] })) : [...page.items];
    return { version, day: asOf.day, units, nextCursor: page.nextCursor, total: page.total };
  });
}

function detailRoutes(app: HttpServer, parts: HttpParts): void {
  const tags = ['organisation'];
  const query = Type.Object(asOfFields, { additionalProperties: false });
  const detail = {
    tags,
    summary: 'A unit on a day',
    params,
    querystring: query,
    response: { 200: detailSchema, ...problems(400, 401, 403, 404, 503) },
  };
  app.get('/units/:unitId', { config: { rule: OWN_UNIT }, schema: detail }, async (request) => {
    const rights = await rightsOf(parts, request);
    const { unitId } = request.params;
    rights.require('unit.read', unitId);
    const { state } = parts.organisation.tree.step;
    if (!state.units.has(unitId)) throw new ProtocolFault('not-found', 'no such unit');
    const asOf = asOfQuery(request.query, rights.access.day);
    const lists = { heirs: [...heirsAt(state, unitId, asOf)], predecessors: [...predecessorsAt(state, unitId, asOf)] };
    return { day: asOf.day, unit: unitAt(state, unitId, asOf), path: [...namePath(state, unitId, asOf)], ...lists };
  });

  const facts = Type.Object({ facts: Type.Array(factSchema) });
  const history = {
    tags,
    summary: 'What is recorded about a unit, past and planned',
    params,
    response: { 200: facts, ...problems(401, 403, 404, 503) },
  };
  app.get('/units/:unitId/history', { config: { rule: OWN_UNIT }, schema: history }, async (request) => {
    const { unitId } = request.params;
    (await rightsOf(parts, request)).require('unit.read', unitId);
    const { state } = parts.organisation.tree.step;
    if (!state.units.has(unitId)) throw new ProtocolFault('not-found', 'no such unit');
    return { facts: [...historyOf(state, unitId)] };
  });
}

const plansSchema = Type.Object({
  plans: Type.Array(
    Type.Object({
      from: daySchema(),
      document: Type.String(),
      units: Type.Array(Type.Object({ unitId: Type.String(), name: Type.String({ description: 'On that day, or the last it had' }) })),
      total: Type.Integer({ description: 'Units the asker may read; the first hundred are listed' }),
    }),
  ),
});
/** Whoever wants to know of more looks at the tree of that day. */
const PLANNED_UNITS_SHOWN = 100;

function plansRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags: ['organisation'],
    summary: 'What is planned for days to come, by day and document',
    response: { 200: plansSchema, ...problems(401, 403, 503) },
  };
  app.get('/unit-plans', { config: { rule: { action: 'unit.read', over: 'somewhere' } }, schema }, async (request) => {
    const rights = await rightsOf(parts, request);
    const { state } = parts.organisation.tree.step;
    const plans = plansAfter(state, rights.access.day).map(({ from, document, unitIds }) => {
      const readable = unitIds.filter((unitId) => rights.may('unit.read', unitId));
      const nameOf = (unitId: UnitId) =>
        (unitAt(state, unitId, { day: from }) ?? unitAt(state, unitId, { day: rights.access.day }))?.name ?? unitId;
      const units = readable.slice(0, PLANNED_UNITS_SHOWN).map((unitId) => ({ unitId, name: nameOf(unitId) }));
      return { from, document, units, total: readable.length };
    });
    return { plans: plans.filter(({ total }) => total > 0) };
  });
}

function commandRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags: ['organisation'],
    summary: 'Change the tree from a day on',
    headers: idempotencySchema,
    body: treeCommandSchema,
    response: { 200: versionSchema, ...problems(400, 401, 403, 409, 422, 503) },
  };
  app.post('/units/commands', { config: { rule: { action: 'unit.change', over: 'somewhere' } }, schema }, async (request, reply) => {
    const rights = await rightsOf(parts, request);
    const command = request.body as TreeCommand;
    rights.require('unit.change', ...treeTargets(parts.organisation.tree.step.state, command));
    const commandId = organisationCommandId('tree', request.headers['idempotency-key']);
    const answer = await parts.organisation.tree.execute({ command, by: rights.by, atMs: parts.nowMs(), commandId });
    if (answer.ok) return { version: answer.version };
    return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
  });
}
