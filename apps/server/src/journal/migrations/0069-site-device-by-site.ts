/** A room's page asks which devices it ever had. */
import type { Migration } from './migration.ts';

const sql = `CREATE INDEX site_device_by_site ON site_device (site_id);`;

export const siteDeviceBySiteMigration: Migration = { number: 69, name: 'site-device-by-site', sql };
