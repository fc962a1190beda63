/** Which device is on duty in a room, and the screens of a conference. Tokens are kept as hashes. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { inTransaction, tryAgain } from '../../journal/database.ts';
import type { Admission } from './site-access.ts';
import { hashToken, newToken } from './token.ts';

/** A device on duty in a room. */
export interface SiteDevice extends Admission {
  readonly deviceId: string;
  /** What its browser called itself, so that the secretary can tell two apart. */
  readonly label: string;
}

export interface ScreenDevice {
  readonly deviceId: string;
  readonly conferenceId: string;
}

/** The token is shown once, to the device itself. */
export interface NewDevice {
  readonly deviceId: string;
  readonly deviceToken: string;
}

const SITE_COLUMNS = 'device_id AS "deviceId", conference_id AS "conferenceId", site_id AS "siteId", label';

/** The device on duty in a room, if any. Throws OutsideFault. */
export async function deviceOnDuty(db: Pool, { conferenceId, siteId }: Admission): Promise<SiteDevice | null> {
  const sql = `SELECT ${SITE_COLUMNS} FROM site_device WHERE conference_id = $1 AND site_id = $2 AND active`;
  const { rows } = await tryAgain(() => db.query<SiteDevice>(sql, [conferenceId, siteId]));
  return rows[0] ?? null;
}

/** The device on duty that a token belongs to; null once it has been replaced or revoked. Throws OutsideFault. */
export async function findSiteDevice(db: Pool, token: string): Promise<SiteDevice | null> {
  const sql = `SELECT ${SITE_COLUMNS} FROM site_device WHERE token_hash = $1 AND active`;
  const { rows } = await tryAgain(() => db.query<SiteDevice>(sql, [hashToken(token)]));
  return rows[0] ?? null;
}

/** Puts a new device on duty; whichever was there before is not any more. Throws OutsideFault. */
export function putOnDuty(db: Pool, place: Admission, device: { readonly label: string; readonly nowMs: number }): Promise<NewDevice> {
  const made = { deviceId: randomUUID(), deviceToken: newToken() };
  return inTransaction(db, async (client) => {
    // Two devices that join at the same moment wait here for each other instead of failing on the index.
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('site-device:' || $1 || ':' || $2, 0))`, [
      place.conferenceId,
      place.siteId,
    ]);
    await client.query('UPDATE site_device SET active = false WHERE conference_id = $1 AND site_id = $2 AND active', [
      place.conferenceId,
      place.siteId,
    ]);
    await client.query('INSERT INTO site_device VALUES ($1, $2, $3, $4, $5, $6, true)', [
      made.deviceId,
      place.conferenceId,
      place.siteId,
      hashToken(made.deviceToken),
      device.label,
      device.nowMs,
    ]);
    return made;
  });
}

/** A new token for a device that is already on duty. Throws OutsideFault. */
export async function renewDeviceToken(db: Pool, deviceId: string): Promise<NewDevice> {
  const deviceToken = newToken();
  await tryAgain(() => db.query('UPDATE site_device SET token_hash = $2 WHERE device_id = $1', [deviceId, hashToken(deviceToken)]));
  return { deviceId, deviceToken };
}

/** Takes a device off duty: its token and its media tokens stop working. Throws OutsideFault. */
export async function takeOffDuty(db: Pool, deviceId: string): Promise<void> {
  await tryAgain(() => db.query('UPDATE site_device SET active = false WHERE device_id = $1', [deviceId]));
}

/** Throws OutsideFault. */
export async function addScreen(
  db: Pool,
  conferenceId: string,
  device: { readonly label: string; readonly nowMs: number },
): Promise<NewDevice> {
  const made = { deviceId: randomUUID(), deviceToken: newToken() };
  const values = [made.deviceId, conferenceId, hashToken(made.deviceToken), device.label, device.nowMs];
  await tryAgain(() => db.query('INSERT INTO screen_device VALUES ($1, $2, $3, $4, $5, true)', values));
  return made;
}

/** Throws OutsideFault. */
export async function findScreen(db: Pool, token: string): Promise<ScreenDevice | null> {
  const sql = 'SELECT device_id AS "deviceId", conference_id AS "conferenceId" FROM screen_device WHERE token_hash = $1 AND active';
  const { rows } = await tryAgain(() => db.query<ScreenDevice>(sql, [hashToken(token)]));
  return rows[0] ?? null;
}

/** After a renewed screen link: the screens that came by the old one. Returns their ids. Throws OutsideFault. */
export async function dropScreens(db: Pool, conferenceId: string): Promise<string[]> {
  const sql = 'UPDATE screen_device SET active = false WHERE conference_id = $1 AND active RETURNING device_id';
  const { rows } = await tryAgain(() => db.query<{ device_id: string }>(sql, [conferenceId]));
  return rows.map((row) => row.device_id);
}
