/** Gives out credentials of secret ballots: one to each person who is there, while the ballot is announced. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BallotId, RefusalCode } from '@diemcau/core';
import type { ClientBase, Pool } from 'pg';
import type { PhoneHolder } from '../attendance/phone-tokens.ts';
import { inTransaction } from '../journal/database.ts';
import { GroupCommit } from '../journal/group-commit.ts';
import { lockBallots, type BallotRow } from './ballot-rows.ts';
import { blindSign } from './credentials.ts';

export interface CredentialRequest {
  readonly ballotId: BallotId;
  readonly conferenceId: string;
  readonly holder: PhoneHolder;
  /** RFC 9474 §4.2: what the phone has blinded; nobody here can read it. */
  readonly blinded: Buffer;
}

export type CredentialAnswer = { readonly ok: true; readonly signature: Buffer } | { readonly ok: false; readonly code: RefusalCode };

export interface CredentialDeskParts {
  readonly db: Pool;
  readonly secret: string;
}

/**
 * When a secret ballot is announced every phone asks at once, so requests are noted as votes are, a batch in one
 * transaction. Waits for what was submitted when it is closed.
 */
export class CredentialDesk {
  readonly #parts: CredentialDeskParts;
  readonly #commits: GroupCommit<CredentialRequest, BallotRow | RefusalCode>;
  #signing: Promise<unknown> = Promise.resolve();

  constructor(parts: CredentialDeskParts) {
    this.#parts = parts;
    this.#commits = new GroupCommit((batch) => inTransaction(parts.db, (client) => noteAll(client, batch)));
  }

  /** The same request again gets the same signature; another of the same person gets none. Throws OutsideFault. */
  async issue(request: CredentialRequest): Promise<CredentialAnswer> {
    const row = await this.#commits.submit(request);
    if (typeof row === 'string') return { ok: false, code: row };
    // A signature takes half a millisecond; a batch of them in a row would hold up everybody else.
    await (this.#signing = this.#signing.then(() => nextTurn()));
    const keys = { secret: this.#parts.secret, ballotId: request.ballotId, sealed: row.privateKey! };
    const signature = blindSign(keys, request.blinded);
    return signature ? { ok: true, signature } : { ok: false, code: 'credential-invalid' };
  }

  close(): Promise<void> {
    return this.#commits.close();
  }
}

/** The ballot whose key signs, or why it does not. */
async function noteAll(client: ClientBase, batch: readonly CredentialRequest[]): Promise<readonly (BallotRow | RefusalCode)[]> {
  const rows = await lockBallots(client, [...new Set(batch.map(({ ballotId }) => ballotId))], 'SHARE');
  const ballots = batch.map((request) => announcedOf(rows, request));
  const asked = batch.filter((_, place) => typeof ballots[place] !== 'string');
  const noted = asked.length > 0 ? (await note(client, asked)).values() : [].values();
  return ballots.map((ballot) => (typeof ballot === 'string' ? ballot : ((noted.next().value as RefusalCode | null) ?? ballot)));
}

function announcedOf(rows: ReadonlyMap<BallotId, BallotRow>, { ballotId, conferenceId }: CredentialRequest): BallotRow | RefusalCode {
  const ballot = rows.get(ballotId);
  if (!ballot || ballot.conferenceId !== conferenceId || ballot.secrecy !== 'secret') return 'ballot-unknown';
  if (ballot.phase !== 'announced') return ballot.phase === 'open' ? 'ballot-begun' : 'ballot-closed';
  return ballot;
}

const ASKED = `unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[]) WITH ORDINALITY
    AS asked (ballot_id, conference_id, person_id, phone_id, hash, place)`;
const THERE = `p.person_id = asked.person_id AND p.conference_id = asked.conference_id AND p.phone_id = asked.phone_id
    AND p.mark IN ('in-person', 'online') AND NOT p.gone`;
/** The first of each person; in one order on every worker, so that two never wait for each other. */
const INSERT_SQL = `INSERT INTO ballot_credential (ballot_id, person_id, blinded_hash)
  SELECT DISTINCT ON (asked.ballot_id, asked.person_id) asked.ballot_id, asked.person_id, asked.hash
  FROM ${ASKED} JOIN invited_person p ON ${THERE} ORDER BY asked.ballot_id, asked.person_id, asked.place
  ON CONFLICT (ballot_id, person_id) DO NOTHING`;
const LOOK_SQL = `SELECT p.person_id IS NOT NULL AS "isThere", c.blinded_hash = asked.hash AS "isSame"
  FROM ${ASKED} LEFT JOIN invited_person p ON ${THERE}
  LEFT JOIN ballot_credential c ON c.ballot_id = asked.ballot_id AND c.person_id = asked.person_id ORDER BY asked.place`;

/** Writes down who has one; for each whether what is kept for them is this request (null), or why not. */
async function note(client: ClientBase, asked: readonly CredentialRequest[]): Promise<readonly (RefusalCode | null)[]> {
  const values = [
    asked.map(({ ballotId }) => ballotId),
    asked.map(({ conferenceId }) => conferenceId),
    asked.map(({ holder }) => holder.personId),
    asked.map(({ holder }) => holder.phoneId),
    asked.map(({ blinded }) => createHash('sha256').update(blinded).digest()),
  ];
  await client.query({ name: 'credentials-note', text: INSERT_SQL, values });
  const { rows } = await client.query<{ isThere: boolean; isSame: boolean }>({ name: 'credentials-look', text: LOOK_SQL, values });
  return rows.map(({ isThere, isSame }) => {
    if (!isThere) return 'person-not-there';
    return isSame ? null : 'credential-issued';
  });
}
