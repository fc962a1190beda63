/** Recomputes every hash of the journal and says where the chain first breaks. */
import type { ClientBase } from 'pg';
import { CHAIN_START, hashBody, hashData, hashLink } from './hash-chain.ts';
import type { Json } from './journal.ts';

/** Where a stream ends; printed, mailed or exported, it proves later that nothing before it was changed. */
export interface StreamHead {
  readonly stream: string;
  readonly version: number;
  /** Lower-case hex. */
  readonly hash: string;
}

export interface JournalReport {
  readonly events: number;
  readonly heads: readonly StreamHead[];
  /** The first fault by stream and version; undefined where everything holds. */
  readonly fault?: { readonly stream: string; readonly version: number; readonly problem: string };
}

interface ChainRow {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schema_version: number;
  readonly at_ms: string | number;
  readonly by: Json;
  readonly data: Json;
  readonly salt: Buffer | null;
  readonly data_hash: Buffer;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
}

/** Enough to make round trips rare, few enough to keep memory at a few megabytes. */
const BATCH_ROWS = 2_000;
const ROWS_SQL = `SELECT stream, version, type, schema_version, at_ms, by, data, salt, data_hash, prev_hash, hash
  FROM events WHERE (stream, version) > ($1, $2) ORDER BY stream, version LIMIT ${BATCH_ROWS}`;

/**
 * Reads one snapshot, so it may run beside a running server. `earlier`: heads written down before, which must
 * still be on the chain. `walked` hears how many events are behind, every few thousand.
 */
export async function verifyJournal(
  client: ClientBase,
  earlier: readonly StreamHead[] = [],
  walked?: (events: number) => void,
): Promise<JournalReport> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    return await new ChainWalk(client, earlier).run(walked);
  } finally {
    await client.query('ROLLBACK');
  }
}

/** The same within the caller's transaction. */
export function verifyWithin(client: ClientBase, earlier: readonly StreamHead[] = []): Promise<JournalReport> {
  return new ChainWalk(client, earlier).run();
}

/** One walk over all rows. A class for its running state; nothing to close. */
class ChainWalk {
  readonly #client: ClientBase;
  readonly #earlier: ReadonlyMap<string, string>;
  readonly #heads: StreamHead[] = [];
  /** Versions erased in this stream, and those an `Erased` event owns up to. */
  #erased = new Set<number>();
  #admitted = new Set<number>();
  #at: { stream: string; version: number; hash: Buffer } = { stream: '', version: 0, hash: CHAIN_START };
  #events = 0;

  constructor(client: ClientBase, earlier: readonly StreamHead[]) {
    this.#client = client;
    this.#earlier = new Map(earlier.map((head) => [`${head.stream} ${head.version}`, head.hash]));
  }

  async run(walked?: (events: number) => void): Promise<JournalReport> {
    for (;;) {
      const { rows } = await this.#client.query<ChainRow>(ROWS_SQL, [this.#at.stream, this.#at.version]);
      for (const row of rows) {
        const fault = this.#step(row);
        if (fault) return this.#report(fault);
      }
      walked?.(this.#events);
      if (rows.length < BATCH_ROWS) break;
    }
    return this.#report(this.#endStream() ?? (await this.#headFault()) ?? this.#missingHead());
  }

  #step(row: ChainRow): JournalReport['fault'] {
    const { stream, version } = row;
    if (stream !== this.#at.stream) {
      const fault = this.#endStream();
      if (fault) return fault;
      this.#at = { stream, version: 0, hash: CHAIN_START };
    }
    const problem = rowProblem(row, this.#at) ?? this.#earlierProblem(row);
    if (problem !== undefined) return { stream, version, problem };
    if (row.salt === null) this.#erased.add(version);
    if (row.type === 'Erased') this.#admitted.add((row.data as { version: number }).version);
    this.#at = { stream, version, hash: row.hash };
    this.#events += 1;
    return undefined;
  }

  /** Notes the head, and that every erased event is owned up to. */
  #endStream(): JournalReport['fault'] {
    const { stream, version, hash } = this.#at;
    const silent = [...this.#erased].find((erased) => !this.#admitted.has(erased));
    this.#erased = new Set();
    this.#admitted = new Set();
    if (version > 0) this.#heads.push({ stream, version, hash: hash.toString('hex') });
    return silent === undefined ? undefined : { stream, version: silent, problem: 'its data is gone and no Erased event says why' };
  }

  /** The table of heads and the events must tell the same story: events cut off the end show here. */
  async #headFault(): Promise<JournalReport['fault']> {
    const { rows } = await this.#client.query<{ stream: string; version: number; hash: Buffer }>(
      'SELECT stream, version, hash FROM streams',
    );
    const found = new Map(this.#heads.map((head) => [head.stream, head]));
    const wrong = rows.find(
      (row) => found.get(row.stream)?.version !== row.version || found.get(row.stream)?.hash !== row.hash.toString('hex'),
    );
    if (wrong)
      return {
        stream: wrong.stream,
        version: wrong.version,
        problem: 'the stream should end here and does not: events are missing or added at its end',
      };
    const extra = this.#heads.find((head) => !rows.some((row) => row.stream === head.stream));
    return extra && { stream: extra.stream, version: extra.version, problem: 'the stream is not in the table of streams' };
  }

  #earlierProblem(row: ChainRow): string | undefined {
    const hash = this.#earlier.get(`${row.stream} ${row.version}`);
    return hash === undefined || hash === row.hash.toString('hex')
      ? undefined
      : 'it differs from the head that was written down earlier: the stream was rewritten';
  }

  #missingHead(): JournalReport['fault'] {
    const versions = new Map(this.#heads.map((head) => [head.stream, head.version]));
    const missing = [...this.#earlier.keys()].map(splitKey).find((head) => (versions.get(head.stream) ?? 0) < head.version);
    return missing && { ...missing, problem: 'a head that was written down earlier is no longer there: events are missing' };
  }

  #report(fault: JournalReport['fault']): JournalReport {
    return { events: this.#events, heads: this.#heads, ...(fault && { fault }) };
  }
}

function splitKey(key: string): { stream: string; version: number } {
  const space = key.lastIndexOf(' ');
  return { stream: key.slice(0, space), version: Number(key.slice(space + 1)) };
}

function rowProblem(row: ChainRow, before: { readonly version: number; readonly hash: Buffer }): string | undefined {
  if (row.version !== before.version + 1) return `version ${before.version + 1} is missing before it`;
  if (!row.prev_hash.equals(before.hash)) return 'it does not continue the chain of the event before it';
  if (row.salt !== null && !hashData(row.salt, row.data).equals(row.data_hash)) return 'its data was changed';
  const { stream, version, type, schema_version: schemaVersion, by } = row;
  const body = hashBody({ stream, version, type, schemaVersion, atMs: Number(row.at_ms), by }, row.data_hash);
  if (!hashLink(row.prev_hash, body).equals(row.hash)) return 'its type, time, author or hash was changed';
  return undefined;
}
