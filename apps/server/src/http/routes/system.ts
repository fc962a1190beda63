/** `/api/v1/system`: how the installation is, for whoever keeps it. */
import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { systemWarnings, WARNING_LEVELS, type SystemWarning } from '@diemcau/core';
import type { Config } from '../../config.ts';
import { SETTINGS } from '../../settings.ts';
import { ProtocolFault } from '../../errors.ts';
import { BUILD } from '../../hub/build.ts';
import { certificateOf, databaseState, diskOf } from '../../jobs/system-state.ts';
import { lastRuns, type UpkeepKind, type UpkeepRun } from '../../jobs/upkeep-runs.ts';
import { noteFact } from '../../journal/note-fact.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { idempotencySchema, nullable } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';
import { rightsOf } from '../rights.ts';

const tags = ['system'];
const settingSchema = Type.Object({
  name: Type.String(),
  value: nullable(Type.String({ description: 'null: not given; a secret shows as ••• where it is given' })),
  fallback: nullable(Type.String({ description: 'What holds where nothing is given; null: nothing does, or it differs by machine' })),
  isGiven: Type.Boolean({ description: 'It differs from what holds otherwise' }),
  unit: Type.String(),
  meaning: Type.String({ description: 'In English, from the table docs/config.md is made of' }),
});
const runSchema = Type.Object({
  runId: Type.String(),
  scheduled: Type.Boolean({ description: 'By itself, not asked for' }),
  requestedAtMs: Type.Number(),
  beganAtMs: nullable(Type.Number({ description: 'null: it waits' })),
  step: Type.String({ description: 'write, restore or verify, while it runs' }),
  done: Type.Number({ description: 'Events verified so far' }),
  total: Type.Number({ description: '0: not known' }),
  finishedAtMs: nullable(Type.Number({ description: 'null: it waits or runs' })),
  file: nullable(Type.String()),
  bytes: nullable(Type.Number()),
  events: nullable(Type.Number()),
  fault: nullable(Type.String({ description: 'Empty: every hash held, and a backup was restored' })),
});
const processSchema = Type.Object({
  name: Type.String(),
  state: Type.Union([Type.Literal('starting'), Type.Literal('up'), Type.Literal('down')]),
  restarts: Type.Integer(),
  sinceMs: Type.Number({ description: 'Since when it has been in this state' }),
});
const warningSchema = Type.Object({
  code: Type.String({ description: 'Translated by screens; all codes are in packages/core/src/system/warnings.ts' }),
  level: Type.Unsafe<SystemWarning['level']>(Type.Union(WARNING_LEVELS.map((level) => Type.Literal(level)))),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});
const systemSchema = Type.Object({
  nowMs: Type.Number({ description: 'The server’s clock' }),
  version: Type.String(),
  node: Type.String(),
  postgres: Type.String(),
  warnings: Type.Array(warningSchema, { description: 'Worst first' }),
  processes: Type.Array(processSchema),
  mediaUp: Type.Boolean(),
  database: Type.Object({ startedAtMs: Type.Number(), bytes: Type.Number() }),
  disk: nullable(
    Type.Object({ freeBytes: Type.Number(), totalBytes: Type.Number() }, { description: 'Of the data folder; null: it cannot be read' }),
  ),
  clockOffsetMs: Type.Number({ description: 'The database’s clock minus this worker’s' }),
  certificateEndsAtMs: nullable(Type.Number({ description: 'null: a proxy in front ends TLS, or there is none, or it cannot be read' })),
  mail: Type.Object({
    queued: Type.Integer(),
    failed: Type.Integer(),
    sending: Type.Boolean({ description: 'A mail server is configured' }),
  }),
  requests: Type.Object({ overdue: Type.Integer(), dueToday: Type.Integer() }),
  backupFolder: nullable(Type.String({ description: 'null: none is named, and no backup can be made here' })),
  backupTime: Type.String(),
  backups: Type.Array(runSchema, { description: 'The last thirty, the newest first' }),
  verifications: Type.Array(runSchema, { description: 'Of the journal itself, the newest first' }),
  settings: Type.Array(settingSchema),
});

export function systemRoutes(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'Processes, disk, clock, certificate, mail, backups and settings, and what should be done about them',
    response: { 200: systemSchema, ...problems(401, 403, 503) },
  };
  app.get('/system', { config: { rule: { action: 'system.read', over: 'whole' } }, schema }, () => systemOf(parts));
  upkeepRoutes(app, parts);
}

async function systemOf(parts: HttpParts): Promise<Static<typeof systemSchema>> {
  const { config, db, hub, nowMs, organisation } = parts;
  const [database, backups, verifications, disk, certificate] = await Promise.all([
    databaseState(db, organisation.today()),
    lastRuns(db, 'backup'),
    lastRuns(db, 'verify'),
    diskOf(config.dataDir),
    certificateOf(config.tlsCertFile),
  ]);
  const { version: postgres, mailQueued: queued, mailFailed: failed, oldestQueuedAtMs, clockOffsetMs } = database;
  const sending = config.smtpUrl !== undefined;
  const requests = { overdue: database.requestsOverdue, dueToday: database.requestsDueToday };
  const processes = hub.presence.processes.map(({ name, state, restarts, sinceMs }) => ({ name, state, restarts, sinceMs }));
  const warnings = systemWarnings({
    nowMs: nowMs(),
    mediaUp: hub.facts.plane.up,
    processes,
    disk,
    clockOffsetMs,
    certificate,
    backups: config.backupDir === undefined ? null : { last: lastOf(backups), lastGoodAtMs: lastGood(backups) },
    verified: lastOf(verifications),
    mail: { failed, sending, oldestQueuedAtMs },
    requests,
    calendarKnown: organisation.isCalendarKnown(),
  });
  return {
    nowMs: nowMs(),
    version: BUILD,
    node: process.version,
    postgres,
    warnings: warnings.map((one) => ({ ...one, params: { ...one.params } })),
    processes,
    mediaUp: hub.facts.plane.up,
    database: { startedAtMs: database.startedAtMs, bytes: database.bytes },
    disk,
    clockOffsetMs,
    certificateEndsAtMs: certificate?.endsAtMs ?? null,
    mail: { queued, failed, sending },
    requests,
    backupFolder: config.backupDir ?? null,
    backupTime: config.backupTime,
    backups,
    verifications,
    settings: settingsOf(config),
  };
}

function lastOf(runs: readonly UpkeepRun[]) {
  const last = runs.find(({ finishedAtMs }) => finishedAtMs !== null);
  return last ? { finishedAtMs: last.finishedAtMs!, fault: last.fault ?? '' } : null;
}

function lastGood(runs: readonly UpkeepRun[]): number | null {
  return runs.find(({ fault }) => fault === '')?.finishedAtMs ?? null;
}

function upkeepRoutes(app: HttpServer, parts: HttpParts): void {
  const asked = Type.Object({ runId: Type.String({ description: 'How it fares, under /system' }) });
  const response = { 202: asked, ...problems(400, 401, 403, 412, 503) };
  const config = { rule: { action: 'system.change', over: 'whole' } } as const;
  const headers = idempotencySchema;

  const backup = { tags, summary: 'Make a backup now, restore it beside and verify it; one at a time', headers, response };
  app.post('/system/backups', { config, schema: backup }, async (request, reply) => {
    if (parts.config.backupDir === undefined)
      throw new ProtocolFault('precondition-failed', 'DIEMCAU_BACKUP_DIR names no folder for backups');
    return reply.code(202).send(await ask(parts, request, { kind: 'backup', requestId: request.headers['idempotency-key'] }));
  });

  const verify = { tags, summary: 'Verify the journal now; one at a time', headers, response };
  app.post('/system/verifications', { config, schema: verify }, async (request, reply) =>
    reply.code(202).send(await ask(parts, request, { kind: 'verify', requestId: request.headers['idempotency-key'] })),
  );
}

async function ask(
  parts: HttpParts,
  request: FastifyRequest,
  { kind, requestId }: { readonly kind: UpkeepKind; readonly requestId: string },
): Promise<{ runId: string }> {
  const { by } = await rightsOf(parts, request);
  if (!parts.upkeep) throw new ProtocolFault('precondition-failed', 'this server keeps no database of its own');
  const { runId } = await parts.upkeep.ask(kind, requestId);
  const type = kind === 'backup' ? 'BackupAsked' : 'VerificationAsked';
  await noteFact(parts, { stream: 'system', type, data: {}, by: { ...by }, atMs: parts.nowMs() });
  return { runId };
}

/** Where nothing is given, the program finds these out by itself. */
const DERIVED: ReadonlySet<string> = new Set(['secret', 'publicUrl', 'mediaBind', 'dataDir', 'logLevel']);

/** Secrets are told as given or not, never what they are. */
function settingsOf(config: Config): Static<typeof settingSchema>[] {
  return Object.entries(SETTINGS).map(([field, { name, unit, sentence, fallback, ...rest }]) => {
    const value = config[field as keyof typeof SETTINGS];
    const isDerived = DERIVED.has(field) && !process.env[name] && !process.env[`${name}_FILE`];
    const otherwise = 'fallbackText' in rest ? null : textOf(fallback());
    const shown = value !== undefined && 'secret' in rest ? (isDerived ? null : '•••') : textOf(value);
    return {
      name,
      value: shown,
      fallback: otherwise,
      isGiven: !isDerived && textOf(value) !== textOf(fallback()),
      unit,
      meaning: sentence,
    };
  });
}

function textOf(value: unknown): string | null {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? null : String(value);
}
