import { openRequestOf, standbySiteId } from '@diemcau/core';
import type { ConferenceState, FloorRequest, Rung, Site, SiteId } from '@diemcau/core';
import type { Sending } from './whip-publisher.ts';

/** What the tally light of a room says. `lost`: on air, but the program does not get it. */
export type Tally =
  | { readonly state: 'on-air' }
  | { readonly state: 'lost' }
  | { readonly state: 'standby' }
  | { readonly state: 'queued'; readonly place: number }
  | { readonly state: 'idle' };

/** The hall is on air as long as the conference is live: everybody sees it. */
export function tallyOf(view: ConferenceState, siteId: SiteId): Tally {
  if (view.speech?.siteId === siteId) return { state: view.speech.link === 'up' ? 'on-air' : 'lost' };
  if (standbySiteId(view) === siteId) return { state: 'standby' };
  if (view.phase === 'live' && view.hallSiteId === siteId) return { state: 'on-air' };
  const place = placeInQueue(view, siteId);
  return place === null ? { state: 'idle' } : { state: 'queued', place };
}

/** 1 for whoever is next; null: not waiting. */
export function placeInQueue(view: ConferenceState, siteId: SiteId): number | null {
  const request = openRequestOf(view, siteId);
  const index = request ? view.queue.indexOf(request.requestId) : -1;
  return index < 0 ? null : index + 1;
}

/** Main picture and sound leave a room only then (docs/protocol.md §3). */
export function sendsMain(view: ConferenceState, siteId: SiteId): boolean {
  const running = view.phase === 'live' || view.phase === 'paused';
  if (view.hallSiteId === siteId) return running;
  return running && (view.speech?.siteId === siteId || standbySiteId(view) === siteId);
}

/** What of it the view wants. */
export interface WantedSending {
  readonly main: boolean;
  readonly thumb: boolean;
}

/**
 * What leaves a room: what is wanted, as far as its line carries it. On a line for sound alone the pictures stop, so
 * that nothing stands in its way; they come back when the server says that more passes. Without a sound to keep they
 * stay, small: else nothing were left to measure the line by.
 */
export function sendingOf({ main, thumb }: WantedSending, mayBeSent: Rung | null, hasSound: boolean): Sending {
  const isSoundAlone = main && hasSound && (mayBeSent === 'audio' || mayBeSent === 'text');
  return { sound: main, picture: main && !isSoundAlone, thumb: thumb && !isSoundAlone };
}

export function speakingSite(view: ConferenceState): Site | null {
  return view.speech ? siteOf(view, view.speech.siteId) : null;
}

export function standbySite(view: ConferenceState): Site | null {
  const siteId = standbySiteId(view);
  return siteId === null ? null : siteOf(view, siteId);
}

export function siteOf(view: ConferenceState, siteId: SiteId): Site | null {
  return Object.hasOwn(view.sites, siteId) ? (view.sites[siteId] ?? null) : null;
}

/** Who waits, first to speak first. */
export function waiting(view: ConferenceState): readonly FloorRequest[] {
  return view.queue.flatMap((requestId) => view.requests[requestId] ?? []);
}

/** From preflight to closing a room may be seen; before and after nothing leaves it. */
export function mayBeSeen(view: ConferenceState): boolean {
  return view.phase !== 'closed' && view.phase !== 'draft';
}
