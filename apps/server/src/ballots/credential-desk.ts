/** Gives out credentials of secret ballots: one to each person who is there, while the ballot is announced. */
import { createHash } from 'node:crypto';
import type { BallotId, PersonId, RefusalCode } from '@diemcau/core';
import type { Pool } from 'pg';
import { inTransaction } from '../journal/database.ts';
import { lockBallots, type BallotRow } from './ballot-rows.ts';
import { blindSign } from './credentials.ts';

export interface CredentialRequest {
  readonly ballotId: BallotId;
  readonly conferenceId: string;
  readonly personId: PersonId;
  /** RFC 9474 §4.2: what the phone has blinded; nobody here can read it. */
  readonly blinded: Buffer;
}

export type CredentialAnswer = { readonly ok: true; readonly signature: Buffer } | { readonly ok: false; readonly code: RefusalCode };

/** The same request again gets the same signature; another of the same person gets none. Throws OutsideFault. */
export async function issueCredential(
  { db, secret }: { readonly db: Pool; readonly secret: string },
  request: CredentialRequest,
): Promise<CredentialAnswer> {
  const { ballotId, blinded } = request;
  const row = await inTransaction(db, async (client): Promise<BallotRow | RefusalCode> => {
    const ballot = (await lockBallots(client, [ballotId], 'SHARE')).get(ballotId);
    if (!ballot || ballot.conferenceId !== request.conferenceId || ballot.secrecy !== 'secret') return 'ballot-unknown';
    if (ballot.phase !== 'announced') return ballot.phase === 'open' ? 'ballot-begun' : 'ballot-closed';
    const hash = createHash('sha256').update(blinded).digest();
    const { rows } = await client.query<{ readonly same: boolean }>(ISSUE_SQL, [ballotId, request.personId, hash, ballot.conferenceId]);
    if (!rows[0]) return 'person-not-there';
    return rows[0].same ? ballot : 'credential-issued';
  });
  if (typeof row === 'string') return { ok: false, code: row };
  const signature = blindSign({ secret, ballotId, sealed: row.privateKey! }, blinded);
  return signature ? { ok: true, signature } : { ok: false, code: 'credential-invalid' };
}

/** One row where the person is there: whether what is kept for them is this request. */
const ISSUE_SQL = `WITH there AS (
    SELECT person_id FROM invited_person WHERE person_id = $2 AND conference_id = $4 AND mark IN ('in-person', 'online') AND NOT gone
  ), made AS (
    INSERT INTO ballot_credential (ballot_id, person_id, blinded_hash) SELECT $1, person_id, $3 FROM there
    ON CONFLICT (ballot_id, person_id) DO NOTHING RETURNING blinded_hash
  )
  SELECT coalesce((SELECT blinded_hash FROM made), (SELECT blinded_hash FROM ballot_credential WHERE ballot_id = $1 AND person_id = $2)) = $3 AS same
  FROM there`;
