import type { Day } from '../kernel/day.ts';
import type { AccountId, UnitId } from '../kernel/ids.ts';

export type GrantId = string;

export const ROLES = ['administrator', 'chair', 'secretary', 'siteOfficer', 'unitOfficer', 'spokesperson', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** A role of an account over a unit and everything below it, for a time. */
export interface Grant {
  readonly grantId: GrantId;
  readonly accountId: AccountId;
  readonly role: Role;
  /** null: the whole organisation, whatever its units; the first administrator has no unit to stand over yet. */
  readonly unitId: UnitId | null;
  readonly from: Day;
  /** The last day it holds; null: until it is ended. */
  readonly until: Day | null;
  /** A deputy's grant names the one it stands in for and never outlives it. */
  readonly deputyOf: GrantId | null;
}

export interface GrantsState {
  readonly grants: ReadonlyMap<GrantId, Grant>;
}

export const NO_GRANTS: GrantsState = { grants: new Map() };

/** Does the grant hold on this day? A deputy's only while the one it stands in for does. */
export function holdsOn(state: GrantsState, grant: Grant, day: Day): boolean {
  if (day < grant.from || (grant.until !== null && day > grant.until)) return false;
  if (grant.deputyOf === null) return true;
  const original = state.grants.get(grant.deputyOf);
  // A deputy has no deputies, so this goes one step deep.
  return original !== undefined && original.deputyOf === null && holdsOn(state, original, day);
}

export function grantsOf(state: GrantsState, accountId: AccountId, day: Day): readonly Grant[] {
  return [...state.grants.values()].filter((grant) => grant.accountId === accountId && holdsOn(state, grant, day));
}
