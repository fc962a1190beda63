/** `/api/v1/conferences/:id/plan`: how a conference is prepared, for its officers and for whoever may prepare those of its unit. */
import { Type } from 'typebox';
import { conferenceCommandSchema, unitAt, view, type ConferenceCommand, type ConferenceCommandType } from '@diemcau/core';
import { ProtocolFault, refusalProblem } from '../../errors.ts';
import { accountNames } from '../../hub/access/accounts.ts';
import { scopedCommandId } from '../../hub/conference-stream.ts';
import { rehearsalsOf } from '../../hub/conference-summaries.ts';
import { seriesOfConference } from '../../hub/series-book.ts';
import { contactsById } from '../../organisation/contacts.ts';
import { refreshOf } from '../../organisation/room-of-site.ts';
import { conferenceParams, summaryFields, viewFields } from '../conference-shapes.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { idempotencySchema, nullable, versionSchema } from '../organisation-shapes.ts';
import { isAtDesk, requirePlanner, requirePlanReader, type PlanDesk } from '../planners.ts';
import { problems, sendProblem } from '../problems.ts';

/** What belongs to preparing. Running a conference takes a seat in it, and the live socket or `/commands`. */
const PLANNING: ReadonlySet<ConferenceCommandType> = new Set<ConferenceCommandType>([
  'ReviseConference',
  'ScheduleConference',
  'CancelConference',
  'DropSite',
  'ExpectHeadcounts',
  'SetHall',
  'AppointOfficer',
  'DismissOfficer',
  'PlanAgenda',
  'AddItem',
  'ReviseItem',
  'MoveItem',
  'CutItem',
  'RestoreItem',
  'AddChecklistItems',
  'DropChecklistItem',
  'TickChecklistItem',
  'UntickChecklistItem',
]);

const named = (id: string) => nullable(Type.Object({ [id]: Type.String(), title: Type.String() }));
const planSchema = Type.Object({
  ...viewFields,
  organisation: Type.String({ description: 'Its name, for printed pages' }),
  unit: nullable(Type.Object({ unitId: Type.String(), name: Type.String() })),
  series: named('seriesId'),
  rehearsalOf: named('conferenceId'),
  rehearsals: Type.Array(Type.Object(summaryFields)),
  officerNames: Type.Record(Type.String(), Type.String()),
  isOfficer: Type.Boolean({ description: 'May open the live socket as a console' }),
  organises: Type.Boolean({ description: 'May give planning commands' }),
  mayCreate: Type.Boolean({ description: 'May create conferences of this unit, and so duplicate it' }),
  changedSites: Type.Integer({ description: 'Rooms that the register or the tree has otherwise by now; brought along at the opening' }),
});
/** Personal data: whom to phone in each room. */
const contactsSchema = Type.Object({
  sites: Type.Array(
    Type.Object({
      siteId: Type.String(),
      room: Type.String(),
      address: Type.String(),
      capacity: Type.Integer({ description: '0: not known' }),
      officers: Type.Array(Type.Object({ name: Type.String(), post: Type.String(), phone: Type.String() })),
    }),
  ),
});
const tags = ['planning'];

export function conferencePlanRoutes(app: HttpServer, parts: HttpParts): void {
  planRoute(app, parts);
  commandRoute(app, parts);
  refreshRoute(app, parts);
  contactsRoute(app, parts);
}

function planRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'A conference as whoever prepares it sees it',
    params: conferenceParams,
    response: { 200: planSchema, ...problems(401, 404, 503) },
  };
  app.get('/conferences/:conferenceId/plan', { config: { rule: 'plan-reader' }, schema }, async (request) =>
    planOf(parts, await requirePlanReader(parts, request)),
  );
}

async function planOf(parts: HttpParts, { room, rights, unitId, organises }: PlanDesk) {
  const { version, state } = room.step!;
  const { conferenceId } = state;
  const { tree, day } = rights.access;
  const series = await seriesOfConference(parts, conferenceId);
  return {
    version,
    view: view(state, 'console'),
    organisation: parts.organisation.profile.name,
    unit: unitId === null ? null : { unitId, name: unitAt(tree, unitId, { day })?.name ?? '' },
    series: series && { seriesId: series.seriesId, title: series.title },
    rehearsalOf: await originalOf(parts, state.rehearsalOf),
    rehearsals: await rehearsalsOf(parts.db, parts.rooms, conferenceId),
    officerNames: await accountNames(parts.db, Object.keys(state.officers)),
    isOfficer: Object.hasOwn(state.officers, rights.accountId),
    organises,
    mayCreate: rights.may('conference.create', unitId),
    changedSites: changedCount(parts, state.sites),
  };
}

async function originalOf({ rooms }: HttpParts, conferenceId: string | null) {
  const original = conferenceId === null ? null : (await rooms.open(conferenceId))?.step?.state;
  return original ? { conferenceId: original.conferenceId, title: original.title } : null;
}

function changedCount({ organisation }: HttpParts, sites: Parameters<typeof refreshOf>[1]): number {
  const command = refreshOf(organisation, sites);
  return command?.type === 'RefreshSites' ? command.sites.length : 0;
}

function commandRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Give a command that belongs to preparing a conference',
    params: conferenceParams,
    headers: idempotencySchema,
    body: conferenceCommandSchema,
    response: { 200: versionSchema, ...problems(400, 401, 403, 404, 409, 422, 503) },
  };
  app.post('/conferences/:conferenceId/plan/commands', { config: { rule: 'planner' }, schema }, async (request, reply) => {
    const { room, by } = await requirePlanner(parts, request);
    const command = request.body as ConferenceCommand;
    if (!PLANNING.has(command.type)) throw new ProtocolFault('bad-request', `${command.type} takes a seat in the conference`);
    if (command.type === 'AppointOfficer') await requireAccountOf(parts, command.accountId);
    const commandId = scopedCommandId(room.conferenceId, request.headers['idempotency-key']);
    const answer = await room.execute({ command, by, atMs: parts.nowMs(), commandId });
    if (answer.ok) return { version: answer.version };
    return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
  });
}

async function requireAccountOf({ db }: HttpParts, accountId: string): Promise<void> {
  if (!Object.hasOwn(await accountNames(db, [accountId]), accountId)) throw new ProtocolFault('not-found', `no account ${accountId}`);
}

function refreshRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Bring the rooms to what the register and the tree say now; the opening does so by itself',
    params: conferenceParams,
    headers: idempotencySchema,
    response: { 200: versionSchema, ...problems(401, 403, 404, 409, 503) },
  };
  app.post('/conferences/:conferenceId/plan/refresh', { config: { rule: 'planner' }, schema }, async (request, reply) => {
    const { room, state, by } = await requirePlanner(parts, request);
    const command = refreshOf(parts.organisation, state.sites);
    if (!command) return { version: room.step!.version };
    const commandId = scopedCommandId(room.conferenceId, request.headers['idempotency-key']);
    const answer = await room.execute({ command, by, atMs: parts.nowMs(), commandId });
    if (answer.ok) return { version: answer.version };
    return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
  });
}

function contactsRoute(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Whom to phone in each room: to the conference’s desk, and to whoever may read contacts of the room’s unit',
    params: conferenceParams,
    response: { 200: contactsSchema, ...problems(401, 403, 404, 503) },
  };
  app.get('/conferences/:conferenceId/site-contacts', { config: { rule: 'planner' }, schema }, async (request) => {
    const desk = await requirePlanner(parts, request);
    const registered = Object.keys(desk.state.sites).flatMap((siteId) => parts.organisation.sites.step.state.sites.get(siteId) ?? []);
    const contacts = await contactsById(
      parts.db,
      registered.flatMap(({ officers }) => officers),
    );
    const readable = contacts.filter(({ unitId }) => isAtDesk(desk) || desk.rights.may('contact.read', unitId));
    const byId = new Map(readable.map((contact) => [contact.contactId, contact]));
    return {
      sites: registered.map(({ siteId, room, address, capacity, officers }) => ({
        siteId,
        room,
        address,
        capacity,
        officers: officers.flatMap((contactId) => byId.get(contactId) ?? []).map(({ name, post, phone }) => ({ name, post, phone })),
      })),
    };
  });
}
