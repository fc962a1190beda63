import { accept, refuse, type Decision } from '../kernel/decision.ts';
import type { Enveloped } from '../kernel/envelope.ts';
import type { GrantsCommand, GrantsCommandOf, GrantsCommandType } from './commands.ts';
import type { GrantsEvent } from './events.ts';
import { evolveGrants } from './evolve.ts';
import type { Grant, GrantsState } from './state.ts';

export type GrantsDecision = Decision<GrantsEvent>;
type Handler<T extends GrantsCommandType> = (state: GrantsState, command: GrantsCommandOf<T>, atMs: number) => GrantsDecision;

/**
 * A role is given for a unit's subtree, from a day, perhaps until a day. A deputy's grant has an end
 * and never outlives the one it stands in for. There is always an administrator whose grant has no
 * end. Who may give roles is decided by `access`, not here.
 */
const HANDLERS: { readonly [T in GrantsCommandType]: Handler<T> } = {
  GrantRole: (state, { grantId, accountId, role, unitId, from, until }, atMs) => {
    if (state.grants.has(grantId)) return refuse('grant-exists');
    if (until !== null && until < from) return refuse('days-reversed');
    const same = [...state.grants.values()].some((grant) => isSame(grant, { accountId, role, unitId }) && overlaps(grant, { from, until }));
    if (same) return refuse('grant-exists');
    return accept({ type: 'RoleGranted', grantId, accountId, role, unitId, from, until, deputyOf: null, atMs });
  },
  NameDeputy: (state, { grantId, deputyOf, accountId, from, until }, atMs) => {
    if (state.grants.has(grantId)) return refuse('grant-exists');
    const original = state.grants.get(deputyOf);
    if (!original) return refuse('grant-unknown');
    if (original.deputyOf !== null) return refuse('deputy-of-deputy');
    if (original.accountId === accountId) return refuse('deputy-is-holder');
    if (until < from || from < original.from) return refuse('days-reversed');
    if (original.until !== null && until > original.until) return refuse('deputy-outlives');
    const { role, unitId } = original;
    return accept({ type: 'RoleGranted', grantId, accountId, role, unitId, from, until, deputyOf, atMs });
  },
  EndGrant: (state, { grantId, until, reason }, atMs) => {
    const grant = state.grants.get(grantId);
    if (!grant) return refuse('grant-unknown');
    if (grant.until !== null && grant.until <= until) return accept();
    const event: GrantsEvent = { type: 'GrantEnded', grantId, until, reason: reason.trim(), atMs };
    return hasLastingAdministrator(evolveGrants(state, event)) ? accept(event) : refuse('last-administrator');
  },
};

export function decideGrants({ command, atMs }: Enveloped<GrantsCommand>, state: GrantsState): GrantsDecision {
  const handler = HANDLERS[command.type] as (state: GrantsState, command: GrantsCommand, atMs: number) => GrantsDecision;
  return handler(state, command, atMs);
}

function hasLastingAdministrator(state: GrantsState): boolean {
  return [...state.grants.values()].some((grant) => grant.role === 'administrator' && grant.until === null);
}

function isSame(grant: Grant, other: Pick<Grant, 'accountId' | 'role' | 'unitId'>): boolean {
  return grant.deputyOf === null && grant.accountId === other.accountId && grant.role === other.role && grant.unitId === other.unitId;
}

function overlaps(grant: Grant, other: Pick<Grant, 'from' | 'until'>): boolean {
  return (other.until === null || grant.from <= other.until) && (grant.until === null || other.from <= grant.until);
}
