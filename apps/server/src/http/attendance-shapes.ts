/** Shapes that the routes of attendance share, and what they have in common. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import {
  ABSENCE_REASONS,
  idSchema,
  textSchema,
  type AbsenceReason,
  type AttendanceCommand,
  type AttendanceSituation,
  type ConferenceState,
  type SiteId,
} from '@diemcau/core';
import type { MarkAnswer } from '../attendance/attendance-desk.ts';
import { personById, type InvitedPerson } from '../attendance/invited-people.ts';
import { openInvitationToken } from '../attendance/phone-tokens.ts';
import { ProtocolFault, refusalProblem } from '../errors.ts';
import { noteFact } from '../journal/note-fact.ts';
import { siteDeviceOf } from './callers.ts';
import type { HttpParts } from './http-parts.ts';
import { stateWithRoom } from './joining.ts';
import { nullable } from './organisation-shapes.ts';
import { sendProblem } from './problems.ts';

const markSchema = Type.Union([Type.Literal('unmarked'), Type.Literal('in-person'), Type.Literal('online'), Type.Literal('absent')]);
const reasonSchema = Type.Unsafe<AbsenceReason>(Type.Union(ABSENCE_REASONS.map((reason) => Type.Literal(reason))));
/** Somebody on the list, for whoever keeps it. `atMs` is when the mark was made. */
export const personSchema = Type.Object({
  personId: Type.String(),
  siteId: Type.String({ description: 'The room whose list they are on' }),
  code: Type.String(),
  name: Type.String({ description: 'A dash where it was erased' }),
  post: Type.String(),
  unitName: Type.String(),
  erased: Type.Boolean({ description: 'By law or because its time was over; how they stand counts on' }),
  origin: Type.Union([Type.Literal('list'), Type.Literal('walk-in'), Type.Literal('substitute')]),
  substituteFor: nullable(Type.String()),
  mark: markSchema,
  presentSiteId: nullable(Type.String({ description: 'The room they are in' })),
  late: Type.Boolean(),
  left: Type.Boolean(),
  reason: nullable(reasonSchema),
  atMs: nullable(Type.Integer()),
});
export const tallySchema = Type.Object({
  invited: Type.Integer(),
  inPerson: Type.Integer(),
  online: Type.Integer(),
  absent: Type.Integer(),
  unmarked: Type.Integer(),
  left: Type.Integer(),
  late: Type.Integer(),
  walkIns: Type.Integer(),
});
/** Whom, by their id or by the QR of the invitation, and what of them. */
export const markBody = Type.Object(
  {
    personId: Type.Optional(idSchema()),
    invitation: Type.Optional(Type.String({ minLength: 1, maxLength: 160 })),
    mark: Type.Union([Type.Literal('in-person'), Type.Literal('left'), Type.Literal('absent'), Type.Literal('cleared')]),
    reason: Type.Optional(reasonSchema),
  },
  { additionalProperties: false },
);
export const arrivalBody = Type.Object(
  {
    name: textSchema(200),
    post: textSchema(200),
    unitName: textSchema(300),
    substituteFor: Type.Optional(idSchema()),
  },
  { additionalProperties: false },
);
export const siteQuery = Type.Object({ site: Type.String({ maxLength: 64 }) });

/** `siteId` null: the bureau asks. Throws ProtocolFault: an absence without a reason. */
export function markCommand({ mark, reason }: Static<typeof markBody>, siteId: SiteId | null): AttendanceCommand {
  if (mark === 'in-person') return { type: 'CheckInAtDoor', siteId };
  if (mark === 'left') return { type: 'MarkLeft', siteId };
  if (mark === 'cleared') return { type: 'ClearMark', siteId };
  if (reason === undefined) throw new ProtocolFault('bad-request', 'say why the person is absent');
  return { type: 'MarkAbsent', siteId, reason };
}

/** null: a QR that is none of ours, or of a slip that was replaced. Throws ProtocolFault: neither or both were given; OutsideFault. */
export async function personNamed(
  parts: HttpParts,
  conferenceId: string,
  { personId, invitation }: Static<typeof markBody>,
): Promise<string | null> {
  if ((personId === undefined) === (invitation === undefined)) throw new ProtocolFault('bad-request', 'give either personId or invitation');
  if (personId !== undefined) return personId;
  return (await invitedBy(parts, conferenceId, invitation!))?.personId ?? null;
}

/** Whose invitation a QR is. Throws OutsideFault. */
export async function invitedBy({ secret, db }: HttpParts, conferenceId: string, token: string): Promise<InvitedPerson | null> {
  const named = openInvitationToken(secret, conferenceId, token);
  const person = named && (await personById(db, conferenceId, named.personId));
  return person && person.issue === named?.issue ? person : null;
}

export function situationOf({ phase, openedAtMs }: ConferenceState, atMs: number): AttendanceSituation {
  return { phase, openedAtMs, atMs };
}

export function shownPerson({ standing, listedSiteId, issue: _issue, ...person }: InvitedPerson): Static<typeof personSchema> {
  const { mark, siteId, sinceMs, late, left, reason } = standing;
  const isThere = mark === 'in-person' || mark === 'online';
  return { ...person, siteId: listedSiteId, mark, presentSiteId: isThere ? siteId : null, late, left, reason, atMs: sinceMs };
}

export function answerMark(reply: FastifyReply, answer: MarkAnswer): Static<typeof personSchema> {
  if (answer.ok) return shownPerson(answer.person);
  return sendProblem(reply, refusalProblem(answer.refusal.code, answer.refusal.params)) as never;
}

/** The room whose device asks, and its conference. Throws ProtocolFault, OutsideFault. */
export async function requireRoom(
  parts: HttpParts,
  request: FastifyRequest,
): Promise<{ readonly siteId: SiteId; readonly state: ConferenceState }> {
  const { site } = request.query as { readonly site: string };
  const { conferenceId } = request.params as { readonly conferenceId: string };
  const device = await siteDeviceOf(parts, request, site);
  const state = device?.conferenceId === conferenceId ? await stateWithRoom(parts, device) : null;
  if (!device || !state) throw new ProtocolFault('not-found', 'this device is not on duty in this conference');
  return { siteId: device.siteId, state };
}

export interface ListUse {
  readonly conferenceId: string;
  readonly type: 'AttendanceListRead' | 'AttendanceListExported' | 'InvitationsPrinted' | 'InvitationListImported' | 'InvitationReissued';
  readonly by: { readonly kind: 'account'; readonly accountId: string } | { readonly kind: 'site'; readonly siteId: string };
  /** null: of every room. */
  readonly siteId: SiteId | null;
  readonly people: number;
}

/** Reading a list of people leaves a trace: who, which room's, how many. Durable before the list is given. Throws OutsideFault. */
export async function noteListUse(parts: HttpParts, { conferenceId, type, by, siteId, people }: ListUse): Promise<void> {
  const data = { conferenceId, siteId, people };
  await noteFact(parts, { stream: `attendance-${conferenceId}`, type, data, by, atMs: parts.nowMs() });
}
