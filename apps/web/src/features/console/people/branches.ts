import { attendanceByBranch } from '@diemcau/core';
import type { BranchAttendance, ConferenceState } from '@diemcau/core';

export interface Branch extends BranchAttendance {
  readonly name: string;
  readonly level: number;
}

/**
 * Branches with more than one room, higher ones first. A conference knows the names of units that have a
 * room in it; a branch whose own unit has none is in the sum of the branch above it only.
 */
export function branchesOf(view: ConferenceState): readonly Branch[] {
  const units = new Map(Object.values(view.sites).map((site) => [site.unitId, site]));
  const collator = new Intl.Collator('vi', { numeric: true });
  const named = attendanceByBranch(view).flatMap((branch) => {
    const unit = units.get(branch.unitId);
    return unit && branch.sites > 1 ? [{ ...branch, name: unit.unitName, level: unit.level }] : [];
  });
  return named.sort((a, b) => a.level - b.level || collator.compare(a.name, b.name));
}
