/** What is kept about a person, an account or a contact, and its erasure. Events know people by id only, so the journal stays whole. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { inTransaction, tryAgain } from '../journal/database.ts';
import { contactsById, type Contact } from '../organisation/contacts.ts';
import { listApiTokens, type ApiToken } from './access/api-tokens.ts';
import { findAccount, openSessions, type AccountRecord, type OpenSession } from './access/account-book.ts';

export interface KeptData {
  readonly account: AccountRecord | null;
  readonly sessions: readonly OpenSession[];
  readonly apiTokens: readonly ApiToken[];
  readonly contact: Contact | null;
  /** Conferences in which the account holds an office. */
  readonly conferences: readonly { readonly conferenceId: string; readonly title: string; readonly roles: readonly string[] }[];
  /** Facts in the journal that name the account as who acted; their ids stay. */
  readonly factCount: number;
  readonly requests: readonly {
    readonly requestId: string;
    readonly requestedAtMs: number;
    readonly dueDay: string;
    readonly doneAtMs: number | null;
  }[];
}

/** null: nothing is kept under this id. Throws OutsideFault. */
export async function keptData(db: Pool, subjectId: string): Promise<KeptData | null> {
  const account = await findAccount(db, subjectId);
  const contact = (await contactsById(db, [account?.contactId ?? subjectId]))[0] ?? null;
  if (!account && !contact) return null;
  const conferences = `SELECT conference_id AS "conferenceId", title, roles -> $1 AS roles FROM conference_summary WHERE roles ? $1`;
  const requests = `SELECT request_id AS "requestId", requested_at_ms::float8 AS "requestedAtMs", due_day::text AS "dueDay", done_at_ms::float8 AS "doneAtMs"
    FROM erasure_request WHERE subject_id = $1 ORDER BY requested_at_ms`;
  const facts = `SELECT count(*)::int AS count FROM events WHERE by ->> 'accountId' = $1`;
  return {
    account,
    contact,
    sessions: account ? await openSessions(db, subjectId) : [],
    conferences: (await tryAgain(() => db.query<KeptData['conferences'][number]>(conferences, [subjectId]))).rows,
    apiTokens: account ? await listApiTokens(db, subjectId) : [],
    factCount: (await tryAgain(() => db.query<{ count: number }>(facts, [subjectId]))).rows[0]!.count,
    requests: (await tryAgain(() => db.query<KeptData['requests'][number]>(requests, [subjectId]))).rows,
  };
}

/** Throws OutsideFault. */
export async function noteErasureRequest(
  db: Pool,
  subjectId: string,
  { dueDay, nowMs }: { readonly dueDay: string; readonly nowMs: number },
): Promise<void> {
  const sql = 'INSERT INTO erasure_request (request_id, subject_id, requested_at_ms, due_day) VALUES ($1, $2, $3, $4)';
  await tryAgain(() => db.query(sql, [randomUUID(), subjectId, nowMs, dueDay]));
}

/** Account and contact lose everything but their ids, and every credential. The caller ends the sign-ins. Throws OutsideFault. */
export function erasePerson(
  db: Pool,
  { account, contact }: KeptData,
  { subjectId, nowMs }: { readonly subjectId: string; readonly nowMs: number },
): Promise<void> {
  return inTransaction(db, async (client) => {
    if (contact) await client.query('DELETE FROM contact WHERE contact_id = $1', [contact.contactId]);
    await client.query('UPDATE erasure_request SET done_at_ms = $2 WHERE subject_id = $1 AND done_at_ms IS NULL', [subjectId, nowMs]);
    if (!account) return;
    const id = [account.accountId];
    const user = `UPDATE identity."user" SET "name" = '—', "email" = "id" || '@account.invalid', "emailVerified" = false, "username" = NULL,
      "displayUsername" = NULL, "image" = NULL, "twoFactorEnabled" = false WHERE "id" = $1`;
    await client.query(user, id);
    for (const table of ['account', 'twoFactor', 'session']) await client.query(`DELETE FROM identity."${table}" WHERE "userId" = $1`, id);
    for (const table of ['password_link', 'sign_in_link', 'mail']) await client.query(`DELETE FROM ${table} WHERE account_id = $1`, id);
    const profile = `INSERT INTO account_profile (account_id, language, disabled_at_ms) VALUES ($1, 'vi', $2)
      ON CONFLICT (account_id) DO UPDATE SET contact_id = NULL, disabled_at_ms = excluded.disabled_at_ms`;
    await client.query(profile, [...id, nowMs]);
  });
}
