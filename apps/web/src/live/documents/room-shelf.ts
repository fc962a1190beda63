import type { ConferenceState } from '@diemcau/core';
import type { DocumentPlace, ListedDocument } from './documents-api.ts';
import { shelfFile, shelfPlan } from './shelf-plan.ts';
import type { ShelfFile } from './shelf-plan.ts';

export type ShelfState =
  /** The browser keeps nothing: no https, or forbidden. */
  | 'unavailable'
  | 'idle'
  | 'fetching'
  /** Given up for now: the line. */
  | 'failed'
  /** Given up: the disk. */
  | 'full';

export interface ShelfSnapshot {
  readonly state: ShelfState;
  /** Addresses of files that are kept. */
  readonly kept: ReadonlySet<string>;
  readonly wantedCount: number;
  readonly keptCount: number;
  /** Of what is fetched now, from 0 to 1. */
  readonly progress: number;
}

/** What a room knew last, to show while its line is cut. */
export interface KeptRoom {
  readonly atMs: number;
  readonly view: ConferenceState;
  readonly documents: readonly ListedDocument[];
}

const NOTHING: ShelfSnapshot = { state: 'idle', kept: new Set(), wantedCount: 0, keptCount: 0, progress: 0 };
const ROOM_KEY = '/offline/room';

/**
 * Files of a room in the browser’s Cache Storage, one cache per conference and room. Closing stops fetching and
 * keeps what is there; `forget` gives it up.
 */
export class RoomShelf {
  readonly #place: DocumentPlace;
  readonly #listeners = new Set<() => void>();
  #snapshot: ShelfSnapshot = NOTHING;
  #wanted: readonly ShelfFile[] = [];
  #fetching: AbortController | null = null;

  constructor(place: DocumentPlace) {
    this.#place = place;
    void this.#look();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): ShelfSnapshot => this.#snapshot;

  /** These documents are there, as far as is known. */
  async want(documents: readonly ListedDocument[]): Promise<void> {
    this.#wanted = documents.map((document) => shelfFile(this.#place, document));
    await this.#look();
  }

  /** These are all there are, as the server said: files of others go. */
  async keepOnly(documents: readonly ListedDocument[]): Promise<void> {
    await this.want(documents);
    const cache = await this.#cache();
    const { stale } = shelfPlan(this.#wanted, this.#snapshot.kept);
    for (const url of stale) await cache?.delete(url);
    await this.#look();
  }

  /** Fetches what is missing; resolves when there is nothing more to do. */
  async fetchAll(): Promise<void> {
    const cache = await this.#cache();
    if (!cache || this.#fetching) return;
    const stop = (this.#fetching = new AbortController());
    const { missing } = shelfPlan(this.#wanted, this.#snapshot.kept);
    const totalBytes = missing.reduce((sum, { bytes }) => sum + bytes, 0);
    let doneBytes = 0;
    this.#show({ state: 'fetching', progress: 0 });
    try {
      for (const file of missing) {
        const bytesOf = (got: number) => this.#show({ progress: (doneBytes + got) / Math.max(totalBytes, 1) });
        await cache.put(file.url, await download(file, bytesOf, stop.signal));
        doneBytes += file.bytes;
        await this.#look();
      }
      this.#show({ state: 'idle' });
    } catch (error) {
      this.#show({ state: (error as Error).name === 'QuotaExceededError' ? 'full' : 'failed' });
    } finally {
      this.#fetching = null;
    }
  }

  /** From the shelf, or over the line; throws where neither has it. */
  async file(file: ShelfFile): Promise<Blob> {
    const cache = await this.#cache();
    const kept = await cache?.match(file.url);
    if (kept) return kept.blob();
    const fresh = await download(file, () => undefined, null);
    // What has been read once is there the next time, too; where the disk is full it is only shown.
    await cache?.put(file.url, fresh.clone()).catch(() => undefined);
    await this.#look();
    return fresh.blob();
  }

  /** Throws nothing: it is for later, and the room goes on without. */
  async keepRoom(room: KeptRoom): Promise<void> {
    const cache = await this.#cache();
    await cache?.put(ROOM_KEY, new Response(JSON.stringify(room))).catch(() => undefined);
  }

  async recallRoom(): Promise<KeptRoom | null> {
    const cache = await this.#cache();
    const kept = await cache?.match(ROOM_KEY);
    return kept ? ((await kept.json().catch(() => null)) as KeptRoom | null) : null;
  }

  /** The conference is over for this room: nothing of it stays on a machine that others use. */
  async forget(): Promise<void> {
    this.close();
    if ('caches' in globalThis) await caches.delete(this.#name()).catch(() => false);
  }

  close(): void {
    this.#fetching?.abort();
  }

  async #look(): Promise<void> {
    const cache = await this.#cache();
    if (!cache) return this.#show({ state: 'unavailable' });
    const urls = (await cache.keys()).map(({ url }) => new URL(url)).map(({ pathname, search }) => pathname + search);
    const kept = new Set(urls.filter((url) => url !== ROOM_KEY));
    const keptCount = this.#wanted.filter(({ url }) => kept.has(url)).length;
    this.#show({ kept, keptCount, wantedCount: this.#wanted.length });
  }

  /** null in pages without https, where there is no Cache Storage (Service Workers §5.4), and where it is forbidden. */
  async #cache(): Promise<Cache | null> {
    if (!('caches' in globalThis)) return null;
    return caches.open(this.#name()).catch(() => null);
  }

  #name(): string {
    return `diemcau-room-${this.#place.conferenceId}-${this.#place.siteId ?? ''}`;
  }

  #show(change: Partial<ShelfSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Whole and unchanged, or an error. */
async function download(file: ShelfFile, progressed: (bytes: number) => void, signal: AbortSignal | null): Promise<Response> {
  const answer = await fetch(file.url, { signal });
  if (!answer.ok || !answer.body) throw new Error(`file: ${answer.status}`);
  const chunks: BlobPart[] = [];
  let bytes = 0;
  const reader = answer.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    progressed((bytes += next.value.length));
  }
  const blob = new Blob(chunks, { type: file.mediaType });
  // Where there is no https there is no `crypto.subtle` either, and the file is taken as it came.
  if (globalThis.isSecureContext && (await sha256Of(blob)) !== file.sha256) throw new Error('file: another hash');
  return new Response(blob, { headers: { 'content-type': file.mediaType } });
}

async function sha256Of(blob: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
