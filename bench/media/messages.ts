/** What the benchmark and its processes say to each other. */
import type { Feed, SourceTrack } from '@diemcau/media';

/** Microseconds of the machine's monotonic clock, the same in every process of it (clock_gettime(2), CLOCK_MONOTONIC). */
export function machineNowUs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + nanoseconds / 1e3;
}

/** What a process of the plane is started with; see SfuOptions. */
export interface PlaneStart {
  readonly socketPath: string;
  /** Which of the processes this one is, 0-based. */
  readonly index: number;
  readonly relaySocketPaths: readonly string[];
}

export interface PublisherPlan {
  readonly endpoint: string;
  /** One byte by which viewers know whose picture they have. */
  readonly tag: number;
  readonly tracks: readonly SourceTrack[];
}

export interface ViewerPlan {
  readonly label: string;
  readonly feeds: readonly Feed[];
  /** Endpoints its slots are tuned to. */
  readonly tuned: readonly string[];
}

export type ToPublishers =
  | { readonly type: 'publish'; readonly socketPaths: readonly string[]; readonly plans: readonly PublisherPlan[] }
  /** Begins to send, or ends it, for every main picture and sound; thumbnails run on. */
  | { readonly type: 'program'; readonly isOn: boolean; readonly packetsPerFrame: number };
export type FromPublishers = { readonly type: 'published' };

export type ToViewers =
  | { readonly type: 'watch'; readonly socketPaths: readonly string[]; readonly plans: readonly ViewerPlan[] }
  /** So many viewers, from this one on, leave without a word and come again. */
  | { readonly type: 'return'; readonly socketPaths: readonly string[]; readonly from: number; readonly viewers: number }
  | { readonly type: 'count'; readonly isOn: boolean }
  /** Answer when every viewer has a packet of this tag on this feed. */
  | { readonly type: 'expect'; readonly feed: string; readonly tag: number };
export type FromViewers =
  | { readonly type: 'watched' }
  | { readonly type: 'returned' }
  | { readonly type: 'counted'; readonly counts: Counts }
  /** When the tag came to each viewer, by the machine's clock. */
  | { readonly type: 'seen'; readonly tag: number; readonly atUs: readonly number[] };

export interface Counts {
  readonly packets: number;
  /** Sequence numbers that did not come. */
  readonly lost: number;
  /** How many packets took so many tenths of a millisecond; the last one holds everything slower. */
  readonly delays: readonly number[];
}

/** One second; what is slower has lost its use. */
export const DELAY_BUCKETS = 10_000;
/** Behind the longest head of a picture (14 bytes, RFC 7741 §4.2 and RFC 6386 §9.1) and before the tag. */
export const SENT_AT_OFFSET = 16;
