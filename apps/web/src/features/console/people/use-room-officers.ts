import { useEffect, useState } from 'react';
import type { SiteId } from '@diemcau/core';
import { roomOfficers } from '../../../live/room-officers.ts';
import type { RoomOfficers } from '../../../live/room-officers.ts';
import { useConference } from '../../../live/use-live.ts';

export type KnownOfficers = ReadonlyMap<SiteId, RoomOfficers>;

/** Whom to phone; null while it is being asked for, `failed` where it could not be had. */
export function useRoomOfficers(): KnownOfficers | 'failed' | null {
  const { conferenceId } = useConference();
  const [known, setKnown] = useState<KnownOfficers | 'failed' | null>(null);
  useEffect(() => {
    let gone = false;
    void roomOfficers(conferenceId).then((answer) => {
      if (!gone) setKnown(answer.ok ? new Map(answer.value.rooms.map((room) => [room.siteId, room])) : 'failed');
    });
    return () => {
      gone = true;
    };
  }, [conferenceId]);
  return known;
}
