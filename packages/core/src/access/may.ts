import { grantsOf, type Grant, type GrantsState, type Role } from '../grants/state.ts';
import type { Day } from '../kernel/day.ts';
import type { AccountId, UnitId } from '../kernel/ids.ts';
import { heirsAt, pathAt } from '../tree/as-of.ts';
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
  'contact.read',
  'contact.change',
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
 * - A chair and a secretary prepare and run conferences of their units and see units, sites and people there.
 * - A site officer sees and keeps the sites of the unit and may take their seats.
 * - A unit officer sees the units and sites and keeps the sites' particulars and their officers.
 * - A spokesperson reads conferences, to publish from them.
 * - An auditor reads everything, the journal too, and changes nothing.
 */
const MAY: Readonly<Record<Role, readonly Action[]>> = {
  administrator: ACTIONS.filter((action) => action !== 'site.join'),
  chair: ['unit.read', 'site.read', 'contact.read', 'account.read', 'conference.read', 'conference.create'],
  secretary: [
    'unit.read',
    'site.read',
    'site.change',
    'contact.read',
    'contact.change',
    'account.read',
    'conference.read',
    'conference.create',
    'export.run',
  ],
  siteOfficer: ['unit.read', 'site.read', 'site.change', 'site.join'],
  unitOfficer: ['unit.read', 'site.read', 'site.change', 'contact.read', 'contact.change', 'export.run'],
  spokesperson: ['unit.read', 'conference.read'],
  auditor: [
    'unit.read',
    'site.read',
    'contact.read',
    'account.read',
    'grant.read',
    'conference.read',
    'journal.read',
    'system.read',
    'export.run',
  ],
};

/** Actions about the whole installation: only a grant over the whole organisation carries them. */
const WHOLE: ReadonlySet<Action> = new Set<Action>(['system.read', 'system.change', 'personal-data.handle']);

/** A deputy does everything the holder does, but gives no roles: what they gave would outlive them. */
const NOT_BY_DEPUTIES: ReadonlySet<Action> = new Set<Action>(['grant.change']);

export interface Access {
  readonly grants: GrantsState;
  readonly tree: TreeState;
  /** Today in the organisation's time zone: rights use today's tree. */
  readonly day: Day;
}

/**
 * May this account do this to this unit (null: to the whole organisation)? A grant over a unit that
 * was closed carries over to everybody who carries on for it, and so does what belongs to it.
 */
export function may(access: Access, accountId: AccountId, action: Action, unitId: UnitId | null): boolean {
  return grantsOf(access.grants, accountId, access.day).some(
    (grant) => carries(grant, action) && covers(access, grant, { action, unitId }),
  );
}

/**
 * Where this account may do this: `whole`, or these units and everything below them. Empty: nowhere.
 */
export function scopesOf(access: Access, accountId: AccountId, action: Action): 'whole' | readonly UnitId[] {
  const grants = grantsOf(access.grants, accountId, access.day).filter((grant) => carries(grant, action));
  if (grants.some((grant) => grant.unitId === null)) return 'whole';
  if (WHOLE.has(action)) return [];
  return [...new Set(grants.flatMap((grant) => (grant.unitId === null ? [] : heirsAt(access.tree, grant.unitId, { day: access.day }))))];
}

export function mayAsRole(role: Role, action: Action): boolean {
  return MAY[role].includes(action);
}

/**
 * Where something of this unit is looked for in today's tree: the unit itself, whoever carries on for
 * it, or, where nobody does, whoever it last stood or is going to stand under. null: nowhere.
 */
export function placeOf(tree: TreeState, unitId: UnitId, day: Day): UnitId | null {
  const seen = new Set<UnitId>();
  let current: UnitId | null = unitId;
  while (current !== null && !seen.has(current)) {
    seen.add(current);
    const heir = heirsAt(tree, current, { day })[0];
    if (heir !== undefined) return heir;
    current = standsUnder(tree, current, day);
  }
  return null;
}

function carries(grant: Grant, action: Action): boolean {
  return MAY[grant.role].includes(action) && (grant.deputyOf === null || !NOT_BY_DEPUTIES.has(action));
}

function covers(
  { tree, day }: Access,
  grant: Grant,
  { action, unitId }: { readonly action: Action; readonly unitId: UnitId | null },
): boolean {
  if (grant.unitId === null) return true;
  if (unitId === null || WHOLE.has(action)) return false;
  const place = placeOf(tree, unitId, day);
  if (place === null) return false;
  const path = new Set(pathAt(tree, place, { day }));
  return heirsAt(tree, grant.unitId, { day }).some((heir) => path.has(heir));
}

/** The parent on that day, or the first one planned. */
function standsUnder(tree: TreeState, unitId: UnitId, day: Day): UnitId | null {
  const timeline = tree.units.get(unitId)?.parent ?? [];
  const first = timeline.map((entry) => entry.from).toSorted()[0];
  const asOf = { day: first !== undefined && first > day ? first : day };
  const unit = tree.units.get(unitId);
  return unit ? (pathAt(tree, unitId, asOf)[1] ?? null) : null;
}
