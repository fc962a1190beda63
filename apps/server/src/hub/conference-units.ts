/** The unit that holds a conference. Written with its creation; it decides who else may see the conference. */
import type { UnitId } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';
import type { ConferenceSummary } from './conference-summaries.ts';

/** false: there is a conference of that id. Throws OutsideFault. */
export async function reserveConference(db: Pool, conferenceId: string, unitId: UnitId): Promise<boolean> {
  const sql = 'INSERT INTO conference_unit VALUES ($1, $2) ON CONFLICT DO NOTHING';
  return (await tryAgain(() => db.query(sql, [conferenceId, unitId]))).rowCount === 1;
}

export type UnitConference = Omit<ConferenceSummary, 'roles'> & { readonly unitId: UnitId };

/** Conferences of these units, the next first. Throws OutsideFault. */
export async function conferencesOfUnits(db: Pool, unitIds: readonly UnitId[]): Promise<UnitConference[]> {
  const sql = `SELECT c.conference_id AS "conferenceId", title, phase, starts_at_ms AS "startsAtMs", rehearsal, u.unit_id AS "unitId"
    FROM conference_unit u JOIN conference_summary c USING (conference_id)
    WHERE u.unit_id = ANY ($1) ORDER BY starts_at_ms DESC NULLS LAST, c.conference_id`;
  return (await tryAgain(() => db.query<UnitConference>(sql, [unitIds]))).rows;
}
