/** The address of a conference's phone page, and whether anybody may look. */
import { randomInt } from 'node:crypto';
import type { Pool } from 'pg';
import { OutsideFault } from '../errors.ts';
import { tryAgain } from '../journal/database.ts';

export interface PhonePage {
  readonly conferenceId: string;
  readonly code: string;
  readonly isPublic: boolean;
}

/** Without letters and digits that are taken for each other when read out. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Forty bits: whoever tries a thousand a second finds one of a hundred conferences in four months, and learns its name. */
const CODE_CHARS = 8;
const ROUNDS_MAX = 8;
const COLUMNS = 'conference_id AS "conferenceId", code, public AS "isPublic"';

/** Made where it is missing. Throws OutsideFault. */
export async function ensurePhonePage(db: Pool, conferenceId: string): Promise<PhonePage> {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    await tryAgain(() =>
      db.query('INSERT INTO phone_page (conference_id, code) VALUES ($1, $2) ON CONFLICT DO NOTHING', [conferenceId, newCode()]),
    );
    const { rows } = await tryAgain(() =>
      db.query<PhonePage>(`SELECT ${COLUMNS} FROM phone_page WHERE conference_id = $1`, [conferenceId]),
    );
    if (rows[0]) return rows[0];
  }
  throw new OutsideFault('overloaded', { message: 'no free code for a phone page' });
}

/** Throws OutsideFault. */
export async function findPhonePage(db: Pool, code: string): Promise<PhonePage | null> {
  const { rows } = await tryAgain(() => db.query<PhonePage>(`SELECT ${COLUMNS} FROM phone_page WHERE code = $1`, [code.toUpperCase()]));
  return rows[0] ?? null;
}

/** Throws OutsideFault. */
export async function isPublic(db: Pool, conferenceId: string): Promise<boolean> {
  const { rowCount } = await tryAgain(() => db.query('SELECT FROM phone_page WHERE conference_id = $1 AND public', [conferenceId]));
  return rowCount === 1;
}

/** Throws OutsideFault. */
export async function setPublic(db: Pool, conferenceId: string, value: boolean): Promise<void> {
  await tryAgain(() => db.query('UPDATE phone_page SET public = $2 WHERE conference_id = $1', [conferenceId, value]));
}

function newCode(): string {
  return Array.from({ length: CODE_CHARS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
