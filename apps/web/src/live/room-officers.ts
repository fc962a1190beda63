import type { ConferenceId, SiteId } from '@diemcau/core';
import { getJson } from './http.ts';

export interface RoomOfficer {
  readonly name: string;
  readonly post: string;
  readonly phone: string;
}

export interface RoomOfficers {
  readonly siteId: SiteId;
  readonly officers: readonly RoomOfficer[];
  /** Those whose particulars this account may not read. */
  readonly hidden: number;
}

export const roomOfficers = (conferenceId: ConferenceId) =>
  getJson<{ readonly rooms: readonly RoomOfficers[] }>(`/api/v1/conferences/${conferenceId}/room-officers`);
