/** Roles for which a password alone is not enough: their holders set a second factor up before anything else. */
import { grantsOf } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';
import type { HttpParts } from './http-parts.ts';
import type { SignedIn } from './identity.ts';

/** Does the account hold such a role today, without a second factor? Throws OutsideFault. */
export async function owesSecondFactor(
  { config, db, organisation }: Pick<HttpParts, 'config' | 'db' | 'organisation'>,
  { accountId, hasTotp }: Pick<SignedIn, 'accountId' | 'hasTotp'>,
): Promise<boolean> {
  const demanded = config.secondFactorRoles;
  if (hasTotp || demanded.length === 0) return false;
  await organisation.catchUp();
  const { grants, day } = organisation.access();
  if (!grantsOf(grants, accountId, day).some(({ role }) => demanded.includes(role))) return false;
  return !(await signsInByProvider(db, accountId));
}

/** Without a password of ours the organisation's provider is the only way in, and second factors are its business. */
async function signsInByProvider(db: Pool, accountId: string): Promise<boolean> {
  const sql = `SELECT array_agg("providerId") AS ways FROM identity."account" WHERE "userId" = $1`;
  const { rows } = await tryAgain(() => db.query<{ ways: string[] | null }>(sql, [accountId]));
  const ways = rows[0]?.ways ?? [];
  return ways.length > 0 && !ways.includes('credential');
}
