/** The invitation list beside what was checked in and what the officers counted. */
import type { ConferenceState, Site } from '../conference/state.ts';
import { entryOf } from '../kernel/entry-of.ts';
import type { SiteId, UnitId } from '../kernel/ids.ts';

/** People of one room by how they stand. */
export interface AttendanceTally {
  /** On the list, substitutes not counted beside those they stand in for. */
  readonly invited: number;
  /** In the room now. */
  readonly inPerson: number;
  readonly online: number;
  readonly absent: number;
  readonly unmarked: number;
  readonly left: number;
  readonly late: number;
  /** Who came without being on the list; part of `inPerson` and `online` while they are there. */
  readonly walkIns: number;
}

export const NO_TALLY: AttendanceTally = { invited: 0, inPerson: 0, online: 0, absent: 0, unmarked: 0, left: 0, late: 0, walkIns: 0 };
export type TallyBySite = Readonly<Record<SiteId, AttendanceTally>>;

export interface ReconciledRoom extends AttendanceTally {
  readonly siteId: SiteId;
  /** null: the officer has not counted yet. */
  readonly headcount: number | null;
  /** Counted minus checked in; null while there is no count or nothing was checked in. */
  readonly difference: number | null;
}

export interface ReconciledBranch extends AttendanceTally {
  readonly unitId: UnitId;
  readonly rooms: number;
  /** Rooms of the branch whose numbers differ. */
  readonly differing: number;
  /** Of the rooms that have counted. */
  readonly headcount: number;
}

/** One room; its own officer knows its headcount from its mail, the console from the view. */
export function reconciledRoom(siteId: SiteId, tally: AttendanceTally | undefined, headcount: number | null): ReconciledRoom {
  const known = tally ?? NO_TALLY;
  const isCompared = headcount !== null && known.inPerson + known.left > 0;
  return { ...known, siteId, headcount, difference: isCompared ? headcount - known.inPerson : null };
}

/** Every room of the conference, in the order of the list. */
export function reconcileRooms(state: ConferenceState, tallies: TallyBySite): readonly ReconciledRoom[] {
  return Object.values(state.sites).map(({ siteId }) =>
    reconciledRoom(siteId, entryOf(tallies, siteId), entryOf(state.headcounts, siteId)?.at(-1)?.count ?? null),
  );
}

/** By unit and everything under it, as the tree was when rooms were admitted. */
export function reconcileBranches(state: ConferenceState, rooms: readonly ReconciledRoom[]): readonly ReconciledBranch[] {
  const branches = new Map<UnitId, ReconciledBranch>();
  for (const room of rooms) {
    const site: Site | undefined = entryOf(state.sites, room.siteId);
    for (const unitId of site?.unitPath ?? []) {
      branches.set(unitId, withRoom(branches.get(unitId) ?? { ...NO_TALLY, unitId, rooms: 0, differing: 0, headcount: 0 }, room));
    }
  }
  return [...branches.values()];
}

export function sumOfTallies(tallies: readonly AttendanceTally[]): AttendanceTally {
  return tallies.reduce(added, NO_TALLY);
}

function withRoom(branch: ReconciledBranch, room: ReconciledRoom): ReconciledBranch {
  return {
    ...added(branch, room),
    unitId: branch.unitId,
    rooms: branch.rooms + 1,
    differing: branch.differing + (differs(room) ? 1 : 0),
    headcount: branch.headcount + (room.headcount ?? 0),
  };
}

export function differs({ difference }: ReconciledRoom): boolean {
  return difference !== null && difference !== 0;
}

function added(a: AttendanceTally, b: AttendanceTally): AttendanceTally {
  return {
    invited: a.invited + b.invited,
    inPerson: a.inPerson + b.inPerson,
    online: a.online + b.online,
    absent: a.absent + b.absent,
    unmarked: a.unmarked + b.unmarked,
    left: a.left + b.left,
    late: a.late + b.late,
    walkIns: a.walkIns + b.walkIns,
  };
}
