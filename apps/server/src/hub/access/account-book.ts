/** Accounts as lists and forms show them: what better-auth keeps, and beside it the unit, the language and whether it is disabled. */
import { randomUUID } from 'node:crypto';
import type { UnitId } from '@diemcau/core';
import type { Pool } from 'pg';
import { inTransaction, tryAgain } from '../../journal/database.ts';

export interface AccountRecord {
  readonly accountId: string;
  readonly name: string;
  readonly username: string | null;
  readonly email: string | null;
  /** null: of the whole organisation. */
  readonly unitId: UnitId | null;
  readonly contactId: string | null;
  readonly language: 'vi' | 'en';
  readonly disabledAtMs: number | null;
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly createdAtMs: number;
}

/** What a person fills in. */
export type AccountForm = Pick<AccountRecord, 'name' | 'username' | 'email' | 'unitId' | 'contactId' | 'language'>;

const SELECT = `SELECT u."id" AS "accountId", u."name", u."username",
    CASE WHEN u."email" LIKE '%@account.invalid' THEN NULL ELSE u."email" END AS email,
    p.unit_id AS "unitId", p.contact_id AS "contactId", coalesce(p.language, 'vi') AS language, p.disabled_at_ms::float8 AS "disabledAtMs",
    EXISTS (SELECT FROM identity."account" a WHERE a."userId" = u."id" AND a."providerId" = 'credential') AS "hasPassword",
    u."twoFactorEnabled" AS "hasTotp", (extract(epoch FROM u."createdAt") * 1000)::float8 AS "createdAtMs"
  FROM identity."user" u LEFT JOIN account_profile p ON p.account_id = u."id"`;

/** By name, as Vietnamese sorts them. Throws OutsideFault. */
export async function allAccounts(db: Pool): Promise<AccountRecord[]> {
  const sql = `${SELECT} ORDER BY u."name" COLLATE vietnamese, u."id"`;
  return (await tryAgain(() => db.query<AccountRecord>(sql))).rows;
}

/** Throws OutsideFault. */
export async function findAccount(db: Pool, accountId: string): Promise<AccountRecord | null> {
  return (await tryAgain(() => db.query<AccountRecord>(`${SELECT} WHERE u."id" = $1`, [accountId]))).rows[0] ?? null;
}

/** The account of a user name or an e-mail address; null: there is none. Throws OutsideFault. */
export async function findByLogin(db: Pool, login: string): Promise<AccountRecord | null> {
  const sql = `${SELECT} WHERE u."username" = $1 OR u."email" = $1`;
  return (await tryAgain(() => db.query<AccountRecord>(sql, [login.trim().toLowerCase()]))).rows[0] ?? null;
}

/** The id; null: another account has this user name or e-mail address. Throws OutsideFault. */
export function addAccount(db: Pool, form: AccountForm): Promise<string | null> {
  const accountId = randomUUID();
  return takenIsNull(async () => {
    await inTransaction(db, async (client) => {
      const sql = `INSERT INTO identity."user" ("id", "name", "email", "emailVerified", "username", "displayUsername") VALUES ($1, $2, $3, $4, $5, $5)`;
      await client.query(sql, [accountId, form.name, emailOf(accountId, form), form.email !== null, form.username?.toLowerCase() ?? null]);
      const profile = 'INSERT INTO account_profile (account_id, unit_id, contact_id, language) VALUES ($1, $2, $3, $4)';
      await client.query(profile, [accountId, form.unitId, form.contactId, form.language]);
    });
    return accountId;
  });
}

/** false: another account has this user name or e-mail address. Throws OutsideFault. */
export async function reviseAccount(db: Pool, accountId: string, form: AccountForm): Promise<boolean> {
  const done = await takenIsNull(async () => {
    await inTransaction(db, async (client) => {
      const sql = `UPDATE identity."user" SET "name" = $2, "email" = $3, "emailVerified" = $4, "username" = $5, "displayUsername" = $5, "updatedAt" = now() WHERE "id" = $1`;
      await client.query(sql, [accountId, form.name, emailOf(accountId, form), form.email !== null, form.username?.toLowerCase() ?? null]);
      const profile = `INSERT INTO account_profile (account_id, unit_id, contact_id, language) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id) DO UPDATE SET unit_id = excluded.unit_id, contact_id = excluded.contact_id, language = excluded.language`;
      await client.query(profile, [accountId, form.unitId, form.contactId, form.language]);
    });
    return true;
  });
  return done ?? false;
}

/** `nowMs` null enables it again. Throws OutsideFault. */
export async function setDisabled(db: Pool, accountId: string, nowMs: number | null): Promise<void> {
  const sql = `INSERT INTO account_profile (account_id, language, disabled_at_ms) VALUES ($1, 'vi', $2)
    ON CONFLICT (account_id) DO UPDATE SET disabled_at_ms = excluded.disabled_at_ms`;
  await tryAgain(() => db.query(sql, [accountId, nowMs]));
}

/** false: there was none. Recovery codes go with it. Throws OutsideFault. */
export function removeSecondFactor(db: Pool, accountId: string): Promise<boolean> {
  return inTransaction(db, async (client) => {
    await client.query('DELETE FROM identity."twoFactor" WHERE "userId" = $1', [accountId]);
    const sql = `UPDATE identity."user" SET "twoFactorEnabled" = false, "updatedAt" = now() WHERE "id" = $1 AND "twoFactorEnabled"`;
    return ((await client.query(sql, [accountId])).rowCount ?? 0) > 0;
  });
}

export interface OpenSession {
  readonly sessionId: string;
  /** What the browser calls itself. */
  readonly label: string;
  readonly beganAtMs: number;
  readonly expiresAtMs: number;
}

/** The newest first. Throws OutsideFault. */
export async function openSessions(db: Pool, accountId: string): Promise<OpenSession[]> {
  const sql = `SELECT "id" AS "sessionId", coalesce("userAgent", '') AS label, (extract(epoch FROM "createdAt") * 1000)::float8 AS "beganAtMs",
      (extract(epoch FROM "expiresAt") * 1000)::float8 AS "expiresAtMs"
    FROM identity."session" WHERE "userId" = $1 AND "expiresAt" > now() ORDER BY "createdAt" DESC`;
  return (await tryAgain(() => db.query<OpenSession>(sql, [accountId]))).rows;
}

/** better-auth wants an address; `.invalid` never resolves (RFC 2606 §2). */
function emailOf(accountId: string, { email }: AccountForm): string {
  return email?.toLowerCase() ?? `${accountId}@account.invalid`;
}

async function takenIsNull<T>(work: () => Promise<T>): Promise<T | null> {
  return work().catch((error: unknown) => {
    // unique_violation: "user_email_key" or "user_username_key".
    if ((error as { code?: unknown }).code === '23505') return null;
    throw error;
  });
}
