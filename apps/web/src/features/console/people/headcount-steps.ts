import type { ConferenceState } from '@diemcau/core';

/** People in the rooms after one report. */
export interface HeadcountStep {
  readonly atMs: number;
  readonly present: number;
  readonly reported: number;
}

/** The course of the headcount, a step for each report, the first one first. */
export function headcountSteps(view: ConferenceState): readonly HeadcountStep[] {
  const reports = Object.entries(view.headcounts).flatMap(([siteId, counts]) => counts.map(({ count, atMs }) => ({ siteId, count, atMs })));
  reports.sort((a, b) => a.atMs - b.atMs);
  const known = new Map<string, number>();
  let present = 0;
  return reports.map(({ siteId, count, atMs }) => {
    present += count - (known.get(siteId) ?? 0);
    known.set(siteId, count);
    return { atMs, present, reported: known.size };
  });
}
