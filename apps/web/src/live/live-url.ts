import type { Audience, ConferenceId, SiteId } from '@diemcau/core';

/** Address of the live socket (docs/protocol.md §2) on the server this page came from. */
export function liveUrl(conferenceId: ConferenceId, audience: Audience, siteId: SiteId | null): string {
  const url = new URL(`/api/v1/conferences/${conferenceId}/live`, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('as', audience);
  if (siteId !== null) url.searchParams.set('site', siteId);
  return url.href;
}
