/** From a signed-in account to what it may do in the organisation. Default: nothing. */
import { may, scopesOf, type Access, type Action, type Actor, type UnitId } from '@diemcau/core';
import type { FastifyRequest } from 'fastify';
import { ProtocolFault } from '../errors.ts';
import { requireAccount } from './callers.ts';
import type { HttpParts } from './http-parts.ts';

/** An account with the organisation as of this request. */
export interface Rights {
  readonly accountId: string;
  readonly by: Actor;
  readonly access: Access;
  may(action: Action, unitId: UnitId | null): boolean;
  /** Throws ProtocolFault `not-allowed` unless the account may do this to each of these units. */
  require(action: Action, ...unitIds: readonly (UnitId | null)[]): void;
  /** Where the account may do this. Throws ProtocolFault `not-allowed`: nowhere. */
  requireScope(action: Action): 'whole' | readonly UnitId[];
}

/** Throws ProtocolFault `not-signed-in`, OutsideFault. */
export async function rightsOf(parts: HttpParts, request: FastifyRequest): Promise<Rights> {
  const { accountId } = await requireAccount(parts, request);
  // A role that another worker gave or ended a moment ago counts.
  await parts.organisation.catchUp();
  const access = parts.organisation.access();
  const allowed = (action: Action, unitId: UnitId | null): boolean => may(access, accountId, action, unitId);
  return {
    accountId,
    by: { kind: 'account', accountId },
    access,
    may: allowed,
    require(action, ...unitIds) {
      if (unitIds.length === 0 || !unitIds.every((unitId) => allowed(action, unitId)))
        throw new ProtocolFault('not-allowed', `needs ${action}`);
    },
    requireScope(action) {
      const scope = scopesOf(access, accountId, action);
      if (scope.length === 0) throw new ProtocolFault('not-allowed', `needs ${action}`);
      return scope;
    },
  };
}
