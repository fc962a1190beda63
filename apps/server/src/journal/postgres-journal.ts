/** The journal on PostgreSQL. An append is one round trip: `journal_append` of migration 0001. */
import type { ClientBase, Pool } from 'pg';
import type { Logger } from '../log.ts';
import { inTransaction, tryAgain } from './database.ts';
import { canonicalJson, hashBody, hashData, newSalt } from './hash-chain.ts';
import type { AppendRequest, AppendResult, EraseRequest, Journal, Json, NewEvent, RecordedEvent } from './journal.ts';
import { WakeUps } from './wake-ups.ts';

/** Ten thousand events are a long day of one conference and a few megabytes. */
const READ_LIMIT_DEFAULT = 10_000;

interface EventRow {
  readonly seq: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schema_version: number;
  readonly at_ms: number;
  readonly by: Json;
  readonly data: Json;
  readonly command_id: string;
}

interface AppendRow {
  readonly outcome: 'appended' | 'conflict' | 'repeated';
  readonly answer_stream: string;
  readonly answer_version: number;
  readonly seqs: readonly string[] | null;
}

const EVENT_COLUMNS = 'seq, stream, version, type, schema_version, at_ms, by, data, command_id';
const APPEND_SQL =
  'SELECT * FROM journal_append($1, $2, $3, $4, $5::jsonb, $6::text[], $7::int[], $8::jsonb[], $9::bytea[], $10::bytea[], $11::bytea[])';

/** The pool stays the caller's; the journal closes its own listening connection only. */
export class PostgresJournal implements Journal {
  readonly #pool: Pool;
  readonly #wakeUps: WakeUps;

  constructor(pool: Pool, databaseUrl: string, log: Logger) {
    this.#pool = pool;
    this.#wakeUps = new WakeUps(databaseUrl, log);
  }

  append(request: AppendRequest): Promise<AppendResult> {
    return tryAgain(() => appendWithin(this.#pool, request));
  }

  async read(stream: string, afterVersion: number, limit = READ_LIMIT_DEFAULT): Promise<RecordedEvent[]> {
    const sql = `SELECT ${EVENT_COLUMNS} FROM events WHERE stream = $1 AND version > $2 ORDER BY version LIMIT $3`;
    const { rows } = await tryAgain(() =>
      this.#pool.query<EventRow>({ name: 'journal-read', text: sql, values: [stream, afterVersion, limit] }),
    );
    return rows.map(recordedEvent);
  }

  async readAll(afterSeq: number, limit: number): Promise<RecordedEvent[]> {
    // Transaction ids below the oldest running one are all settled; ordering by them first means that
    // nothing can still appear before the cursor, which ordering by seq alone would allow.
    const sql = `SELECT ${EVENT_COLUMNS} FROM events
      WHERE xid < pg_snapshot_xmin(pg_current_snapshot())
        AND ($1 = 0 OR (xid, seq) > (SELECT xid, seq FROM events WHERE seq = $1))
      ORDER BY xid, seq LIMIT $2`;
    const { rows } = await tryAgain(() => this.#pool.query<EventRow>(sql, [afterSeq, limit]));
    return rows.map(recordedEvent);
  }

  listen(listener: (stream: string) => void): () => void {
    return this.#wakeUps.listen(listener);
  }

  async streams(prefix: string): Promise<string[]> {
    const sql = 'SELECT stream FROM streams WHERE starts_with(stream, $1) ORDER BY stream';
    const { rows } = await tryAgain(() => this.#pool.query<{ stream: string }>(sql, [prefix]));
    return rows.map((row) => row.stream);
  }

  erase(request: EraseRequest): Promise<AppendResult> {
    return inTransaction(this.#pool, (client) => eraseWithin(client, request));
  }

  close(): Promise<void> {
    return this.#wakeUps.close();
  }
}

/**
 * Appends within the caller's transaction (READ COMMITTED), so that rows and their event are durable together.
 * A transaction that appends to several streams does so in the order of their names, or two could wait for each other.
 */
export async function appendWithin(client: ClientBase | Pool, request: AppendRequest): Promise<AppendResult> {
  if (request.events.length === 0) throw new TypeError('nothing to append');
  const { rows } = await client.query<AppendRow>({ name: 'journal-append', text: APPEND_SQL, values: appendValues(request) });
  return appendResult(request, rows[0]!);
}

function appendValues(request: AppendRequest): unknown[] {
  const chained = request.events.map((event, index) => chainEvent(request, event, request.expectedVersion + index + 1));
  return [
    request.stream,
    request.expectedVersion,
    request.commandId,
    request.atMs,
    canonicalJson(request.by),
    request.events.map((event) => event.type),
    request.events.map((event) => event.schemaVersion),
    request.events.map((event) => canonicalJson(event.data)),
    chained.map((event) => event.salt),
    chained.map((event) => event.dataHash),
    chained.map((event) => event.bodyHash),
  ];
}

function chainEvent(request: AppendRequest, event: NewEvent, version: number): { salt: Buffer; dataHash: Buffer; bodyHash: Buffer } {
  const { stream, atMs, by } = request;
  const salt = newSalt();
  const dataHash = hashData(salt, event.data);
  return {
    salt,
    dataHash,
    bodyHash: hashBody({ stream, version, type: event.type, schemaVersion: event.schemaVersion, atMs, by }, dataHash),
  };
}

function appendResult(request: AppendRequest, row: AppendRow): AppendResult {
  if (row.outcome === 'conflict') return { outcome: 'conflict' };
  if (row.outcome === 'repeated') return { outcome: 'repeated', stream: row.answer_stream, version: row.answer_version };
  const { stream, expectedVersion, commandId, atMs, by } = request;
  const seqs = row.seqs ?? [];
  const events = request.events.map((event, index) => ({
    seq: Number(seqs[index]),
    stream,
    version: expectedVersion + index + 1,
    type: event.type,
    schemaVersion: event.schemaVersion,
    atMs,
    by,
    data: event.data,
    commandId,
  }));
  return { outcome: 'appended', version: row.answer_version, events };
}

async function eraseWithin(client: ClientBase, request: EraseRequest): Promise<AppendResult> {
  // The same lock as journal_append takes, before anything is written.
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('journal:' || $1, 0))`, [request.stream]);
  const { rows } = await client.query<{ version: number }>('SELECT version FROM streams WHERE stream = $1', [request.stream]);
  const head = rows[0]?.version ?? 0;
  if (request.version < 1 || request.version > head) return { outcome: 'conflict' };
  const { stream, version, reason, commandId, atMs, by } = request;
  const events = [{ type: 'Erased', schemaVersion: 1, data: { version, reason } }];
  const result = await appendWithin(client, { stream, expectedVersion: head, events, commandId, atMs, by });
  if (result.outcome === 'appended')
    await client.query('UPDATE events SET data = NULL, salt = NULL WHERE stream = $1 AND version = $2', [stream, version]);
  return result;
}

function recordedEvent(row: EventRow): RecordedEvent {
  return {
    seq: row.seq,
    stream: row.stream,
    version: row.version,
    type: row.type,
    schemaVersion: row.schema_version,
    atMs: row.at_ms,
    by: row.by,
    data: row.data,
    commandId: row.command_id,
  };
}
