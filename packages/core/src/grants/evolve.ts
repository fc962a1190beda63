import { assert } from '../kernel/assert.ts';
import { entryOf } from '../kernel/entry-of.ts';
import type { GrantsEvent, GrantsEventType } from './events.ts';
import { NO_GRANTS, type Grant, type GrantId, type GrantsState } from './state.ts';

type Draft = Map<GrantId, Grant>;

const STEPS: { readonly [T in GrantsEventType]: (draft: Draft, event: Extract<GrantsEvent, { type: T }>) => void } = {
  RoleGranted(draft, { grantId, accountId, role, unitId, from, until, deputyOf }) {
    draft.set(grantId, { grantId, accountId, role, unitId, from, until, deputyOf });
  },
  GrantEnded(draft, { grantId, until }) {
    const grant = draft.get(grantId);
    assert(grant, `GrantEnded for unknown grant ${grantId}`);
    draft.set(grantId, { ...grant, until });
  },
};

/** Never refuses; an unknown event type or grant is a bug of ours. */
export function evolveGrants(state: GrantsState, event: GrantsEvent): GrantsState {
  return foldGrants([event], state);
}

export function foldGrants(events: Iterable<GrantsEvent>, from: GrantsState = NO_GRANTS): GrantsState {
  const draft: Draft = new Map(from.grants);
  for (const event of events) {
    const step = entryOf(STEPS, event.type) as ((draft: Draft, event: GrantsEvent) => void) | undefined;
    assert(step, `unknown event type ${String(event.type)}`);
    step(draft, event);
  }
  return { grants: draft };
}
