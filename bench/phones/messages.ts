/** What the benchmarks of thousands of phones and their processes say to each other. */

/** Microseconds of the machine's monotonic clock, the same in every process of it (clock_gettime(2), CLOCK_MONOTONIC). */
export function machineNowUs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + nanoseconds / 1e3;
}

/** Where phones call and how they speak. */
export type Line =
  | { readonly kind: 'diemcau'; readonly port: number; readonly conferenceId: string; readonly code: string }
  | { readonly kind: 'raw' | 'socketio'; readonly port: number };

export interface Arrival {
  readonly phones: number;
  /** They come at random moments of so long. */
  readonly withinMs: number;
  /** Asks what a phone may know first, as the page does. */
  readonly asksFirst: boolean;
  /** In only with this version or a later one. */
  readonly version: number;
}

export type ToPhones =
  /** `from`: the first loopback address it calls from is 127.0.`from`.1. */
  | { readonly type: 'line'; readonly line: Line; readonly from: number }
  | { readonly type: 'open'; readonly arrival: Arrival }
  /** Every socket is gone at once, as with the power of a province; what it held is kept. */
  | { readonly type: 'cut' }
  | { readonly type: 'return'; readonly arrival: Arrival }
  /** Answer when every phone holds this version. */
  | { readonly type: 'expect'; readonly version: number };
export type FromPhones =
  | { readonly type: 'ready' }
  /** From its own arrival until it held everything, for each phone. */
  | { readonly type: 'in'; readonly waitsMs: readonly number[]; readonly comingsAgain: number; readonly toldPlace: number }
  | { readonly type: 'cut-off' }
  /** When the version came to each phone by the machine's clock, in the order in which they came in; the last news as it came. */
  | { readonly type: 'held'; readonly version: number; readonly phones: number; readonly atUs: readonly number[]; readonly news: string };

export type ToPeer =
  | { readonly type: 'listen'; readonly kind: 'raw' | 'socketio' }
  /** Write this to every socket, or emit it to everybody. */
  | { readonly type: 'broadcast'; readonly news: string };
export type FromPeer = { readonly type: 'listening'; readonly port: number } | { readonly type: 'told' };
