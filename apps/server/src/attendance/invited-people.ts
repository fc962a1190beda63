/** Rows of the invitation list. Personal data: it lives here only. */
import {
  expectedIn,
  foldVietnamese,
  hasCome,
  type AbsenceReason,
  type CheckInMark,
  type PersonId,
  type SiteId,
  type Standing,
} from '@diemcau/core';
import type { ClientBase, Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';

export type InvitationOrigin = 'list' | 'walk-in' | 'substitute';

export interface InvitedPerson {
  readonly personId: PersonId;
  /** The room whose list they are on. */
  readonly listedSiteId: SiteId;
  /** The organisation's own code, empty where it has none. */
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly origin: InvitationOrigin;
  readonly substituteFor: PersonId | null;
  readonly issue: number;
  /** Name, post and unit are gone for good; how they stand counts on. */
  readonly erased: boolean;
  readonly standing: Standing;
}

export interface NewPerson {
  readonly personId: PersonId;
  readonly siteId: SiteId;
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly origin: InvitationOrigin;
  readonly substituteFor: PersonId | null;
}

interface PersonRow {
  readonly person_id: string;
  readonly site_id: string;
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly unit_name: string;
  readonly origin: InvitationOrigin;
  readonly substitute_for: string | null;
  readonly issue: number;
  readonly mark: CheckInMark;
  readonly present_site_id: string | null;
  readonly since_ms: number | null;
  readonly late: boolean;
  readonly gone: boolean;
  readonly reason: AbsenceReason | null;
  readonly phone_id: string | null;
  readonly erased_at_ms: number | null;
}

const COLUMNS =
  'person_id, site_id, code, name, post, unit_name, origin, substitute_for, issue, mark, present_site_id, since_ms, late, gone, reason, phone_id, erased_at_ms';
/** As a list is printed: by room, then as people are called. */
const IN_ORDER = 'ORDER BY site_id, name COLLATE vietnamese, person_id';

/** Throws OutsideFault. */
export async function personById(db: Pool, conferenceId: string, personId: PersonId): Promise<InvitedPerson | null> {
  const sql = `SELECT ${COLUMNS} FROM invited_person WHERE person_id = $1 AND conference_id = $2`;
  const { rows } = await tryAgain(() => db.query<PersonRow>(sql, [personId, conferenceId]));
  return rows[0] ? personOf(rows[0]) : null;
}

/** Holds them until the transaction ends, in one order everywhere, so that two batches never wait for each other. */
export async function lockPeople(
  client: ClientBase,
  personIds: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, InvitedPerson & { readonly conferenceId: string }>> {
  const sql = `SELECT conference_id, ${COLUMNS} FROM invited_person WHERE person_id = ANY ($1) ORDER BY person_id FOR UPDATE`;
  const { rows } = await client.query<PersonRow & { readonly conference_id: string }>(sql, [personIds]);
  return new Map(rows.map((row) => [row.person_id, { ...personOf(row), conferenceId: row.conference_id }]));
}

/** Everybody on the list, or those of one room, together with whoever is there from another. Throws OutsideFault. */
export async function peopleOf(db: ClientBase | Pool, conferenceId: string, siteId: SiteId | null): Promise<InvitedPerson[]> {
  const sql = `SELECT ${COLUMNS} FROM invited_person WHERE conference_id = $1 AND ($2::text IS NULL OR site_id = $2 OR present_site_id = $2) ${IN_ORDER}`;
  const { rows } = await tryAgain(() => db.query<PersonRow>(sql, [conferenceId, siteId]));
  return rows.map(personOf);
}

/**
 * The slip with this number is lost: there is another, and it opens nothing any more. Asked again, nothing changes.
 * null: nobody on the list, or somebody who has come. Throws OutsideFault.
 */
export async function reissued(
  db: Pool,
  conferenceId: string,
  lost: { readonly personId: PersonId; readonly issue: number },
): Promise<InvitedPerson | null> {
  const sql = `UPDATE invited_person SET issue = issue + (issue = $3)::int
    WHERE person_id = $1 AND conference_id = $2 AND origin = 'list' AND mark IN ('unmarked', 'absent') AND erased_at_ms IS NULL
    RETURNING ${COLUMNS}`;
  const { rows } = await tryAgain(() => db.query<PersonRow>(sql, [lost.personId, conferenceId, lost.issue]));
  return rows[0] ? personOf(rows[0]) : null;
}

/** People of a room who are not yet marked and whose name has every one of these words. Throws OutsideFault. */
export async function unmarkedByName(
  db: Pool,
  { conferenceId, siteId }: { readonly conferenceId: string; readonly siteId: SiteId },
  asked: { readonly words: string; readonly limit: number },
): Promise<Pick<InvitedPerson, 'personId' | 'name' | 'post' | 'unitName'>[]> {
  const sql = `SELECT ${COLUMNS} FROM invited_person WHERE conference_id = $1 AND site_id = $2 AND mark = 'unmarked' AND erased_at_ms IS NULL AND folded LIKE ALL ($3::text[])
    ORDER BY name COLLATE vietnamese, person_id LIMIT $4`;
  const patterns = foldVietnamese(asked.words)
    .split(' ')
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const { rows } = await tryAgain(() => db.query<PersonRow>(sql, [conferenceId, siteId, patterns, asked.limit]));
  return rows.map(personOf);
}

const INSERT_SQL = `INSERT INTO invited_person (person_id, conference_id, site_id, code, name, folded, post, unit_name, origin, substitute_for)
  SELECT person_id, $2, site_id, code, name, folded, post, unit_name, origin, substitute_for FROM jsonb_to_recordset($1::jsonb)
    AS v (person_id text, site_id text, code text, name text, folded text, post text, unit_name text, origin text, substitute_for text)
  ON CONFLICT (person_id) DO UPDATE SET site_id = excluded.site_id, code = excluded.code, name = excluded.name, folded = excluded.folded,
    post = excluded.post, unit_name = excluded.unit_name
  WHERE invited_person.erased_at_ms IS NULL`;

/** New people, and new words about known ones; how they stand stays as it is, and who was erased stays erased. */
export async function writePeople(client: ClientBase | Pool, conferenceId: string, people: readonly NewPerson[]): Promise<void> {
  const rows = people.map((person) => ({
    person_id: person.personId,
    site_id: person.siteId,
    code: person.code,
    name: person.name,
    folded: foldVietnamese(person.name),
    post: person.post,
    unit_name: person.unitName,
    origin: person.origin,
    substitute_for: person.substituteFor,
  }));
  if (rows.length > 0) await client.query(INSERT_SQL, [JSON.stringify(rows), conferenceId]);
}

const STANDING_SQL = `UPDATE invited_person i SET mark = v.mark, present_site_id = v.present_site_id, since_ms = v.since_ms, late = v.late,
    gone = v.gone, reason = v.reason, phone_id = v.phone_id
  FROM jsonb_to_recordset($1::jsonb) AS v (person_id text, mark text, present_site_id text, since_ms bigint, late boolean, gone boolean, reason text, phone_id text)
  WHERE i.person_id = v.person_id`;

export async function writeStandings(client: ClientBase, standings: ReadonlyMap<PersonId, Standing>): Promise<void> {
  const rows = [...standings].map(([personId, standing]) => ({
    person_id: personId,
    mark: standing.mark,
    present_site_id: hasCome(standing) ? standing.siteId : null,
    since_ms: standing.sinceMs,
    late: standing.late,
    gone: standing.left,
    reason: standing.reason,
    phone_id: standing.phoneId,
  }));
  if (rows.length > 0) await client.query(STANDING_SQL, [JSON.stringify(rows)]);
}

function personOf(row: PersonRow): InvitedPerson {
  return {
    personId: row.person_id,
    listedSiteId: row.site_id,
    code: row.code,
    name: row.name,
    post: row.post,
    unitName: row.unit_name,
    origin: row.origin,
    substituteFor: row.substitute_for,
    issue: row.issue,
    erased: row.erased_at_ms !== null,
    standing: {
      ...expectedIn(row.present_site_id ?? row.site_id),
      mark: row.mark,
      sinceMs: row.since_ms,
      late: row.late,
      left: row.gone,
      reason: row.reason,
      phoneId: row.phone_id,
    },
  };
}
