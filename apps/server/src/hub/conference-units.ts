/** The unit that holds a conference. Written with its creation; it decides who else may see the conference. */
import type { UnitId } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';
import { SUMMARY_COLUMNS, type ConferenceSummary } from './conference-summaries.ts';

/** false: there is a conference of that id. Throws OutsideFault. */
export async function reserveConference(db: Pool, conferenceId: string, unitId: UnitId): Promise<boolean> {
  const sql = 'INSERT INTO conference_unit VALUES ($1, $2) ON CONFLICT DO NOTHING';
  return (await tryAgain(() => db.query(sql, [conferenceId, unitId]))).rowCount === 1;
}

/** The unit that holds it; null: it was made by the operator, and belongs to none. Throws OutsideFault. */
export async function unitOfConference(db: Pool, conferenceId: string): Promise<UnitId | null> {
  const sql = 'SELECT unit_id AS "unitId" FROM conference_unit WHERE conference_id = $1';
  return (await tryAgain(() => db.query<{ unitId: UnitId }>(sql, [conferenceId]))).rows[0]?.unitId ?? null;
}

export type UnitConference = Omit<ConferenceSummary, 'roles'> & { readonly unitId: UnitId };

/** Conferences of these units, the next first. Throws OutsideFault. */
export async function conferencesOfUnits(db: Pool, unitIds: readonly UnitId[]): Promise<UnitConference[]> {
  const sql = `SELECT ${SUMMARY_COLUMNS}, u.unit_id AS "unitId" FROM conference_unit u JOIN conference_summary c USING (conference_id)
    WHERE u.unit_id = ANY ($1) AND NOT (c.rehearsal AND c.cancelled) ORDER BY starts_at_ms DESC NULLS LAST, c.conference_id`;
  return (await tryAgain(() => db.query<UnitConference>(sql, [unitIds]))).rows;
}
