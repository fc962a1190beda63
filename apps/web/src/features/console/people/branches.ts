import { attendanceByBranch } from '@diemcau/core';
import type { BranchAttendance, ConferenceState, UnitId } from '@diemcau/core';

/** Branches that have a name and more than one room, each under the one it stands under. */
export function branchesOf(view: ConferenceState): readonly BranchAttendance[] {
  const above = new Map(
    Object.values(view.sites).flatMap(({ unitPath }) => unitPath.map((unitId, place) => [unitId, unitPath[place + 1]])),
  );
  const named = attendanceByBranch(view).filter(({ name, sites }) => name !== '' && sites > 1);
  const collator = new Intl.Collator('vi', { numeric: true });
  const known = new Set(named.map(({ unitId }) => unitId));
  const below = (unitId: UnitId | undefined): BranchAttendance[] => {
    const own = named.filter((branch) => nearest(branch.unitId, above, known) === unitId);
    return own.sort((a, b) => collator.compare(a.name, b.name)).flatMap((branch) => [branch, ...below(branch.unitId)]);
  };
  return below(undefined);
}

/** The first unit above this one that is listed; undefined: none. */
function nearest(unitId: UnitId, above: ReadonlyMap<string, string | undefined>, known: ReadonlySet<string>): UnitId | undefined {
  const parent = above.get(unitId);
  return parent === undefined || known.has(parent) ? parent : nearest(parent, above, known);
}

/** As its rooms were admitted under it; null: not known. */
export function unitNameOf(view: ConferenceState, unitId: UnitId): string | null {
  for (const { unitPath, unitNames, unitName } of Object.values(view.sites)) {
    const place = unitPath.indexOf(unitId);
    const name = unitNames?.[place] ?? (place === 0 ? unitName : '');
    if (place >= 0 && name !== '') return name;
  }
  return null;
}
