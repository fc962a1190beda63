/**
 * Erasing delegates. The row stays with how its person stands, so counts, check-ins, their Merkle roots and votes
 * stay true; what tells who it was is gone. A reason for an absence may be about health, so it becomes "other".
 */
import type { PersonId } from '@diemcau/core';
import type { ClientBase } from 'pg';

/** Where a name stood, of accounts too. */
export const ERASED_NAME = '—';

/** Another issue makes the printed slip worthless. */
const NAMELESS = `name = '${ERASED_NAME}', folded = '', post = '', unit_name = '', code = '', phone_id = NULL, issue = issue + 1,
  reason = CASE WHEN reason IS NULL OR reason = 'substituted' THEN reason ELSE 'other' END`;

/** Within the caller's transaction. Returns the phones that were checked in for them. */
export async function eraseDelegates(client: ClientBase, personIds: readonly PersonId[], nowMs: number): Promise<string[]> {
  const sql = `UPDATE invited_person SET ${NAMELESS}, erased_at_ms = $2 WHERE person_id = ANY ($1) AND erased_at_ms IS NULL
    RETURNING old.phone_id AS "phoneId"`;
  const { rows } = await client.query<{ phoneId: string | null }>(sql, [personIds, nowMs]);
  return rows.flatMap(({ phoneId }) => phoneId ?? []);
}

/** Everybody on the list of a conference. Within the caller's transaction. Returns how many still had a name. */
export async function eraseWholeList(client: ClientBase, conferenceId: string, nowMs: number): Promise<number> {
  const sql = `UPDATE invited_person SET ${NAMELESS}, erased_at_ms = $2 WHERE conference_id = $1 AND erased_at_ms IS NULL`;
  return (await client.query(sql, [conferenceId, nowMs])).rowCount ?? 0;
}
