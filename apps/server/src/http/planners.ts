/** Who may look at how a conference is prepared, and who prepares it. */
import type { FastifyRequest } from 'fastify';
import { hasRole, mayOrganise, type Action, type Actor, type ConferenceState, type UnitId } from '@diemcau/core';
import { ProtocolFault } from '../errors.ts';
import type { ConferenceRoom } from '../hub/conference-room.ts';
import { unitOfConference } from '../hub/conference-units.ts';
import type { HttpParts } from './http-parts.ts';
import { oncePerRequest } from './once-per-request.ts';
import { rightsOf, type Rights } from './rights.ts';

/** A conference in the hands of somebody who may look at its plan. */
export interface PlanDesk {
  readonly room: ConferenceRoom;
  readonly state: ConferenceState;
  readonly rights: Rights;
  /** The unit that holds it; null: the operator made it. */
  readonly unitId: UnitId | null;
  /** May prepare it. */
  readonly organises: boolean;
  /** Signs commands: an officer as such, anybody else as one whom the server has asked about. */
  readonly by: Actor;
}

/**
 * Its officers, and whoever may read conferences of the unit that holds it. Whoever may not, does not
 * learn whether it is there. Throws ProtocolFault `not-signed-in`, `not-found`; OutsideFault.
 */
export const requirePlanReader: (parts: HttpParts, request: FastifyRequest) => Promise<PlanDesk> = oncePerRequest(
  async (parts, request) => {
    const conferenceId = String((request.params as Readonly<Record<string, unknown>>)['conferenceId']);
    const rights = await rightsOf(parts, request);
    const room = await parts.rooms.open(conferenceId);
    await room?.catchUp();
    const state = room?.step?.state;
    if (!room || !state) throw new ProtocolFault('not-found', 'no such conference of yours');
    const unitId = await unitOfConference(parts.db, conferenceId);
    const may = (action: Action) => rights.may(action, unitId);
    const isOfficer = Object.hasOwn(state.officers, rights.accountId);
    if (!isOfficer && !may('conference.read') && !may('conference.create'))
      throw new ProtocolFault('not-found', 'no such conference of yours');
    const plain: Actor = { kind: 'account', accountId: rights.accountId };
    const by: Actor = !mayOrganise(state, plain) && may('conference.create') ? { ...plain, organises: true } : plain;
    return { room, state, rights, unitId, organises: mayOrganise(state, by), by };
  },
);

/** Of these, who prepares it. Throws ProtocolFault `not-allowed` too. */
export async function requirePlanner(parts: HttpParts, request: FastifyRequest): Promise<PlanDesk> {
  const desk = await requirePlanReader(parts, request);
  if (!desk.organises) throw new ProtocolFault('not-allowed', 'only whoever prepares the conference does this');
  return desk;
}

/** The chair or a secretary of this conference: whom rooms may be phoned by, whatever role they have elsewhere. */
export function isAtDesk({ state, rights }: PlanDesk): boolean {
  const by: Actor = { kind: 'account', accountId: rights.accountId };
  return hasRole(state, by, 'chair') || hasRole(state, by, 'secretary') || state.chairHolder === rights.accountId;
}
