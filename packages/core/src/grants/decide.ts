import { accept, refuse, type Decision } from '../kernel/decision.ts';
import { dayAfter, isCalendarDay, type Day } from '../kernel/day.ts';
import type { Enveloped } from '../kernel/envelope.ts';
import type { GrantsCommand, GrantsCommandOf, GrantsCommandType } from './commands.ts';
import type { GrantsEvent } from './events.ts';
import type { Grant, GrantsState } from './state.ts';

export type GrantsDecision = Decision<GrantsEvent>;
type Handler<T extends GrantsCommandType> = (state: GrantsState, command: GrantsCommandOf<T>, atMs: number) => GrantsDecision;

/**
 * A role is given for a unit's subtree or the whole organisation, from a day, perhaps until a day. A
 * deputy's grant has an end and never outlives the one it stands in for. From the first lasting
 * administrator of the whole organisation on there is one on every day. Who may give roles is decided
 * by access, not here.
 */
const HANDLERS: { readonly [T in GrantsCommandType]: Handler<T> } = {
  GrantRole: (state, { grantId, accountId, role, unitId, from, until }, atMs) => {
    const grant: Grant = { grantId, accountId, role, unitId, from, until, deputyOf: null };
    return wrongTime(grant) ?? (isGivenAlready(state, grant) ? refuse('grant-exists') : accept({ type: 'RoleGranted', ...grant, atMs }));
  },
  NameDeputy: (state, { grantId, deputyOf, accountId, from, until }, atMs) => {
    const original = state.grants.get(deputyOf);
    if (!original) return refuse('grant-unknown');
    if (original.deputyOf !== null) return refuse('deputy-of-deputy');
    if (original.accountId === accountId) return refuse('deputy-is-holder');
    const grant: Grant = { ...original, grantId, accountId, from, until, deputyOf };
    const wrong = wrongTime(grant);
    if (wrong) return wrong;
    if (from < original.from || (original.until !== null && until > original.until)) return refuse('deputy-outlives');
    return isGivenAlready(state, grant) ? refuse('grant-exists') : accept({ type: 'RoleGranted', ...grant, atMs });
  },
  EndGrant: (state, { grantId, until, reason }, atMs) => {
    const grant = state.grants.get(grantId);
    if (!grant) return refuse('grant-unknown');
    if (!isCalendarDay(until)) return refuse('day-invalid', { day: until });
    if (grant.until !== null && grant.until <= until) return accept();
    if (isLasting(grant) && !hasOther(state, grant, dayAfter(until))) return refuse('last-administrator');
    return accept({ type: 'GrantEnded', grantId, until, reason: reason.trim(), atMs });
  },
};

export function decideGrants({ command, atMs }: Enveloped<GrantsCommand>, state: GrantsState): GrantsDecision {
  const handler = HANDLERS[command.type] as (state: GrantsState, command: GrantsCommand, atMs: number) => GrantsDecision;
  return handler(state, command, atMs);
}

function wrongTime({ from, until }: Grant) {
  const invalid = [from, until ?? from].find((day) => !isCalendarDay(day));
  if (invalid !== undefined) return refuse('day-invalid', { day: invalid });
  return until !== null && until < from ? refuse('days-reversed') : null;
}

/** An administrator of the whole organisation in their own right and without an end. */
function isLasting(grant: Grant): boolean {
  return grant.role === 'administrator' && grant.unitId === null && grant.until === null && grant.deputyOf === null;
}

/** Is somebody else a lasting administrator by that day? An account may hold two such grants in a row; it counts. */
function hasOther(state: GrantsState, ending: Grant, day: Day): boolean {
  return [...state.grants.values()].some((grant) => grant.grantId !== ending.grantId && isLasting(grant) && grant.from <= day);
}

function isGivenAlready(state: GrantsState, grant: Grant): boolean {
  return state.grants.has(grant.grantId) || [...state.grants.values()].some((other) => isSame(other, grant) && overlaps(other, grant));
}

function isSame(a: Grant, b: Grant): boolean {
  return a.accountId === b.accountId && a.role === b.role && a.unitId === b.unitId && a.deputyOf === b.deputyOf;
}

/** A grant that was withdrawn before it began overlaps nothing. */
function overlaps(a: Grant, b: Grant): boolean {
  if (a.until !== null && a.until < a.from) return false;
  return (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until);
}
