/** Loads an archive of write-backup.ts into an empty database and an empty folder. */
import { createReadStream, createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { extract } from 'tar-stream';
import type { Extract } from 'tar-stream';
import { copyTarget, listTables, quoted } from './database-tables.ts';
import type { TableShape } from './database-tables.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import type { BackupManifest } from './write-backup.ts';

export interface RestoreTarget {
  /** Connected to a database without tables. */
  readonly client: ClientBase;
  /** Empty folders or none. */
  readonly filesPath: string;
  readonly secretPath: string;
}

/** Thrown where the archive is not one of ours or not whole; the target is then useless. */
export class BadBackup extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadBackup';
  }
}

/** Resolves when everything is committed and the schema is this program's. */
export async function readBackup(path: string, target: RestoreTarget): Promise<BackupManifest> {
  const unpacked = extract();
  const read = pipeline(createReadStream(path), createGunzip(), unpacked);
  try {
    const [manifest] = await Promise.all([new BackupReader(target).load(unpacked), read]);
    await migrate(target.client);
    await target.client.query('ANALYZE');
    return manifest;
  } catch (error) {
    unpacked.destroy();
    await read.catch(() => undefined);
    throw isArchiveError(error) ? new BadBackup(`${path} is not a whole backup: ${(error as Error).message}`) : error;
  }
}

/** One pass over the entries. A class for its running state; nothing to close. */
class BackupReader {
  readonly #target: RestoreTarget;
  #manifest: BackupManifest | undefined;
  #table: { readonly shape: TableShape; readonly rows: Writable } | undefined;
  #ended = false;

  constructor(target: RestoreTarget) {
    this.#target = target;
  }

  async load(entries: Extract): Promise<BackupManifest> {
    for await (const entry of entries) {
      // It iterates as Node's streams do; its types leave that out.
      await this.#take(entry.header.name, entry as unknown as AsyncIterable<Uint8Array>);
      entry.resume();
    }
    if (!this.#manifest || !this.#ended) throw new BadBackup('the end is missing');
    return this.#manifest;
  }

  async #take(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    if (name === 'manifest.json') return this.#begin(JSON.parse(String(await buffer(content))) as BackupManifest);
    if (!this.#manifest) throw new BadBackup('it does not begin with a manifest');
    if (name.startsWith('tables/')) return this.#loadPart(name.split('/')[1] ?? '', content);
    await this.#endTable();
    if (name === 'secret') writeFileSync(this.#target.secretPath, await buffer(content), { mode: 0o600 });
    else if (name.startsWith('files/')) await this.#loadFile(name.slice('files/'.length), content);
    else if (name === 'end') await this.#commit(this.#manifest);
  }

  /** The tables as they were when the backup was made: migrations up to then, in one transaction with the rows. */
  async #begin(manifest: BackupManifest): Promise<void> {
    if (manifest.format !== 1) throw new BadBackup(`its format ${String(manifest.format)} belongs to a newer version of this program`);
    const newest = Math.max(...manifest.migrations);
    const known = MIGRATIONS.map((migration) => migration.number);
    if (manifest.migrations.some((number) => !known.includes(number)))
      throw new BadBackup('it was made by a newer version of this program');
    await migrate(
      this.#target.client,
      MIGRATIONS.filter((migration) => migration.number <= newest),
    );
    const present = new Set((await listTables(this.#target.client)).map((table) => table.name));
    const missing = manifest.tables.find((table) => !present.has(table.name));
    if (missing) throw new BadBackup(`it has a table ${missing.name} that this program does not know`);
    this.#manifest = manifest;
    await this.#target.client.query('BEGIN');
  }

  async #loadPart(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    if (this.#table?.shape.name !== name) {
      await this.#endTable();
      const shape = this.#manifest!.tables.find((table) => table.name === name);
      if (!shape) throw new BadBackup(`it has rows of a table ${name} that its manifest does not name`);
      const rows = this.#target.client.query(copyFrom(`COPY ${copyTarget(shape)} FROM STDIN`));
      // Whoever waits next is told by finished(); without a listener the process would end first.
      rows.on('error', () => undefined);
      this.#table = { shape, rows };
    }
    const { rows } = this.#table;
    for await (const chunk of content) {
      if (!rows.write(chunk)) await Promise.race([once(rows, 'drain'), finished(rows)]);
    }
  }

  async #endTable(): Promise<void> {
    const table = this.#table;
    this.#table = undefined;
    if (!table) return;
    table.rows.end();
    await finished(table.rows);
  }

  async #loadFile(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const inside = normalize(name);
    if (inside.startsWith('..') || inside.startsWith('/')) throw new BadBackup(`it names a file outside its folder: ${name}`);
    const path = join(this.#target.filesPath, inside);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    await pipeline(content, createWriteStream(path, { mode: 0o600 }));
  }

  async #commit({ sequences }: BackupManifest): Promise<void> {
    for (const { name, lastValue } of sequences)
      await this.#target.client.query('SELECT setval($1::regclass, $2)', [quoted(name), lastValue]);
    await this.#target.client.query('COMMIT');
    this.#ended = true;
  }
}

/** zlib's and tar's complaints, and ours. */
function isArchiveError(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: string };
  return (
    error instanceof BadBackup || error instanceof SyntaxError || String(code).startsWith('Z_') || /tar|Unexpected end/i.test(message ?? '')
  );
}
