/**
 * The journal: every fact is an event appended to a stream. `(stream, version)` is unique and gapless
 * from 1, `commandId` is unique, and each stream is a hash chain (hash-chain.ts).
 *
 * Any call may throw `OutsideFault('try-again')` while the database is away; nothing was then
 * acknowledged, and repeating the call with the same `commandId` is safe.
 */

/** Plain JSON. Numbers are integers wherever they are times (`…Ms`) or counts. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface NewEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: Json;
}

export interface RecordedEvent extends NewEvent {
  /** Global order of insertion, with gaps; never for screens. */
  readonly seq: number;
  readonly stream: string;
  readonly version: number;
  readonly atMs: number;
  readonly by: Json;
  readonly commandId: string;
}

export interface AppendRequest {
  readonly stream: string;
  /** Version of the last event the decision was taken on; 0 for a new stream. */
  readonly expectedVersion: number;
  /** At least one. */
  readonly events: readonly NewEvent[];
  readonly commandId: string;
  readonly atMs: number;
  readonly by: Json;
}

export type AppendResult =
  | { readonly outcome: 'appended'; readonly version: number; readonly events: readonly RecordedEvent[] }
  /** Somebody else appended first: read from `expectedVersion` on and decide again. */
  | { readonly outcome: 'conflict' }
  /** This command was answered before; `version` is the stream's after that command. */
  | { readonly outcome: 'repeated'; readonly stream: string; readonly version: number };

/** Which event's data the law wants gone, and on whose word. */
export interface EraseRequest {
  readonly stream: string;
  readonly version: number;
  /** Legal ground, without personal data; stands in the `Erased` event. */
  readonly reason: string;
  readonly commandId: string;
  readonly atMs: number;
  readonly by: Json;
}

export interface Journal {
  /** Durable when it resolves. Two workers may race: one appends, the other gets `conflict`. */
  append(request: AppendRequest): Promise<AppendResult>;
  /** Events of one stream after a version, in order; at most `limit` (default 10,000). */
  read(stream: string, afterVersion: number, limit?: number): Promise<RecordedEvent[]>;
  /** Events of all streams by `seq`; hides rows of transactions still running, so a cursor misses none. */
  readAll(afterSeq: number, limit: number): Promise<RecordedEvent[]>;
  /**
   * Calls the listener with the name of a stream that grew; `'*'` after the connection was lost and
   * came back: read everything you follow. Returns the function that stops listening.
   */
  listen(listener: (stream: string) => void): () => void;
  /** Names of streams that begin with the prefix, sorted. */
  streams(prefix: string): Promise<string[]>;
  /** Sets the data of one event to null, keeps its salted hash, appends `Erased`; the chain still verifies. */
  erase(request: EraseRequest): Promise<AppendResult>;
  close(): Promise<void>;
}
