import { assert, unreachable } from '../kernel/assert.ts';
import type { GrantsEvent } from './events.ts';
import { NO_GRANTS, type Grant, type GrantsState } from './state.ts';

/** Never refuses; an unknown event type or grant is a bug of ours. */
export function evolveGrants(state: GrantsState, event: GrantsEvent): GrantsState {
  switch (event.type) {
    case 'RoleGranted': {
      const { grantId, accountId, role, unitId, from, until, deputyOf } = event;
      return withGrant(state, { grantId, accountId, role, unitId, from, until, deputyOf });
    }
    case 'GrantEnded': {
      const grant = state.grants.get(event.grantId);
      assert(grant, `GrantEnded for unknown grant ${event.grantId}`);
      return withGrant(state, { ...grant, until: event.until });
    }
    default:
      return unreachable(event);
  }
}

export function foldGrants(events: Iterable<GrantsEvent>, from: GrantsState = NO_GRANTS): GrantsState {
  let state = from;
  for (const event of events) state = evolveGrants(state, event);
  return state;
}

function withGrant(state: GrantsState, grant: Grant): GrantsState {
  return { grants: new Map(state.grants).set(grant.grantId, grant) };
}
