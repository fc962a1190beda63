/** A grant as pages show it: whose unit by name, whether it holds, and who carries on where the unit does not. */
import { grantsOf, heirsAt, ROLES, unitAt, versionsOf, type Access, type Grant, type Role, type UnitId } from '@diemcau/core';
import { Type, type Static } from 'typebox';
import { nullable } from './organisation-shapes.ts';

export const roleSchema = Type.Unsafe<Role>(Type.Union(ROLES.map((role) => Type.Literal(role))));
const unitSchema = Type.Object({ unitId: Type.String(), name: Type.String() });

export const grantRecordSchema = Type.Object({
  grantId: Type.String(),
  accountId: Type.String(),
  role: roleSchema,
  unitId: nullable(Type.String({ description: 'null: the whole organisation' })),
  from: Type.String(),
  until: nullable(Type.String({ description: 'The last day; null: until it is ended' })),
  deputyOf: nullable(Type.String()),
  unitName: Type.String({ description: 'Today’s name, or the last one; empty: the whole organisation' }),
  standing: Type.Union([Type.Literal('planned'), Type.Literal('held'), Type.Literal('ended')]),
  heirs: Type.Array(unitSchema, {
    description: 'Where its unit was merged, split or closed: the units for which the role holds today',
  }),
});

export function grantRecord(access: Access, grant: Grant): Static<typeof grantRecordSchema> {
  return { ...grant, unitName: unitName(access, grant.unitId), standing: standingOf(access, grant), heirs: heirsOf(access, grant.unitId) };
}

/** Today's name; of a unit that is no more its last one. */
export function unitName({ tree, day }: Access, unitId: UnitId | null): string {
  if (unitId === null) return '';
  const unit = tree.units.get(unitId);
  return unitAt(tree, unitId, { day })?.name ?? (unit ? (versionsOf(unit).at(-1)?.name ?? '') : '');
}

function standingOf({ grants, day }: Access, grant: Grant): 'planned' | 'held' | 'ended' {
  if (grantsOf(grants, grant.accountId, day).some(({ grantId }) => grantId === grant.grantId)) return 'held';
  return grant.from > day && (grant.until === null || grant.until >= grant.from) ? 'planned' : 'ended';
}

function heirsOf(access: Access, unitId: UnitId | null): { unitId: string; name: string }[] {
  if (unitId === null || unitAt(access.tree, unitId, { day: access.day })) return [];
  return heirsAt(access.tree, unitId, { day: access.day }).map((heir) => ({ unitId: heir, name: unitName(access, heir) }));
}
