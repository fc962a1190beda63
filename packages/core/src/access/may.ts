import { grantsOf, type GrantsState, type Role } from '../grants/state.ts';
import type { AccountId, UnitId } from '../kernel/ids.ts';
import { bearerAt, isWithin, parentAt } from '../tree/as-of.ts';
import type { TreeState } from '../tree/state.ts';

/**
 * Everything an account can be allowed or denied, by what it does to whom. A route or a socket
 * message names one of these; one without a name is denied.
 */
export const ACTIONS = [
  'unit.read',
  'unit.change',
  'site.read',
  'site.change',
  'site.join', // take a room's device seat without a code
  'account.read',
  'account.change',
  'grant.read',
  'grant.change',
  'conference.read',
  'conference.create',
  'import.run',
  'export.run',
  'journal.read',
  'personal-data.handle',
  'system.read',
  'system.change',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * What each role may do inside the subtree of its grant; everything else is denied.
 * - An administrator sets the organisation up: units, sites, accounts, roles, imports, the system.
 * - A chair and a secretary prepare and run conferences of their units and see units, sites and accounts there.
 * - A site officer sees and keeps the sites of the unit and may take their seats.
 * - A unit officer sees the units and sites and keeps the sites' particulars.
 * - A spokesperson reads conferences, to publish from them.
 * - An auditor reads everything, the journal too, and changes nothing.
 */
const MAY: Readonly<Record<Role, readonly Action[]>> = {
  administrator: ACTIONS.filter((action) => action !== 'site.join'),
  chair: ['unit.read', 'site.read', 'account.read', 'conference.read', 'conference.create'],
  secretary: ['unit.read', 'site.read', 'site.change', 'account.read', 'conference.read', 'conference.create', 'export.run'],
  siteOfficer: ['unit.read', 'site.read', 'site.change', 'site.join'],
  unitOfficer: ['unit.read', 'site.read', 'site.change', 'export.run'],
  spokesperson: ['unit.read', 'conference.read'],
  auditor: ['unit.read', 'site.read', 'account.read', 'grant.read', 'conference.read', 'journal.read', 'system.read', 'export.run'],
};

/** Actions that are about the whole installation; a grant must be over a root unit to carry them. */
const WHOLE: ReadonlySet<Action> = new Set<Action>(['system.read', 'system.change', 'personal-data.handle']);

export interface Access {
  readonly grants: GrantsState;
  readonly tree: TreeState;
  /** Today in the organisation's time zone: rights use today's tree. */
  readonly day: string;
}

/**
 * May this account do this to this unit (null: to the whole organisation)? A grant over a unit that
 * was merged or closed carries over to its successor.
 */
export function may(access: Access, accountId: AccountId, action: Action, unitId: UnitId | null): boolean {
  return grantsOf(access.grants, accountId, access.day).some(
    (grant) => MAY[grant.role].includes(action) && covers(access, grant.unitId, action, unitId),
  );
}

/** The units at whose top this account may do this; everything below them is included. */
export function scopesOf(access: Access, accountId: AccountId, action: Action): readonly UnitId[] {
  const units = grantsOf(access.grants, accountId, access.day)
    .filter((grant) => MAY[grant.role].includes(action))
    .flatMap((grant) => bearerAt(access.tree, grant.unitId, { day: access.day }) ?? []);
  return [...new Set(units)];
}

export function mayAsRole(role: Role, action: Action): boolean {
  return MAY[role].includes(action);
}

function covers({ tree, day }: Access, grantUnitId: UnitId, action: Action, unitId: UnitId | null): boolean {
  const bearer = bearerAt(tree, grantUnitId, { day });
  if (bearer === null) return false;
  if (unitId === null || WHOLE.has(action)) return isRoot(tree, bearer, day);
  const target = bearerAt(tree, unitId, { day }) ?? unitId;
  return isWithin(tree, target, bearer, { day });
}

function isRoot(tree: TreeState, unitId: UnitId, day: string): boolean {
  const unit = tree.units.get(unitId);
  return unit !== undefined && parentAt(unit, { day }) === null;
}
