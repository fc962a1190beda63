import type { ConferenceId, OfficerRole, Phase, SiteId } from '@diemcau/core';
import { deleteResource, getJson, postJson } from './http.ts';
import type { HttpResult } from './http.ts';

/** The routes pages use, by what they are for; shapes as in `/api/openapi.json`. */
const API = '/api/v1';

export interface SessionAccount {
  readonly accountId: string;
  readonly name: string;
  /** A role needs a second factor; nothing else works before it is set up. */
  readonly owesSecondFactor?: boolean;
}

export interface ConferenceSummary {
  readonly conferenceId: ConferenceId;
  readonly title: string;
  readonly phase: Phase;
  readonly startsAtMs: number | null;
  readonly rehearsal: boolean;
  readonly cancelled: boolean;
  readonly roles: readonly OfficerRole[];
}

export interface JoinedSite {
  readonly conferenceId: ConferenceId;
  readonly siteId: SiteId;
  readonly siteName: string;
  readonly conferenceTitle: string;
  readonly isHall: boolean;
}

export interface SiteAccess {
  readonly siteId: SiteId;
  readonly code: string;
  readonly url: string;
}

export interface AccessSheet {
  readonly sites: readonly SiteAccess[];
  readonly screenUrl: string | null;
}

/** How a room says who it is: the six digits, or the token of its link. */
export type SiteKey = { readonly code: string } | { readonly token: string };

export const signIn = (token: string) => postJson<unknown>(`${API}/session`, { token });
export const signOut = () => deleteResource(`${API}/session`);
export const whoAmI = () => getJson<SessionAccount>(`${API}/session`);
export const myConferences = () => getJson<{ readonly conferences: readonly ConferenceSummary[] }>(`${API}/conferences`);
export const joinSite = (key: SiteKey, takeOver: boolean): Promise<HttpResult<JoinedSite>> =>
  postJson<JoinedSite>(`${API}/site-sessions`, takeOver ? { ...key, takeOver } : key);
export const openScreen = (token: string) => postJson<{ readonly conferenceId: ConferenceId }>(`${API}/screen-sessions`, { token });
export const siteAccess = (conferenceId: ConferenceId) => getJson<AccessSheet>(`${API}/conferences/${conferenceId}/site-access`);
