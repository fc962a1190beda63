import type { ConferenceState, Headcount, SiteId } from '@diemcau/core';
import type { SiteRow } from '../sites/site-rows.ts';

/** One room as the list of headcounts has it. */
export interface RoomCount {
  readonly siteId: SiteId;
  readonly name: string;
  readonly online: boolean;
  readonly counts: readonly Headcount[];
  /** null: not reported. */
  readonly present: number | null;
  readonly expected: number | null;
  /** How many of those expected are not there; 0 where it is not known. */
  readonly missing: number;
}

/** Rooms that have not reported first, of those the ones that are not connected; then whoever lacks most. Else as they come. */
export function roomCounts(view: ConferenceState, rows: readonly SiteRow[]): readonly RoomCount[] {
  const rooms = rows.map((row) => roomCount(view, row));
  return rooms.sort((a, b) => urgency(b) - urgency(a) || b.missing - a.missing);
}

function urgency({ present, online }: RoomCount): number {
  if (present !== null) return 0;
  return online ? 1 : 2;
}

function roomCount(view: ConferenceState, { siteId, name, online }: SiteRow): RoomCount {
  const counts = view.headcounts[siteId] ?? [];
  const present = counts.at(-1)?.count ?? null;
  const expected = view.sites[siteId]?.expectedCount ?? null;
  const missing = present === null || expected === null ? 0 : Math.max(0, expected - present);
  return { siteId, name, online, counts, present, expected, missing };
}
