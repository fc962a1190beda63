import type { AttachedDocument, ConferenceId, DocumentId, DocumentVisibility, ItemId, SiteId } from '@diemcau/core';
import { getJson, problemOf } from '../http.ts';
import type { HttpResult } from '../http.ts';
import { newId } from '../new-id.ts';

/** Routes of documents; shapes as in `/api/openapi.json`. */
const API = '/api/v1/conferences';

/** How a document is read in the page: by this file, not yet, or not at all. */
export interface DocumentReading {
  readonly state: 'ready' | 'converting' | 'none';
  readonly sha256: string | null;
  readonly mediaType: string | null;
  readonly bytes: number | null;
}

export interface ListedDocument extends AttachedDocument {
  readonly reading: DocumentReading;
}

export interface DocumentList {
  readonly documents: readonly ListedDocument[];
  /** The largest file that is taken in. */
  readonly maxBytes: number;
}

/** Whose eyes: a room’s, or an officer’s where `siteId` is null. */
export interface DocumentPlace {
  readonly conferenceId: ConferenceId;
  readonly siteId: SiteId | null;
}

export function documentList(place: DocumentPlace): Promise<HttpResult<DocumentList>> {
  return getJson<DocumentList>(`${base(place)}${asReader(place)}`);
}

export function fileUrl(place: DocumentPlace, documentId: DocumentId, sha256: string): string {
  return `${base(place)}/${encodeURIComponent(documentId)}/files/${sha256}${asReader(place)}`;
}

export interface NewDocument {
  readonly file: File;
  readonly documentId: DocumentId;
  readonly visibleTo: DocumentVisibility;
  readonly itemId: ItemId | null;
}

export function uploadDocument(place: DocumentPlace, { file, ...fields }: NewDocument, onProgress: Progress): Promise<HttpResult<unknown>> {
  const { documentId, visibleTo, itemId } = fields;
  const query = new URLSearchParams({ documentId, visibleTo, ...(itemId === null ? {} : { itemId }) });
  return upload(`${base(place)}?${query.toString()}`, file, onProgress);
}

export function uploadVersion(
  place: DocumentPlace,
  { documentId, file }: { readonly documentId: DocumentId; readonly file: File },
  onProgress: Progress,
): Promise<HttpResult<unknown>> {
  return upload(`${base(place)}/${encodeURIComponent(documentId)}/versions`, file, onProgress);
}

/** From 0 to 1. */
export type Progress = (ratio: number) => void;

/** `fetch` does not tell how far it is (WHATWG Fetch has no upload progress), so this is the older way. */
function upload(url: string, file: File, onProgress: Progress): Promise<HttpResult<unknown>> {
  const body = new FormData();
  body.append('file', file, file.name);
  const request = new XMLHttpRequest();
  request.open('POST', url);
  request.setRequestHeader('idempotency-key', newId());
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
  return new Promise((resolve) => {
    request.addEventListener('loadend', () => {
      const { status, response } = request;
      if (status === 0) return resolve({ ok: false, problem: { code: 'unreachable', status: null, detail: null } });
      return resolve(status < 300 ? { ok: true, value: response as unknown } : { ok: false, problem: problemOf(status, response) });
    });
    request.send(body);
  });
}

function base({ conferenceId }: DocumentPlace): string {
  return `${API}/${encodeURIComponent(conferenceId)}/documents`;
}

function asReader({ siteId }: DocumentPlace): string {
  return siteId === null ? '' : `?${new URLSearchParams({ site: siteId }).toString()}`;
}

/** Throws where it does not come. */
export async function fetchFile(url: string): Promise<Blob> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`file: ${answer.status}`);
  return answer.blob();
}
