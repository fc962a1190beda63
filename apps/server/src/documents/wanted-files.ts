/** Which files belong to a conference, and what happens to the others. */
import type { ClientBase } from 'pg';
import { inTransaction, tryAgain } from '../journal/database.ts';
import type { Logger } from '../log.ts';
import type { DocumentStore } from './document-store.ts';
import { hashOf, namesOlderThan, removeFile, removeIncomingOlderThan } from './file-folder.ts';

/**
 * Every version of a document that was not withdrawn since, and the PDFs made of them; by the journal, because
 * no table of ours could be out of step with it.
 */
const WANTED = `WITH attached AS (
    SELECT DISTINCT e.data->'document'->>'sha256' AS sha256 FROM events e
    WHERE e.type IN ('DocumentAttached', 'DocumentRevised') AND NOT EXISTS (
      SELECT 1 FROM events d WHERE d.type = 'DocumentDetached' AND d.stream = e.stream AND d.version > e.version
        AND d.data->>'documentId' = e.data->'document'->>'documentId'))
  SELECT sha256 FROM attached WHERE sha256 IS NOT NULL
  UNION SELECT f.pdf_sha256 FROM document_file f JOIN attached USING (sha256) WHERE f.pdf_sha256 IS NOT NULL`;

/** A week: that a document was withdrawn by mistake is noticed at the next preparation. */
const GRACE_MS = 7 * 86_400_000;
/** Nothing waits for it. */
const LOOK_EVERY_MS = 3_600_000;

/** Collects what no conference has wanted for a while. Any worker does; rows are locked one by one. */
export class FileCollector {
  readonly #store: DocumentStore;
  readonly #timer: NodeJS.Timeout;

  constructor(store: DocumentStore, log: Logger) {
    this.#store = store;
    this.#timer = setInterval(() => {
      this.collect().catch((error: unknown) => log.warn({ err: error }, 'unwanted files stay until the next look'));
    }, LOOK_EVERY_MS).unref();
  }

  /** Returns how many files went. Throws OutsideFault. */
  async collect(): Promise<number> {
    const { db, folder, nowMs } = this.#store;
    const beforeMs = nowMs() - GRACE_MS;
    await tryAgain(() => db.query(`UPDATE document_file SET wanted_at_ms = $1 WHERE sha256 IN (${WANTED})`, [nowMs()]));
    const sql = 'SELECT sha256 FROM document_file WHERE wanted_at_ms < $1';
    const { rows } = await tryAgain(() => db.query<{ sha256: string }>(sql, [beforeMs]));
    for (const { sha256 } of rows) await this.#remove(sha256, beforeMs);
    await removeIncomingOlderThan(folder, beforeMs);
    return rows.length + (await this.#removeStrays(beforeMs));
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** The row goes with the file; an upload of the same bytes waits for the lock and brings both back. */
  async #remove(sha256: string, beforeMs: number): Promise<void> {
    const { db, folder } = this.#store;
    await inTransaction(db, async (client) => {
      const sql = 'DELETE FROM document_file WHERE sha256 = $1 AND wanted_at_ms < $2';
      if ((await client.query(sql, [sha256, beforeMs])).rowCount === 1) await removeFile(folder, sha256);
    });
  }

  /** Named on the disk and never written into the table: the worker died in between. */
  async #removeStrays(beforeMs: number): Promise<number> {
    const { db, folder } = this.#store;
    const names = await namesOlderThan(folder, beforeMs);
    const sql = 'SELECT name FROM unnest($1::text[]) name WHERE NOT EXISTS (SELECT 1 FROM document_file WHERE sha256 = name)';
    const { rows } = await tryAgain(() => db.query<{ name: string }>(sql, [names]));
    for (const { name } of rows) await removeFile(folder, name);
    return rows.length;
  }
}

export interface FilesReport {
  readonly files: number;
  /** The first by name; undefined where every file is there and unchanged. */
  readonly fault?: { readonly sha256: string; readonly problem: string };
}

/** Hashes every kept file that a conference wants. */
export async function verifyFiles(client: ClientBase, folder: DocumentStore['folder']): Promise<FilesReport> {
  // A database of a program before there were documents.
  const known = await client.query<{ there: boolean }>("SELECT to_regclass('document_file') IS NOT NULL AS there");
  if (!known.rows[0]!.there) return { files: 0 };
  const sql = `SELECT sha256 FROM document_file WHERE sha256 IN (${WANTED}) ORDER BY sha256`;
  const { rows } = await client.query<{ sha256: string }>(sql);
  for (const [files, { sha256 }] of rows.entries()) {
    const found = await hashOf(folder, sha256);
    if (found !== sha256) return { files, fault: { sha256, problem: found === null ? 'it is missing' : 'it was changed' } };
  }
  return { files: rows.length };
}
