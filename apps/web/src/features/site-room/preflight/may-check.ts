import type { ConferenceState, SiteId } from '@diemcau/core';
import { sendsMain } from '../../../live/floor.ts';

/** Seen by others or called to it: nothing may disturb its line or its sound. The hall is from the opening on. */
export function isSeenOrCalled(view: ConferenceState, siteId: SiteId): boolean {
  return sendsMain(view, siteId);
}

/** Before the opening a room checks itself without being told to. */
export function checksByItself({ phase }: ConferenceState): boolean {
  return phase === 'draft' || phase === 'scheduled';
}
