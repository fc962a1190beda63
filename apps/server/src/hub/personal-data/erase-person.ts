/** Erasure: names, addresses and every credential go; ids stay, so the journal stays whole. */
import type { Pool } from 'pg';
import { ERASED_NAME, eraseDelegates } from '../../attendance/erase-delegates.ts';
import { inTransaction } from '../../journal/database.ts';
import type { Person } from './person.ts';

/** Tables of what somebody signs in with or was sent, each with its column of the account. */
const CREDENTIALS = [
  ['identity."account"', '"userId"'],
  ['identity."twoFactor"', '"userId"'],
  ['identity."session"', '"userId"'],
  ['password_link', 'account_id'],
  ['sign_in_link', 'account_id'],
  ['api_token', 'account_id'],
  ['mail', 'account_id'],
] as const;

/**
 * The caller has ended roles, posts and sign-ins. Closes the person's open requests to be erased as answered. Returns
 * the phones a delegate had checked in with, for the caller to tell. Throws OutsideFault.
 */
export function erasePerson(db: Pool, { account, contact, delegate }: Person, nowMs: number): Promise<readonly string[]> {
  const ids = [account?.accountId, contact?.contactId, delegate?.personId].filter((id) => id !== undefined);
  return inTransaction(db, async (client) => {
    const done = `UPDATE personal_request SET done_at_ms = $2, outcome = 'answered' WHERE subject_id = ANY ($1) AND kind = 'erasure' AND done_at_ms IS NULL`;
    await client.query(done, [ids, nowMs]);
    if (contact) await client.query('DELETE FROM contact WHERE contact_id = $1', [contact.contactId]);
    const phoneIds = delegate ? await eraseDelegates(client, [delegate.personId], nowMs) : [];
    if (!account) return phoneIds;
    const id = [account.accountId];
    const user = `UPDATE identity."user" SET "name" = '${ERASED_NAME}', "email" = "id" || '@account.invalid', "emailVerified" = false, "username" = NULL,
      "displayUsername" = NULL, "image" = NULL, "twoFactorEnabled" = false WHERE "id" = $1`;
    await client.query(user, id);
    for (const [table, column] of CREDENTIALS) await client.query(`DELETE FROM ${table} WHERE ${column} = $1`, id);
    const profile = `INSERT INTO account_profile (account_id, language, disabled_at_ms) VALUES ($1, 'vi', $2)
      ON CONFLICT (account_id) DO UPDATE SET contact_id = NULL, disabled_at_ms = excluded.disabled_at_ms`;
    await client.query(profile, [...id, nowMs]);
    return phoneIds;
  });
}
