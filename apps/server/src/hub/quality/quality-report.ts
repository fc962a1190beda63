/** The report of a conference: while it runs what is known so far, afterwards what was made at its closing. */
import type { ConferenceState } from '@diemcau/core';
import type { Pool } from 'pg';
import { measuredOf, readReport, writeReport } from './quality-store.ts';
import { roomQualities, worstFirst, type RoomQuality } from './room-quality.ts';

export interface ReportParts {
  readonly db: Pool;
  readonly nowMs: () => number;
}

export interface QualityReport {
  /** false: the conference still runs, and these are its figures so far. */
  readonly final: boolean;
  readonly madeAtMs: number;
  readonly rooms: readonly RoomQuality[];
}

/** Makes it from what was measured, and keeps it; `replaces` as in the store. Throws OutsideFault. */
export async function makeReport({ db, nowMs }: ReportParts, state: ConferenceState, replaces: boolean): Promise<QualityReport> {
  const madeAtMs = nowMs();
  const rooms = roomQualities(state, await measuredOf(db, state.conferenceId), state.closedAtMs ?? madeAtMs);
  await writeReport(db, state.conferenceId, { rooms, madeAtMs, replaces });
  return { final: true, madeAtMs, rooms };
}

/** Throws OutsideFault. */
export async function qualityReport(parts: ReportParts, state: ConferenceState): Promise<QualityReport> {
  if (state.phase !== 'closed') {
    const madeAtMs = parts.nowMs();
    return { final: false, madeAtMs, rooms: roomQualities(state, await measuredOf(parts.db, state.conferenceId), madeAtMs) };
  }
  const made = await readReport(parts.db, state.conferenceId);
  // One that was reopened and closed again is made anew at its closing; an older one would be of the first.
  if (made && made.madeAtMs >= (state.closedAtMs ?? 0)) return { final: true, madeAtMs: made.madeAtMs, rooms: worstFirst(made.rooms) };
  return makeReport(parts, state, false);
}
