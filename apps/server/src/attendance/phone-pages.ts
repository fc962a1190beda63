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

/**
 * Thousands of phones ask for one page within seconds. Opening or shutting it reaches phones that ask another worker
 * this much later.
 */
const KNOWN_FOR_MS = 1_000;

interface Known {
  readonly page: Promise<PhonePage | null>;
  readonly untilMs: number;
}

/** By pool, then by code in capitals or conference. Holds pages that are there, so at most two entries for each. */
const known = new WeakMap<Pool, Map<string, Known>>();

/** As it was within the last second. Throws OutsideFault. */
export function findPhonePage(db: Pool, code: string): Promise<PhonePage | null> {
  return recently(db, 'code', code.toUpperCase());
}

/** As it was within the last second. Throws OutsideFault. */
export async function isPublic(db: Pool, conferenceId: string): Promise<boolean> {
  return (await recently(db, 'conference_id', conferenceId))?.isPublic ?? false;
}

/** Throws OutsideFault. */
export async function setPublic(db: Pool, conferenceId: string, value: boolean): Promise<void> {
  await tryAgain(() => db.query('UPDATE phone_page SET public = $2 WHERE conference_id = $1', [conferenceId, value]));
  known.delete(db);
}

function recently(db: Pool, column: 'code' | 'conference_id', value: string): Promise<PhonePage | null> {
  const pages = known.get(db) ?? new Map<string, Known>();
  known.set(db, pages);
  const key = `${column} ${value}`;
  const before = pages.get(key);
  const nowMs = performance.now();
  if (before && nowMs < before.untilMs) return before.page;
  const page = readPage(db, column, value);
  pages.set(key, { page, untilMs: nowMs + KNOWN_FOR_MS });
  // What is not there is a guess, or comes in a moment; what could not be asked is asked again.
  const forget = () => pages.get(key)?.page === page && pages.delete(key);
  page.then((found) => found ?? forget(), forget);
  return page;
}

async function readPage(db: Pool, column: 'code' | 'conference_id', value: string): Promise<PhonePage | null> {
  const { rows } = await tryAgain(() => db.query<PhonePage>(`SELECT ${COLUMNS} FROM phone_page WHERE ${column} = $1`, [value]));
  return rows[0] ?? null;
}

function newCode(): string {
  return Array.from({ length: CODE_CHARS }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
