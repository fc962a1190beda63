/** Takes files in and finds them again. What belongs to which conference is the journal's to say, not the store's. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Pool, PoolClient } from 'pg';
import { inTransaction, tryAgain } from '../journal/database.ts';
import { checkFile } from './check-file.ts';
import { pathOf, receive, settle, type FileFolder, type IncomingFile } from './file-folder.ts';
import { FILE_KINDS, kindOf, type FileKind } from './file-kinds.ts';

export interface DocumentStore {
  readonly folder: FileFolder;
  readonly db: Pool;
  readonly maxBytes: number;
  readonly nowMs: () => number;
  /** DOCX, XLSX and PPTX become PDF here. */
  readonly converts: boolean;
}

/** What a document says of its file. */
export interface KeptFile {
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** How a file is read in a page: as it is, as another file, not yet, or not at all. */
export type Reading =
  | { readonly state: 'ready'; readonly sha256: string; readonly mediaType: string; readonly bytes: number }
  | { readonly state: 'converting' }
  | { readonly state: 'none' };

/**
 * Checks a file and keeps it; durable when it resolves, and kept once however often it comes. Whoever calls
 * attaches it soon, or it is collected. Throws RefusedFile, OutsideFault.
 */
export async function keepFile(store: DocumentStore, source: AsyncIterable<Uint8Array>, fileName: string): Promise<KeptFile> {
  const incoming = await receive(store.folder, source, store.maxBytes);
  try {
    const kind = await checkFile(incoming.path, fileName);
    return await inTransaction(store.db, (client) => keep(store, client, { incoming, kind }));
  } finally {
    await rm(incoming.path, { force: true });
  }
}

/** The same for a file of this machine. */
export function keepFileAt(store: DocumentStore, path: string, fileName: string): Promise<KeptFile> {
  return keepFile(store, createReadStream(path), fileName);
}

/** The row is locked until the file has its name: whoever collects it at the same moment waits, or has gone before. */
export async function keep(
  { folder, nowMs }: Pick<DocumentStore, 'folder' | 'nowMs'>,
  client: PoolClient,
  { incoming, kind }: { readonly incoming: IncomingFile; readonly kind: FileKind },
): Promise<KeptFile> {
  const { mediaType, reads } = FILE_KINDS[kind];
  const { sha256, bytes } = incoming;
  const sql = `INSERT INTO document_file (sha256, media_type, bytes, kept_at_ms, wanted_at_ms, conversion, next_at_ms)
    VALUES ($1, $2, $3, $4, $4, $5, $4) ON CONFLICT (sha256) DO UPDATE SET wanted_at_ms = excluded.wanted_at_ms`;
  await client.query(sql, [sha256, mediaType, bytes, nowMs(), reads === 'converted' ? 'waiting' : 'none']);
  await settle(folder, incoming);
  return { sha256, mediaType, bytes };
}

interface FileRow {
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly conversion: 'none' | 'waiting' | 'converted' | 'failed';
  readonly pdfSha256: string | null;
  readonly pdfBytes: number | null;
}

/** How each of these files is read; files that are not kept have no entry. Throws OutsideFault. */
export async function readingsOf(store: DocumentStore, hashes: readonly string[]): Promise<ReadonlyMap<string, Reading>> {
  const sql = `SELECT f.sha256, f.media_type AS "mediaType", f.bytes::float8 AS bytes, f.conversion, f.pdf_sha256 AS "pdfSha256", p.bytes::float8 AS "pdfBytes"
    FROM document_file f LEFT JOIN document_file p ON p.sha256 = f.pdf_sha256 WHERE f.sha256 = ANY ($1)`;
  const { rows } = await tryAgain(() => store.db.query<FileRow>(sql, [hashes]));
  return new Map(rows.map((row) => [row.sha256, readingOf(row, store.converts)]));
}

function readingOf({ sha256, mediaType, bytes, conversion, pdfSha256, pdfBytes }: FileRow, converts: boolean): Reading {
  const kind = kindOf(mediaType);
  if (kind && FILE_KINDS[kind].reads !== 'converted') return { state: 'ready', sha256, mediaType, bytes };
  if (conversion === 'converted' && pdfSha256 !== null && pdfBytes !== null)
    return { state: 'ready', sha256: pdfSha256, mediaType: FILE_KINDS.pdf.mediaType, bytes: pdfBytes };
  return { state: conversion === 'waiting' && converts ? 'converting' : 'none' };
}

/** A kept file to send; null: it is not kept. Throws OutsideFault. */
export async function findFile(
  store: DocumentStore,
  sha256: string,
): Promise<(KeptFile & { readonly kind: FileKind; readonly path: string }) | null> {
  const sql = 'SELECT media_type AS "mediaType", bytes::float8 AS bytes FROM document_file WHERE sha256 = $1';
  const { rows } = await tryAgain(() => store.db.query<{ mediaType: string; bytes: number }>(sql, [sha256]));
  const kind = rows[0] ? kindOf(rows[0].mediaType) : null;
  return rows[0] && kind ? { sha256, ...rows[0], kind, path: pathOf(store.folder, sha256) } : null;
}

/** Bytes that are in memory already, as `keepFile` takes them. */
export function streamOfBytes(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  return Readable.from([bytes]);
}
