import type { AbsenceReason, AttendanceTally, CheckInMark, ConferenceId, SiteId, TallyBySite } from '@diemcau/core';
import { getJson, postFiles, postJson, putAnswered } from './http.ts';
import type { HttpResult } from './http.ts';

/** Somebody on the invitation list; shapes as in `/api/openapi.json`. */
export interface ListedPerson {
  readonly personId: string;
  readonly siteId: SiteId;
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  /** The name is a dash; nobody is marked by it any more. */
  readonly erased: boolean;
  readonly origin: 'list' | 'walk-in' | 'substitute';
  readonly substituteFor: string | null;
  readonly mark: CheckInMark;
  readonly presentSiteId: SiteId | null;
  readonly late: boolean;
  readonly left: boolean;
  readonly reason: AbsenceReason | null;
  readonly atMs: number | null;
}

export type Marking = { readonly mark: 'in-person' | 'left' | 'cleared' } | { readonly mark: 'absent'; readonly reason: AbsenceReason };
export type Marked = { readonly personId: string } | { readonly invitation: string };

export interface RoomCode {
  readonly code: string;
  readonly url: string;
  readonly phoneCode: string;
  readonly endsAtMs: number;
  readonly nowMs: number;
}

export interface NewArrival {
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly substituteFor?: string;
}

export interface ListProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly sheet: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface ListReport {
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly counts: { readonly created: number; readonly changed: number; readonly unchanged: number };
  readonly problems: readonly ListProblem[];
  readonly errorCount: number;
}

export interface Slip {
  readonly personId: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly siteName: string;
  /** Counts up when the slip is replaced. */
  readonly issue: number;
  readonly url: string;
}

export interface PhonePage {
  readonly code: string;
  readonly url: string;
  readonly public: boolean;
}

export interface RoomPlace {
  readonly conferenceId: ConferenceId;
  readonly siteId: SiteId;
}

const base = (conferenceId: ConferenceId): string => `/api/v1/conferences/${conferenceId}/attendance`;
const room = ({ conferenceId, siteId }: RoomPlace, path = ''): string => `${base(conferenceId)}/room${path}?site=${siteId}`;

export const roomCode = (place: RoomPlace) => getJson<RoomCode>(room(place, '/code'));
export const roomTally = (place: RoomPlace) => getJson<AttendanceTally>(room(place));
export const roomPeople = (place: RoomPlace) => getJson<{ readonly people: readonly ListedPerson[] }>(room(place, '/people'));
export const markInRoom = (place: RoomPlace, who: Marked, marking: Marking, id: string): Promise<HttpResult<ListedPerson>> =>
  postJson<ListedPerson>(room(place, '/marks'), { ...who, ...marking }, id);
export const arriveInRoom = (place: RoomPlace, arrival: NewArrival, id: string): Promise<HttpResult<ListedPerson>> =>
  postJson<ListedPerson>(room(place, '/arrivals'), arrival, id);

export const allTallies = (conferenceId: ConferenceId) => getJson<{ readonly sites: TallyBySite }>(base(conferenceId));
export const listedPeople = (conferenceId: ConferenceId, siteId: SiteId | null) =>
  getJson<{ readonly people: readonly ListedPerson[] }>(`${base(conferenceId)}/people${siteId === null ? '' : `?site=${siteId}`}`);
export const slipsOf = (conferenceId: ConferenceId, siteId: SiteId | null) =>
  getJson<{ readonly slips: readonly Slip[] }>(`${base(conferenceId)}/slips${siteId === null ? '' : `?site=${siteId}`}`);
export const reissueSlip = (conferenceId: ConferenceId, { personId, issue }: Slip): Promise<HttpResult<Slip>> =>
  postJson<Slip>(`${base(conferenceId)}/slips/${personId}`, { issue });
export const importList = (conferenceId: ConferenceId, file: File, order: { readonly dryRun: boolean; readonly id: string }) =>
  postFiles<ListReport>(`${base(conferenceId)}/import${order.dryRun ? '?dryRun=true' : ''}`, [file], order.id);
export const templateUrl = (conferenceId: ConferenceId, language: string): string => `${base(conferenceId)}/template?language=${language}`;
export const exportUrl = (conferenceId: ConferenceId, language: string): string => `${base(conferenceId)}/export?language=${language}`;
export const phonePage = (conferenceId: ConferenceId) => getJson<PhonePage>(`/api/v1/conferences/${conferenceId}/phone-page`);
export const openPhonePage = (conferenceId: ConferenceId, isPublic: boolean) =>
  putAnswered<PhonePage>(`/api/v1/conferences/${conferenceId}/phone-page`, { public: isPublic });
