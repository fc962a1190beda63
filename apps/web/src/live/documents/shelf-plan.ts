import type { DocumentReading, DocumentPlace, ListedDocument } from './documents-api.ts';
import { fileUrl } from './documents-api.ts';
import type { AttachedDocument } from '@diemcau/core';

/** A file a room keeps for when its line is cut. */
export interface ShelfFile {
  readonly url: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** What a room shows of a document: the file it is read by, or the document itself, to be saved. */
export function shelfFile(place: DocumentPlace, { documentId, reading, ...own }: ListedDocument): ShelfFile {
  const ready = reading.state === 'ready' && reading.sha256 !== null && reading.mediaType !== null && reading.bytes !== null;
  const { sha256, mediaType, bytes } = ready
    ? { sha256: reading.sha256!, mediaType: reading.mediaType!, bytes: reading.bytes! }
    : { sha256: own.sha256, mediaType: own.mediaType, bytes: own.bytes };
  return { url: fileUrl(place, documentId, sha256), sha256, mediaType, bytes };
}

export interface ShelfPlan {
  /** Small ones first: most of the list is there soon, whatever the line does. */
  readonly missing: readonly ShelfFile[];
  /** Kept and wanted no more: withdrawn, hidden, or replaced by a newer version. */
  readonly stale: readonly string[];
}

export function shelfPlan(wanted: readonly ShelfFile[], kept: ReadonlySet<string>): ShelfPlan {
  const urls = new Set(wanted.map(({ url }) => url));
  return {
    missing: wanted.filter(({ url }) => !kept.has(url)).toSorted((a, b) => a.bytes - b.bytes),
    stale: [...kept].filter((url) => !urls.has(url)),
  };
}

const SELF_READING = ['application/pdf', 'image/'];

/** The live view says which documents there are; the list, asked for now and then, how each is read. */
export function withReadings(documents: readonly AttachedDocument[], listed: readonly ListedDocument[]): readonly ListedDocument[] {
  const readings = new Map(listed.map((one) => [`${one.documentId} ${one.sha256}`, one.reading]));
  return documents.map((one) => ({ ...one, reading: readings.get(`${one.documentId} ${one.sha256}`) ?? unlisted(one) }));
}

function unlisted({ sha256, mediaType, bytes }: AttachedDocument): DocumentReading {
  const reads = SELF_READING.some((type) => mediaType.startsWith(type));
  if (reads) return { state: 'ready', sha256, mediaType, bytes };
  return { state: 'none', sha256: null, mediaType: null, bytes: null };
}
