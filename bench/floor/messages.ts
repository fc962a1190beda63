import type { MediaAccess } from '@diemcau/core';
import type { SiteKey } from '../../apps/server/src/simulator/site-session.ts';

/** What the processes of this benchmark tell each other. Times are of one clock that all processes of a machine share. */

/** A room that is in, and what it needs for its media sessions. */
export interface Seat {
  readonly siteId: string;
  readonly conferenceId: string;
  readonly media: MediaAccess;
}

export type ToSites =
  | { readonly type: 'join'; readonly url: string; readonly keys: readonly SiteKey[] }
  | { readonly type: 'raise-hand'; readonly siteId: string; readonly requestId: string }
  | { readonly type: 'stop' };
export type FromSites =
  | { readonly type: 'joined'; readonly seats: readonly Seat[] }
  /** Every room holds a view in which this speech has the floor; `atMs` is when the last one did. */
  | { readonly type: 'all-hold'; readonly speechId: string; readonly atMs: number };

export type ToViewers =
  | { readonly type: 'watch'; readonly url: string; readonly seats: readonly Seat[] }
  /** From now on note who has a packet with this tag. */
  | { readonly type: 'expect'; readonly tag: number }
  | { readonly type: 'stop' };
export type FromViewers =
  | { readonly type: 'watching' }
  | { readonly type: 'expecting'; readonly tag: number }
  | { readonly type: 'all-see'; readonly tag: number; readonly atMs: number; readonly packetsPerSecond: number };

export type ToSpeakers = { readonly type: 'publish'; readonly url: string; readonly seats: readonly Seat[] } | { readonly type: 'stop' };
export type FromSpeakers = { readonly type: 'publishing' } | { readonly type: 'keyframe-asked'; readonly tag: number };

/** Milliseconds of the machine's monotonic clock, the same in every process (clock_gettime(2), CLOCK_MONOTONIC). */
export function machineNowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Speakers are told apart by a byte in each packet; 0 is nobody. */
export function tagOfSpeaker(index: number): number {
  return index + 1;
}
