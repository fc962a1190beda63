/**
 * Makes PDFs of DOCX, XLSX and PPTX, one at a time over all workers. What waits is a row; whoever converts has
 * it lent for a while, so a worker that dies loses nothing.
 */
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { inTransaction, tryAgain } from '../journal/database.ts';
import type { Logger } from '../log.ts';
import { checkFile } from './check-file.ts';
import { keep, type DocumentStore } from './document-store.ts';
import { pathOf, receive } from './file-folder.ts';
import { FILE_KINDS, kindOf } from './file-kinds.ts';
import { CONVERSION_MAX_MS, convertToPdf } from './office.ts';

export interface ConverterParts {
  readonly store: DocumentStore;
  /** null: nothing is converted, and what waits goes on waiting. */
  readonly office: string | null;
  readonly log: Logger;
  /** Shorter in tests. */
  readonly maxMs?: number;
}

/** Whoever uploads looks at the list for about that long. */
const LOOK_EVERY_MS = 3_000;
/** Longer than a conversion may take, with the time to keep what it made. */
const LEASE_MS = CONVERSION_MAX_MS + 60_000;
/** A machine short of memory fails once; a document that fails three times will always. */
const ATTEMPTS_MAX = 3;
const RETRY_AFTER_MS = 30_000;
/** PDFs of scanned pictures in a DOCX come out larger than they went in. */
const PDF_GROWTH_MAX = 4;
const ERROR_MAX_CHARS = 300;

interface Waiting {
  readonly sha256: string;
  readonly mediaType: string;
  readonly attempts: number;
}

/** Closing waits for the conversion that runs only as long as it takes to end it. */
export class DocumentConverter {
  readonly #parts: ConverterParts;
  readonly #timer: NodeJS.Timeout | undefined;
  #run: Promise<void> | undefined;
  #closed = false;

  constructor(parts: ConverterParts) {
    this.#parts = parts;
    if (parts.office !== null) this.#timer = setInterval(() => this.wake(), LOOK_EVERY_MS).unref();
  }

  /** Something may wait. */
  wake(): void {
    if (this.#closed || this.#parts.office === null) return;
    this.convertDue().catch((error: unknown) => this.#parts.log.debug({ err: error }, 'a conversion waits for the next look'));
  }

  /** Converts what is due now and resolves when nothing is, or another worker is at it. */
  convertDue(): Promise<void> {
    this.#run ??= this.#convertAll().finally(() => (this.#run = undefined));
    return this.#run;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  async #convertAll(): Promise<void> {
    const { office } = this.#parts;
    if (office === null) return;
    for (let file = await this.#takeDue(); file && !this.#closed; file = await this.#takeDue()) await this.#convert(office, file);
  }

  /** None while one is lent out: two at once would take both cores from a conference. */
  #takeDue(): Promise<Waiting | undefined> {
    const { db, nowMs } = this.#parts.store;
    return inTransaction(db, async (client) => {
      await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('document conversion', 0))`);
      const sql = `UPDATE document_file SET attempts = attempts + 1, next_at_ms = $1::bigint + ${LEASE_MS} WHERE sha256 =
        (SELECT sha256 FROM document_file WHERE conversion = 'waiting' AND next_at_ms <= $1 ORDER BY next_at_ms, sha256 LIMIT 1)
        AND NOT EXISTS (SELECT 1 FROM document_file WHERE conversion = 'waiting' AND next_at_ms > $1::bigint + ${RETRY_AFTER_MS})
        RETURNING sha256, media_type AS "mediaType", attempts`;
      return (await client.query<Waiting>(sql, [nowMs()])).rows[0];
    });
  }

  async #convert(office: string, file: Waiting): Promise<void> {
    const { store, log } = this.#parts;
    const workPath = join(store.folder.incomingPath, randomUUID());
    try {
      const pdfSha256 = await this.#makePdf(office, { file, workPath });
      log.debug({ sha256: file.sha256, pdfSha256 }, 'a document was converted');
    } catch (error) {
      await this.#failed(file, error as Error);
    } finally {
      await rm(workPath, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  async #makePdf(office: string, { file, workPath }: { readonly file: Waiting; readonly workPath: string }): Promise<string> {
    const { store, maxMs } = this.#parts;
    await mkdir(workPath, { recursive: true, mode: 0o700 });
    const sourcePath = join(workPath, `document.${FILE_KINDS[kindOf(file.mediaType)!].extensions[0]}`);
    await copyFile(pathOf(store.folder, file.sha256), sourcePath);
    const pdfPath = await convertToPdf({ office, sourcePath, workPath, ...(maxMs === undefined ? {} : { maxMs }) });
    const incoming = await receive(store.folder, createReadStream(pdfPath), store.maxBytes * PDF_GROWTH_MAX);
    try {
      const kind = await checkFile(incoming.path, 'document.pdf');
      const { sha256 } = await inTransaction(store.db, async (client) => {
        const kept = await keep(store, client, { incoming, kind });
        const sql = `UPDATE document_file SET conversion = 'converted', pdf_sha256 = $2, error = '' WHERE sha256 = $1`;
        await client.query(sql, [file.sha256, kept.sha256]);
        return kept;
      });
      return sha256;
    } finally {
      await rm(incoming.path, { force: true });
    }
  }

  async #failed({ sha256, attempts }: Waiting, error: Error): Promise<void> {
    const { store, log } = this.#parts;
    const isFinal = attempts >= ATTEMPTS_MAX;
    log.warn({ sha256, attempts, isFinal, reason: error.message }, 'a document could not be converted');
    const sql = 'UPDATE document_file SET conversion = $2, next_at_ms = $3, error = $4 WHERE sha256 = $1';
    const values = [sha256, isFinal ? 'failed' : 'waiting', store.nowMs() + RETRY_AFTER_MS, error.message.slice(0, ERROR_MAX_CHARS)];
    await tryAgain(() => store.db.query(sql, values));
  }
}
