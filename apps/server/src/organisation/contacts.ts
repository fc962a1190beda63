/**
 * People the organisation calls: officers of rooms and posts of units. Personal data: it lives in the
 * table `contact`, is changed and erased there, and events know a person by `contactId` only.
 */
import { foldVietnamese, type ContactId, type Role, type UnitId } from '@diemcau/core';
import type { ClientBase, Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';

export interface Contact {
  readonly contactId: ContactId;
  /** The organisation's own code, empty where it has none. */
  readonly code: string;
  readonly name: string;
  /** What they are: `Phó Chủ tịch UBND`. */
  readonly post: string;
  readonly phone: string;
  readonly email: string;
  readonly unitId: UnitId;
  /** What they shall be allowed once they have an account; null: nothing said. */
  readonly role: Role | null;
}

const COLUMNS = 'contact_id AS "contactId", code, name, post, phone, email, unit_id AS "unitId", role';

/** Throws OutsideFault. */
export async function contactsOfUnits(db: Pool, unitIds: readonly UnitId[]): Promise<Contact[]> {
  const sql = `SELECT ${COLUMNS} FROM contact WHERE unit_id = ANY ($1) ORDER BY name COLLATE vietnamese, contact_id`;
  const { rows } = await tryAgain(() => db.query<Contact>(sql, [unitIds]));
  return rows;
}

/** Those of these that are there. Throws OutsideFault. */
export async function contactsById(db: Pool, contactIds: readonly ContactId[]): Promise<Contact[]> {
  const { rows } = await tryAgain(() => db.query<Contact>(`SELECT ${COLUMNS} FROM contact WHERE contact_id = ANY ($1)`, [contactIds]));
  return rows;
}

export async function allContacts(client: ClientBase | Pool): Promise<Contact[]> {
  return (await client.query<Contact>(`SELECT ${COLUMNS} FROM contact ORDER BY name COLLATE vietnamese, contact_id`)).rows;
}

const UPSERT_SQL = `INSERT INTO contact (contact_id, code, name, folded, post, phone, email, unit_id, role, changed_at_ms)
  SELECT contact_id, code, name, folded, post, phone, email, unit_id, role, $2 FROM jsonb_to_recordset($1::jsonb)
    AS v (contact_id text, code text, name text, folded text, post text, phone text, email text, unit_id text, role text)
  ON CONFLICT (contact_id) DO UPDATE SET code = excluded.code, name = excluded.name, folded = excluded.folded, post = excluded.post,
    phone = excluded.phone, email = excluded.email, unit_id = excluded.unit_id, role = excluded.role, changed_at_ms = excluded.changed_at_ms`;

export async function writeContacts(client: ClientBase | Pool, contacts: readonly Contact[], atMs: number): Promise<void> {
  if (contacts.length === 0) return;
  const rows = contacts.map(({ contactId, unitId, ...contact }) => ({
    ...contact,
    contact_id: contactId,
    unit_id: unitId,
    folded: foldVietnamese(contact.name),
  }));
  await client.query(UPSERT_SQL, [JSON.stringify(rows), atMs]);
}
