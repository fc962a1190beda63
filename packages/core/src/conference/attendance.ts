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
  /** As the tree was when its rooms were admitted; empty: not known. */
  readonly name: string;
  /** Units above it. */
  readonly depth: number;
}

/** Headcounts are the console's, so on another view every room is silent. */
export function attendanceOf(state: ConferenceState): Attendance {
  return sum(state, Object.values(state.sites));
}

/** By unit and everything under it, as the tree was when rooms were admitted; units in the order in which they are first met. */
export function attendanceByBranch(state: ConferenceState): readonly BranchAttendance[] {
  const branches = new Map<UnitId, Site[]>();
  const names = new Map<UnitId, string>();
  const depths = new Map<UnitId, number>();
  for (const site of Object.values(state.sites)) {
    site.unitPath.forEach((unitId, place) => {
      const branch = branches.get(unitId);
      if (branch) branch.push(site);
      else branches.set(unitId, [site]);
      names.set(unitId, nameOf(site, place) ?? names.get(unitId) ?? '');
      depths.set(unitId, site.unitPath.length - 1 - place);
    });
  }
  return [...branches].map(([unitId, sites]) => ({ unitId, name: names.get(unitId)!, depth: depths.get(unitId)!, ...sum(state, sites) }));
}

function nameOf(site: Site, place: number): string | undefined {
  return site.unitNames?.[place] ?? (place === 0 ? site.unitName : undefined);
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
