import { entryOf } from '../kernel/entry-of.ts';
import type { SiteId, UnitId } from '../kernel/ids.ts';
import type { ConferenceState, Site } from './state.ts';

/** People in some rooms, as last counted. */
export interface Attendance {
  readonly sites: number;
  readonly reported: number;
  /** People in the rooms that have reported. */
  readonly present: number;
  /** People expected in the rooms of which it is known. */
  readonly expected: number;
  /** Rooms that have not reported, in the order of the list: whom to phone. */
  readonly silent: readonly SiteId[];
}

export interface BranchAttendance extends Attendance {
  readonly unitId: UnitId;
}

/** Headcounts are the console's, so on another view every room is silent. */
export function attendanceOf(state: ConferenceState): Attendance {
  return sum(state, Object.values(state.sites));
}

/** By unit and everything under it, as the tree was when rooms were admitted; units in the order in which they are first met. */
export function attendanceByBranch(state: ConferenceState): readonly BranchAttendance[] {
  const branches = new Map<UnitId, Site[]>();
  for (const site of Object.values(state.sites)) {
    for (const unitId of site.unitPath) {
      const branch = branches.get(unitId);
      if (branch) branch.push(site);
      else branches.set(unitId, [site]);
    }
  }
  return [...branches].map(([unitId, sites]) => ({ unitId, ...sum(state, sites) }));
}

function sum(state: ConferenceState, sites: readonly Site[]): Attendance {
  const last = (site: Site) => entryOf(state.headcounts, site.siteId)?.at(-1);
  const silent = sites.filter((site) => !last(site)).map((site) => site.siteId);
  return {
    sites: sites.length,
    reported: sites.length - silent.length,
    present: sites.reduce((total, site) => total + (last(site)?.count ?? 0), 0),
    expected: sites.reduce((total, site) => total + (site.expectedCount ?? 0), 0),
    silent,
  };
}
