import { useEffect } from 'react';
import type { ConferenceId, SiteId } from '@diemcau/core';
import { RoomShelf } from '../../../live/documents/room-shelf.ts';
import { selectConnection, useLive } from '../../../live/use-live.ts';

/** A room that was dropped from the conference, or a device whose right was taken back, keeps nothing of it. */
export function ForgottenRoom({ conferenceId, siteId }: { readonly conferenceId: ConferenceId; readonly siteId: SiteId }) {
  const connection = useLive(selectConnection);
  const revoked = connection.state === 'ended' && connection.reason === 'access-revoked';
  useEffect(() => {
    if (revoked) void new RoomShelf({ conferenceId, siteId }).forget();
  }, [revoked, conferenceId, siteId]);
  return null;
}
