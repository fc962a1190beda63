/** `/api/v1/system`: how the installation is, for whoever keeps it. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { Type } from 'typebox';
import { SETTINGS, type Config } from '../../config.ts';
import { BUILD } from '../../hub/build.ts';
import { backupRuns } from '../../jobs/daily-backup.ts';
import { tryAgain } from '../../journal/database.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { nullable } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';

const settingSchema = Type.Object({
  name: Type.String(),
  value: nullable(Type.String({ description: 'null: not given; a secret shows as ••• where it is given' })),
  unit: Type.String(),
  meaning: Type.String({ description: 'In English, from the table docs/config.md is made of' }),
});
const backupSchema = Type.Object({
  day: Type.String(),
  beganAtMs: Type.Number(),
  finishedAtMs: nullable(Type.Number({ description: 'null: it runs, or its worker died' })),
  file: Type.String(),
  bytes: nullable(Type.Number()),
  events: nullable(Type.Number()),
  fault: nullable(Type.String({ description: 'Empty: it was restored and every hash held' })),
});
const systemSchema = Type.Object({
  version: Type.String(),
  node: Type.String(),
  postgres: Type.String(),
  processes: Type.Array(Type.Object({ name: Type.String(), state: Type.String(), restarts: Type.Integer() })),
  mediaUp: Type.Boolean(),
  disk: nullable(
    Type.Object({ freeBytes: Type.Number(), totalBytes: Type.Number() }, { description: 'Of the data folder; null: it cannot be read' }),
  ),
  clockOffsetMs: Type.Number({ description: 'The database’s clock minus this worker’s' }),
  certificateEndsAtMs: nullable(Type.Number({ description: 'null: a proxy in front ends TLS, or there is none' })),
  mail: Type.Object({
    queued: Type.Integer(),
    failed: Type.Integer(),
    sending: Type.Boolean({ description: 'A mail server is configured' }),
  }),
  backups: Type.Array(backupSchema, { description: 'The last thirty days, the newest first' }),
  settings: Type.Array(settingSchema),
});

export function systemRoutes(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags: ['system'],
    summary: 'Processes, disk, clock, certificate, mail and settings',
    response: { 200: systemSchema, ...problems(401, 403, 503) },
  };
  app.get('/system', { config: { rule: { action: 'system.read', over: 'whole' } }, schema }, async () => {
    const { config, hub } = parts;
    const { version: postgres, queued, failed, clockOffsetMs } = await askDatabase(parts);
    return {
      version: BUILD,
      node: process.version,
      postgres,
      processes: hub.presence.processes.map(({ name, state, restarts }) => ({ name, state, restarts })),
      mediaUp: hub.facts.plane.up,
      disk: await diskOf(config.dataDir),
      clockOffsetMs,
      certificateEndsAtMs: certificateEnd(config.tlsCertFile),
      mail: { queued, failed, sending: config.smtpUrl !== undefined },
      backups: await backupRuns(parts.db),
      settings: settingsOf(config),
    };
  });
}

interface DatabaseAnswer {
  readonly version: string;
  readonly queued: number;
  readonly failed: number;
  readonly clockOffsetMs: number;
}

/** The machine’s own clock on both sides: half of the round trip is what the offset may be wrong by. */
async function askDatabase({ db }: HttpParts): Promise<DatabaseAnswer> {
  const sql = `SELECT current_setting('server_version') AS version, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs",
    (SELECT count(*) FROM mail WHERE state = 'queued')::int AS queued, (SELECT count(*) FROM mail WHERE state = 'failed')::int AS failed`;
  const beganMs = Date.now();
  const { rows } = await tryAgain(() => db.query<Omit<DatabaseAnswer, 'clockOffsetMs'> & { readonly nowMs: number }>(sql));
  const { nowMs, ...counts } = rows[0]!;
  return { ...counts, clockOffsetMs: Math.round(nowMs - (beganMs + Date.now()) / 2) };
}

async function diskOf(dataDir: string): Promise<{ readonly freeBytes: number; readonly totalBytes: number } | null> {
  const stats = await statfs(dataDir).catch(() => null);
  return stats && { freeBytes: stats.bavail * stats.bsize, totalBytes: stats.blocks * stats.bsize };
}

function certificateEnd(path: string | undefined): number | null {
  return path === undefined ? null : Date.parse(new X509Certificate(readFileSync(path)).validTo);
}

/** Secrets are told as given or not, never what they are. */
function settingsOf(config: Config) {
  return Object.entries(SETTINGS).map(([field, { name, unit, sentence, ...rest }]) => {
    const value = config[field as keyof typeof SETTINGS];
    const shown = value === undefined ? null : 'secret' in rest ? '•••' : String(value);
    return { name, value: shown, unit, meaning: sentence };
  });
}
