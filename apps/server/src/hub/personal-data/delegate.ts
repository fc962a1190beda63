/**
 * A delegate is a row of one conference's invitation list. Rows of one name in several conferences are not joined:
 * nothing says that they are one person but the person who asks. So each is looked at, handed over and erased for
 * itself, and no answer tells how somebody stood or voted in more than one conference.
 */
import { foldVietnamese, type AttendanceFact, type BallotOption, type CheckInMark, type PersonId } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../../journal/database.ts';

/** What tells people of one name apart. */
export interface Delegate {
  readonly personId: PersonId;
  readonly conferenceId: string;
  readonly conferenceTitle: string;
  readonly startsAtMs: number | null;
  readonly siteId: string;
  readonly name: string;
  readonly post: string;
  /** As printed on the invitation. */
  readonly unitName: string;
  readonly code: string;
  /** null: it has not been. */
  readonly erasedAtMs: number | null;
}

/** How the person stands in this one conference. */
export interface DelegateRecord extends Delegate {
  readonly origin: 'list' | 'walk-in' | 'substitute';
  readonly mark: CheckInMark;
  readonly presentSiteId: string | null;
  readonly sinceMs: number | null;
  readonly late: boolean;
  readonly left: boolean;
  readonly reason: string | null;
  readonly hasPhone: boolean;
  /** Rows of the check-in that name the person by id. */
  readonly checkInCount: number;
  readonly openVoteCount: number;
  /** Of secret ballots: that a credential was given out, never what became of it. */
  readonly credentialCount: number;
}

/** For the person alone: on no page. */
export interface DelegateActs {
  readonly checkIns: readonly { readonly atMs: number; readonly siteName: string | null; readonly fact: AttendanceFact }[];
  /** Options that were made for the ballot in their words, the others by id: yes, no, abstain. */
  readonly openVotes: readonly { readonly question: string; readonly choice: readonly string[] }[];
}

/** Of a room, as the conference knows it. Throws OutsideFault. */
export type SiteNames = (conferenceId: string, siteId: string) => Promise<string>;

const COLUMNS = `p.person_id AS "personId", p.conference_id AS "conferenceId", coalesce(c.title, '') AS "conferenceTitle",
  c.starts_at_ms::float8 AS "startsAtMs", p.site_id AS "siteId", p.name, p.post, p.unit_name AS "unitName", p.code,
  p.erased_at_ms::float8 AS "erasedAtMs"`;
const FROM = 'FROM invited_person p LEFT JOIN conference_summary c USING (conference_id)';

/** Throws OutsideFault. */
export async function findDelegate(db: Pool, personId: PersonId): Promise<Delegate | null> {
  const { rows } = await tryAgain(() => db.query<Delegate>(`SELECT ${COLUMNS} ${FROM} WHERE p.person_id = $1`, [personId]));
  return rows[0] ?? null;
}

/** Rows whose name has these letters, whatever their marks; the newest conference first. Throws OutsideFault. */
export async function searchDelegates(
  db: Pool,
  search: string,
  limit: number,
): Promise<{ readonly delegates: readonly Delegate[]; readonly total: number }> {
  const wanted = foldVietnamese(search).trim();
  if (wanted === '') return { delegates: [], total: 0 };
  const sql = `SELECT ${COLUMNS}, count(*) OVER ()::int AS total ${FROM} WHERE p.erased_at_ms IS NULL AND p.folded LIKE $1
    ORDER BY c.starts_at_ms DESC NULLS LAST, p.name COLLATE vietnamese, p.person_id LIMIT $2`;
  const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await tryAgain(() => db.query<Delegate & { readonly total: number }>(sql, [pattern, limit]));
  return { delegates: rows.map(({ total: _total, ...delegate }) => delegate), total: rows[0]?.total ?? 0 };
}

/** Throws OutsideFault. */
export async function delegateRecord(db: Pool, delegate: Delegate): Promise<DelegateRecord> {
  const sql = `SELECT origin, mark, present_site_id AS "presentSiteId", since_ms::float8 AS "sinceMs", late, gone AS left, reason,
      phone_id IS NOT NULL AS "hasPhone",
      (SELECT count(*)::int FROM attendance_fact f WHERE f.person_id = $1) AS "checkInCount",
      (SELECT count(*)::int FROM ballot_vote v JOIN ballot b USING (ballot_id)
        WHERE b.conference_id = $2 AND b.secrecy = 'open' AND v.voter_key = $1) AS "openVoteCount",
      (SELECT count(*)::int FROM ballot_credential k JOIN ballot b USING (ballot_id)
        WHERE b.conference_id = $2 AND k.person_id = $1) AS "credentialCount"
    FROM invited_person WHERE person_id = $1`;
  const ids = [delegate.personId, delegate.conferenceId];
  const { rows } = await tryAgain(() => db.query<Omit<DelegateRecord, keyof Delegate>>(sql, ids));
  return { ...delegate, ...rows[0]! };
}

/** Throws OutsideFault. */
export async function delegateActs(db: Pool, { personId, conferenceId }: Delegate, siteName: SiteNames): Promise<DelegateActs> {
  const facts = `SELECT at_ms::float8 AS "atMs", fact FROM attendance_fact WHERE person_id = $1 ORDER BY at_ms, stream, version, place`;
  // The name is looked up in open ballots only: the other kind has none.
  const votes = `SELECT coalesce(e.data ->> 'question', '') AS question, v.choice, coalesce(e.data #> '{form,options}', '[]') AS options
    FROM ballot b JOIN ballot_vote v USING (ballot_id) LEFT JOIN events e ON e.stream = 'ballot-' || b.ballot_id AND e.type = 'BallotAnnounced'
    WHERE b.conference_id = $2 AND b.secrecy = 'open' AND v.voter_key = $1 ORDER BY b.opened_at_ms, b.ballot_id`;
  const [checkIns, openVotes] = await Promise.all([
    tryAgain(() => db.query<{ atMs: number; fact: AttendanceFact }>(facts, [personId])),
    tryAgain(() => db.query<VoteRow>(votes, [personId, conferenceId])),
  ]);
  const named = checkIns.rows.map(async ({ atMs, fact }) => ({
    atMs,
    siteName: fact.type === 'arrived' ? await siteName(conferenceId, fact.siteId) : null,
    fact,
  }));
  return { checkIns: await Promise.all(named), openVotes: openVotes.rows.map(voteOf) };
}

interface VoteRow {
  readonly question: string;
  readonly choice: readonly string[];
  readonly options: readonly BallotOption[];
}

function voteOf({ question, choice, options }: VoteRow): DelegateActs['openVotes'][number] {
  const texts = new Map(options.map(({ optionId, text }) => [optionId, text]));
  return { question, choice: choice.map((optionId) => texts.get(optionId) ?? optionId) };
}
