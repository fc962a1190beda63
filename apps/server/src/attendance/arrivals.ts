/** People who come without being on the list, or in somebody's place. */
import { createHash } from 'node:crypto';
import type { AttendanceSituation, PersonId, Refusal, SiteId } from '@diemcau/core';
import type { Pool } from 'pg';
import { inTransaction, tryAgain } from '../journal/database.ts';
import type { AttendanceDesk, MarkAnswer } from './attendance-desk.ts';
import { personById, writePeople } from './invited-people.ts';

export interface Arrival {
  readonly conferenceId: string;
  readonly siteId: SiteId;
  /** Made by the officer's page; repeating it adds nobody. */
  readonly factId: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  /** null: a walk-in. */
  readonly substituteFor: PersonId | null;
  readonly situation: AttendanceSituation;
}

/** Adds the person and marks them; the one they stand in for becomes absent. Throws OutsideFault: the same may come again. */
export async function recordArrival(parts: { readonly db: Pool; readonly desk: AttendanceDesk }, arrival: Arrival): Promise<MarkAnswer> {
  const { conferenceId, siteId, factId, situation, substituteFor } = arrival;
  const personId = personIdOf(arrival);
  const place = { conferenceId, factId, situation };
  if (substituteFor !== null) {
    const refusal = await substitutionRefusal(parts.db, arrival, personId);
    if (refusal) return { ok: false, refusal };
    const absent = { type: 'MarkAbsent', siteId, reason: 'substituted' } as const;
    const answer = await parts.desk.mark({ ...place, personId: substituteFor, command: absent });
    if (!answer.ok) return answer;
  }
  const origin = substituteFor === null ? 'walk-in' : 'substitute';
  await inTransaction(parts.db, (client) => writePeople(client, conferenceId, [{ ...arrival, personId, code: '', origin }]));
  return parts.desk.mark({ ...place, personId, command: { type: 'CheckInAtDoor', siteId } });
}

/** The same request is the same person. */
function personIdOf({ conferenceId, siteId, factId }: Arrival): PersonId {
  return createHash('sha256').update(`arrival\n${conferenceId}\n${siteId}\n${factId}`).digest('base64url').slice(0, 32);
}

async function substitutionRefusal(
  db: Pool,
  { conferenceId, siteId, substituteFor }: Arrival,
  personId: PersonId,
): Promise<Refusal | null> {
  const person = await personById(db, conferenceId, substituteFor!);
  if (!person) return { code: 'person-unknown' };
  if (person.listedSiteId !== siteId) return { code: 'not-in-this-room' };
  const sql = 'SELECT FROM invited_person WHERE substitute_for = $1 AND person_id <> $2';
  const { rowCount } = await tryAgain(() => db.query(sql, [substituteFor, personId]));
  return rowCount === 0 ? null : { code: 'person-substituted' };
}
