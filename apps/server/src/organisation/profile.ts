/** What the organisation is called and in which time zone its days begin. */
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';

export interface OrganisationProfile {
  readonly name: string;
  /** An IANA name, such as `Asia/Ho_Chi_Minh`. */
  readonly timeZone: string;
  readonly language: 'vi' | 'en';
}

/** Until somebody has set it up. */
export const UNNAMED: OrganisationProfile = { name: '', timeZone: 'Asia/Ho_Chi_Minh', language: 'vi' };

/** null: not set up yet. Throws OutsideFault. */
export async function readProfile(db: Pool): Promise<OrganisationProfile | null> {
  const sql = 'SELECT name, time_zone AS "timeZone", language FROM organisation';
  const { rows } = await tryAgain(() => db.query<OrganisationProfile>(sql));
  return rows[0] ?? null;
}

/** The caller has checked the time zone with `isTimeZone`. Throws OutsideFault. */
export async function writeProfile(db: Pool, { name, timeZone, language }: OrganisationProfile): Promise<void> {
  const sql = `INSERT INTO organisation (name, time_zone, language) VALUES ($1, $2, $3)
    ON CONFLICT (single) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, language = excluded.language`;
  await tryAgain(() => db.query(sql, [name, timeZone, language]));
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The calendar day at a moment, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, atMs: number): string {
  // Sweden writes days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(atMs);
}
