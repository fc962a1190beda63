/** `/api/v1/conferences/:id/invitations`: which rooms take part, by unit, branch and room, counted before it is done. */
import { Type, type Static } from 'typebox';
import { idSchema, invitedSites, pathAt, placeOf, type ConferenceCommand, type UnitId } from '@diemcau/core';
import { refusalProblem } from '../../errors.ts';
import { scopedCommandId } from '../../hub/conference-stream.ts';
import { roomOfSite } from '../../organisation/room-of-site.ts';
import { conferenceParams } from '../conference-shapes.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { idempotencySchema } from '../organisation-shapes.ts';
import { requirePlanner, type PlanDesk } from '../planners.ts';
import { problems, sendProblem } from '../problems.ts';

/** As many as a command that admits sites takes. */
const SITES_MAX = 50_000;
const ids = () => Type.Optional(Type.Array(idSchema(), { maxItems: SITES_MAX }));

/**
 * `units`: their rooms, with those below where `withBranch`. `without`: units whose rooms, with those
 * below, are left out. `siteIds`: rooms beside these. `drop`: rooms that come no more. With `preview`
 * nothing is done.
 */
const wantedSchema = Type.Object(
  {
    units: Type.Optional(Type.Array(Type.Object({ unitId: idSchema(), withBranch: Type.Boolean() }), { maxItems: SITES_MAX })),
    without: ids(),
    siteIds: ids(),
    drop: ids(),
    preview: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
type Wanted = Static<typeof wantedSchema>;
const outcomeSchema = Type.Object({
  added: Type.Array(Type.Object({ siteId: Type.String(), name: Type.String() }), { description: 'Rooms that are new in the conference' }),
  already: Type.Integer({ description: 'Rooms named that take part already' }),
  dropped: Type.Integer(),
  total: Type.Integer({ description: 'Rooms in the conference afterwards' }),
});

export function invitationRoutes(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags: ['planning'],
    summary: 'Invite rooms by unit, branch or one by one, and take rooms out',
    params: conferenceParams,
    headers: idempotencySchema,
    body: wantedSchema,
    response: { 200: outcomeSchema, ...problems(400, 401, 403, 404, 409, 422, 503) },
  };
  app.post('/conferences/:conferenceId/invitations', { config: { rule: 'planner' }, schema }, async (request, reply) => {
    const desk = await requirePlanner(parts, request);
    const { sites } = desk.state;
    const named = namedSites(parts, desk, request.body);
    const fresh = named.filter((siteId) => !Object.hasOwn(sites, siteId)).flatMap((siteId) => roomOfSite(parts.organisation, siteId) ?? []);
    const drop = [...new Set(request.body.drop ?? [])].filter((siteId) => Object.hasOwn(sites, siteId));
    const outcome = {
      added: fresh.map(({ siteId, name }) => ({ siteId, name })),
      already: named.length - fresh.length,
      dropped: drop.length,
      total: Object.keys(sites).length + fresh.length - drop.length,
    };
    if (request.body.preview) return outcome;
    const commands: ConferenceCommand[] = [
      ...(fresh.length > 0 ? [{ type: 'AdmitSites' as const, sites: fresh }] : []),
      ...drop.map((siteId) => ({ type: 'DropSite' as const, siteId })),
    ];
    for (const [index, command] of commands.entries()) {
      const commandId = scopedCommandId(desk.room.conferenceId, `${request.headers['idempotency-key']}:${index}`);
      const answer = await desk.room.execute({ command, by: desk.by, atMs: parts.nowMs(), commandId });
      if (!answer.ok) return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
    }
    return outcome;
  });
}

/** Rooms in use that the request names and the account may read, each once. */
function namedSites({ organisation }: HttpParts, { rights }: PlanDesk, wanted: Wanted): readonly string[] {
  const { tree, day } = rights.access;
  const pathOf = new Map<UnitId, readonly UnitId[]>();
  const known = (unitId: UnitId) => {
    const path = pathOf.get(unitId) ?? pathAt(tree, placeOf(tree, unitId, day) ?? unitId, { day });
    pathOf.set(unitId, path);
    return path;
  };
  const register = [...organisation.sites.step.state.sites.values()]
    .filter(({ active, unitId }) => active && rights.may('site.read', unitId))
    .map(({ siteId, unitId }) => ({ siteId, unitPath: known(unitId) }));
  const left = new Set(wanted.without ?? []);
  const byUnit = invitedSites(wanted.units ?? [], register).filter(({ unitPath }) => !unitPath.some((unitId) => left.has(unitId)));
  const single = new Set(wanted.siteIds ?? []);
  return [...new Set([...byUnit, ...register.filter(({ siteId }) => single.has(siteId))].map(({ siteId }) => siteId))];
}
