/** People of the organisation's list for whom a role was written down and who have no account yet, or none with that role. */
import type { Role, UnitId } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../../journal/database.ts';

export interface WantedRole {
  readonly contactId: string;
  readonly name: string;
  readonly post: string;
  readonly email: string;
  readonly unitId: UnitId;
  readonly role: Role;
  /** null: no account is this person's. */
  readonly accountId: string | null;
}

/** By name, as Vietnamese sorts them. Throws OutsideFault. */
export async function wantedRoles(db: Pool): Promise<WantedRole[]> {
  const sql = `SELECT c.contact_id AS "contactId", c.name, c.post, c.email, c.unit_id AS "unitId", c.role, p.account_id AS "accountId"
    FROM contact c LEFT JOIN account_profile p ON p.contact_id = c.contact_id AND p.disabled_at_ms IS NULL
    WHERE c.role IS NOT NULL ORDER BY c.name COLLATE vietnamese, c.contact_id`;
  return (await tryAgain(() => db.query<WantedRole>(sql))).rows;
}
