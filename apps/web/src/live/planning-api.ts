import type {
  AccountId,
  ConferenceCommand,
  ConferenceId,
  ConferenceKind,
  ConferenceState,
  Day,
  OfficerRole,
  Phase,
  SeriesCommand,
  SeriesId,
  SeriesState,
  SiteId,
  UnitId,
} from '@diemcau/core';
import { getJson, postJson } from './http.ts';

/** Routes of series and of conferences that are prepared; shapes as in `/api/openapi.json`. */
const API = '/api/v1';
const of = (conferenceId: ConferenceId) => `${API}/conferences/${encodeURIComponent(conferenceId)}`;
const ofSeries = (seriesId: SeriesId) => `${API}/series/${encodeURIComponent(seriesId)}`;

export interface ConferenceRow {
  readonly conferenceId: ConferenceId;
  readonly title: string;
  readonly phase: Phase;
  readonly startsAtMs: number | null;
  readonly kind: ConferenceKind;
  readonly rehearsal: boolean;
  readonly rehearsalOf: ConferenceId | null;
  readonly cancelled: boolean;
  readonly siteCount: number;
}

export interface ListedConference extends ConferenceRow {
  readonly unitId: UnitId | null;
  readonly unitName: string;
  readonly roles: readonly OfficerRole[];
}

export interface Plan {
  readonly version: number;
  readonly view: ConferenceState;
  readonly organisation: string;
  readonly unit: { readonly unitId: UnitId; readonly name: string } | null;
  readonly series: { readonly seriesId: SeriesId; readonly title: string } | null;
  readonly rehearsalOf: { readonly conferenceId: ConferenceId; readonly title: string } | null;
  readonly rehearsals: readonly ConferenceRow[];
  readonly officerNames: Readonly<Record<AccountId, string>>;
  readonly isOfficer: boolean;
  readonly organises: boolean;
  readonly mayCreate: boolean;
  readonly changedSites: number;
}

export interface SiteContacts {
  readonly siteId: SiteId;
  readonly room: string;
  readonly address: string;
  readonly capacity: number;
  readonly officers: readonly { readonly name: string; readonly post: string; readonly phone: string }[];
}

export interface ListedSeries {
  readonly series: SeriesState;
  readonly unitName: string;
  readonly organises: boolean;
}

export interface NextOfSeries {
  readonly proposal: {
    readonly period: { readonly year: number; readonly number: number; readonly from: Day; readonly until: Day };
    readonly reportDueOn: Day;
    readonly startsOn: Day;
    readonly flaws: readonly ('not-worked' | 'calendar-unknown' | 'not-a-day')[];
    readonly verified: boolean;
  } | null;
  readonly last: { readonly conferenceId: ConferenceId; readonly title: string } | null;
  readonly owed: readonly { readonly itemId: string; readonly title: string; readonly plannedMs: number }[];
  readonly troubles: readonly { readonly checkId: string; readonly code: string | null; readonly text: string }[];
  readonly siteCount: number;
}

export interface ListedAccount {
  readonly accountId: AccountId;
  readonly name: string;
  readonly disabledAtMs: number | null;
}

interface Made {
  readonly conferenceId: ConferenceId;
}

export const everyConference = () => getJson<{ readonly conferences: readonly ListedConference[] }>(`${API}/conferences?all=true`);
export const conferencePlan = (conferenceId: ConferenceId) => getJson<Plan>(`${of(conferenceId)}/plan`);
export const givePlanning = (conferenceId: ConferenceId, command: ConferenceCommand) =>
  postJson<{ readonly version: number }>(`${of(conferenceId)}/plan/commands`, command);
export const refreshSites = (conferenceId: ConferenceId) =>
  postJson<{ readonly version: number }>(`${of(conferenceId)}/plan/refresh`, null);
export const changeInvitations = (conferenceId: ConferenceId, change: { readonly siteIds: SiteId[]; readonly drop: SiteId[] }) =>
  postJson<{ readonly total: number }>(`${of(conferenceId)}/invitations`, change);
export const siteContacts = (conferenceId: ConferenceId) =>
  getJson<{ readonly sites: readonly SiteContacts[] }>(`${of(conferenceId)}/site-contacts`);
export const makeRehearsal = (conferenceId: ConferenceId, wanted: { readonly conferenceId: ConferenceId; readonly startsAtMs: number }) =>
  postJson<Made>(`${of(conferenceId)}/rehearsals`, wanted);
export const duplicateConference = (
  conferenceId: ConferenceId,
  wanted: { readonly conferenceId: ConferenceId; readonly title: string; readonly startsAtMs: number },
) => postJson<Made>(`${of(conferenceId)}/duplicates`, wanted);

export interface BlankConference {
  readonly conferenceId: ConferenceId;
  readonly unitId: UnitId;
  readonly title: string;
  readonly kind: ConferenceKind;
  readonly startsAtMs: number;
  readonly hallSiteId: SiteId;
  readonly siteIds: readonly SiteId[];
  readonly officers: readonly { readonly accountId: AccountId; readonly roles: readonly OfficerRole[] }[];
}
export const createConference = (wanted: BlankConference) => postJson<Made>(`${API}/conferences`, wanted);

export const everySeries = () => getJson<{ readonly series: readonly ListedSeries[] }>(`${API}/series`);
export const oneSeries = (seriesId: SeriesId) => getJson<ListedSeries>(ofSeries(seriesId));
export const nextOfSeries = (seriesId: SeriesId) => getJson<NextOfSeries>(`${ofSeries(seriesId)}/next`);
export const changeSeries = (seriesId: SeriesId, command: SeriesCommand) =>
  postJson<{ readonly version: number }>(`${ofSeries(seriesId)}/commands`, command);
export const createNext = (
  seriesId: SeriesId,
  wanted: { readonly conferenceId: ConferenceId; readonly title: string; readonly startsAtMs: number; readonly withOwed: boolean },
) => postJson<Made>(`${ofSeries(seriesId)}/conferences`, wanted);
export const listedAccounts = () => getJson<{ readonly accounts: readonly ListedAccount[] }>(`${API}/accounts`);
