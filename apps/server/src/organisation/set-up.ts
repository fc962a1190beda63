/**
 * The first visit: an organisation, its top unit, its first administrator. Whoever can read the console of
 * the server has the set-up code; nobody else on the network can claim a fresh server.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AccountId } from '@diemcau/core';
import type { ClientBase, Pool } from 'pg';
import { inTransaction, tryAgain } from '../journal/database.ts';
import type { Journal } from '../journal/journal.ts';
import { StreamFold } from '../journal/stream-fold.ts';
import { appointAdministrator } from './appoint-administrator.ts';
import { organisationCommandId } from './organisation.ts';
import { dayIn, writeProfile, type OrganisationProfile } from './profile.ts';
import { TREE_RULES } from './streams.ts';

export interface SetUpParts {
  readonly db: Pool;
  readonly journal: Journal;
  readonly nowMs: () => number;
}

/** Without 0, 1, I and O, which are misread. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** 50 bits, typed once from a screen; guesses wait longer and longer. */
const CODE_CHARS = 10;
/** Any constant that no other lock of ours uses. */
const SET_UP_LOCK = 53_118_408;
const ROOT_UNIT_ID = 'root';

/** The same in every worker and after every start: it follows from the installation’s secret. Written `ABCDE-FGHJK`. */
export function setUpCode(secret: string): string {
  const bytes = createHmac('sha256', secret).update('set-up code').digest();
  const chars = [...bytes.subarray(0, CODE_CHARS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${chars.slice(0, 5)}-${chars.slice(5)}`;
}

export function isSetUpCode(secret: string, typed: string): boolean {
  const [given, right] = [typed, setUpCode(secret)].map((text) =>
    createHmac('sha256', secret)
      .update(text.toUpperCase().replace(/[^A-Z0-9]/g, ''))
      .digest(),
  );
  return timingSafeEqual(given!, right!);
}

/** Nobody has named the organisation, holds a role, or prepared a conference here. Throws OutsideFault. */
export async function needsSetUp(db: Pool | ClientBase): Promise<boolean> {
  const sql = `SELECT NOT EXISTS (SELECT FROM organisation) AND NOT EXISTS (SELECT FROM streams WHERE stream = 'grants')
    AND NOT EXISTS (SELECT FROM conference_summary) AS needed`;
  const { rows } = await tryAgain(() => db.query<{ needed: boolean }>(sql));
  return rows[0]!.needed;
}

/**
 * `account` makes the first administrator’s. false: somebody else was first. The organisation’s row is
 * written last and under a lock, so a server that dies between is set up by doing it again. Throws OutsideFault.
 */
export function setUp(parts: SetUpParts, profile: OrganisationProfile, account: () => Promise<AccountId>): Promise<boolean> {
  return inTransaction(parts.db, async (client) => {
    // Not waited for: whoever waits would hold a connection that the winner needs.
    const lock = await client.query<{ won: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS won', [SET_UP_LOCK]);
    const { rowCount } = await client.query('SELECT 1 FROM organisation');
    if (!lock.rows[0]!.won || rowCount) return false;
    const accountId = await account();
    await createRootUnit(parts, profile, accountId);
    await appointAdministrator(parts, accountId, profile);
    await writeProfile(parts.db, profile);
    return true;
  });
}

async function createRootUnit(
  { journal, nowMs }: SetUpParts,
  { name, timeZone }: OrganisationProfile,
  accountId: AccountId,
): Promise<void> {
  const tree = new StreamFold(TREE_RULES, journal);
  await tree.catchUp();
  if (tree.step.state.units.size > 0) return;
  const units = [{ unitId: ROOT_UNIT_ID, code: '', name, kind: '', parentId: null }];
  const command = { type: 'CreateUnits' as const, units, from: dayIn(timeZone, nowMs()), document: '' };
  const by = { kind: 'account' as const, accountId };
  const answer = await tree.execute({ command, by, atMs: nowMs(), commandId: organisationCommandId('tree', 'set-up') });
  if (!answer.ok) throw new Error(`the first unit was refused: ${answer.refusal.code}`);
}
