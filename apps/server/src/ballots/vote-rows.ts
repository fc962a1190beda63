/** Rows of votes, and what is known of those who cast them. Statements are named: PostgreSQL plans each once for a connection. */
import type { BallotId, Choice } from '@diemcau/core';
import type { ClientBase } from 'pg';

export interface VoteKey {
  readonly ballotId: BallotId;
  /** A person of an open ballot, the receipt of a secret one's credential. */
  readonly voterKey: string;
}

export interface VoteRow extends VoteKey {
  readonly choice: Choice;
}

export interface FoundVoter {
  /** Checked in at the opening, of an open ballot. */
  readonly isEntitled: boolean;
  /** Checked in now. */
  readonly isThere: boolean;
  /** That they were checked in with; null: with none, or nobody is named so. */
  readonly phoneId: string | null;
  /** What they have cast; null: nothing. */
  readonly choice: Choice | null;
}

const FIND_SQL = `SELECT e.person_id IS NOT NULL AS "isEntitled", coalesce(p.mark IN ('in-person', 'online') AND NOT p.gone, false) AS "isThere",
    p.phone_id AS "phoneId", v.choice
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (ballot_id, voter_key, place)
  LEFT JOIN ballot_entitled e ON e.ballot_id = asked.ballot_id AND e.person_id = asked.voter_key
  LEFT JOIN invited_person p ON p.person_id = asked.voter_key
  LEFT JOIN ballot_vote v ON v.ballot_id = asked.ballot_id AND v.voter_key = asked.voter_key
  ORDER BY asked.place`;

/** In the order they were asked for. */
export async function findVoters(client: ClientBase, keys: readonly VoteKey[]): Promise<readonly FoundVoter[]> {
  const { rows } = await client.query<FoundVoter>({ name: 'voters-find', text: FIND_SQL, values: columnsOf(keys) });
  return rows;
}

const VOTES_SQL = `SELECT ballot_id AS "ballotId", voter_key AS "voterKey", choice FROM ballot_vote
  WHERE (ballot_id, voter_key) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;

/** What these voters have cast by now. */
export async function votesOf(client: ClientBase, keys: readonly VoteKey[]): Promise<readonly VoteRow[]> {
  const { rows } = await client.query<VoteRow>(VOTES_SQL, columnsOf(keys));
  return rows;
}

const INSERT_SQL = `INSERT INTO ballot_vote (ballot_id, voter_key, choice, stream, version, place)
  SELECT ballot_id, voter_key, ARRAY(SELECT jsonb_array_elements_text(choice)), $2, $3, place FROM jsonb_to_recordset($1::jsonb)
    AS v (ballot_id text, voter_key text, choice jsonb, place integer)
  ON CONFLICT (ballot_id, voter_key) DO NOTHING RETURNING voter_key AS "voterKey"`;

/** Of one ballot. Returns whose votes were written: whoever another transaction was first with, is not. */
export async function insertVotes(
  client: ClientBase,
  votes: readonly VoteRow[],
  event: { readonly stream: string; readonly version: number },
): Promise<ReadonlySet<string>> {
  const rows = votes.map(({ ballotId, voterKey, choice }, place) => ({ ballot_id: ballotId, voter_key: voterKey, choice, place }));
  const values = [JSON.stringify(rows), event.stream, event.version];
  const written = await client.query<{ voterKey: string }>({ name: 'votes-insert', text: INSERT_SQL, values });
  return new Set(written.rows.map(({ voterKey }) => voterKey));
}

function columnsOf(keys: readonly VoteKey[]): [BallotId[], string[]] {
  return [keys.map(({ ballotId }) => ballotId), keys.map(({ voterKey }) => voterKey)];
}
