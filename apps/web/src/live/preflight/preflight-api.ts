import type { PreflightMeasured, PreflightPoint, PreflightVerdict, SiteId } from '@diemcau/core';
import { getJson, postJson, putAnswered } from '../http.ts';

const API = '/api/v1';
const OWN = `${API}/site-sessions/current`;

export type PreflightCause = 'arrived' | 'officer' | 'asked';

export interface ShownPreflight {
  readonly preflightId: string;
  readonly conferenceId: string;
  readonly atMs: number;
  readonly cause: PreflightCause;
  readonly verdict: PreflightVerdict;
  readonly points: readonly PreflightPoint[];
  readonly measured: PreflightMeasured;
}

/** The newest, and that of the conference before. */
export interface PreflightPair {
  readonly check: ShownPreflight | null;
  readonly before: ShownPreflight | null;
}

export interface BoardRow extends PreflightPair {
  readonly siteId: SiteId;
  readonly name: string;
  readonly unitName: string;
  readonly online: boolean;
  readonly askedAtMs: number | null;
  readonly running: boolean;
  readonly officers: readonly { readonly name: string; readonly phone: string }[];
  readonly hiddenOfficers: number;
}

export interface Board {
  readonly mayAsk: boolean;
  readonly rows: readonly BoardRow[];
}

const ofSite = (siteId: string) => new URLSearchParams({ site: siteId }).toString();
const ofConference = (conferenceId: string) => `${API}/conferences/${encodeURIComponent(conferenceId)}/preflights`;

export const askTurn = (siteId: string) =>
  postJson<{ readonly granted: boolean; readonly media: boolean }>(`${OWN}/preflight-turn?${ofSite(siteId)}`, {});
export const ownPreflights = (siteId: string) => getJson<PreflightPair>(`${OWN}/preflights?${ofSite(siteId)}`);

export interface PreflightResult {
  readonly preflightId: string;
  readonly cause: PreflightCause;
  readonly measured: PreflightMeasured;
}

export const sendPreflight = (siteId: string, { preflightId, ...result }: PreflightResult) =>
  putAnswered<PreflightPair>(`${OWN}/preflights/${preflightId}?${ofSite(siteId)}`, result);
/** Some rooms, or all. */
export const preflightBoard = (conferenceId: string, siteIds: readonly SiteId[] | null) =>
  getJson<Board>(`${ofConference(conferenceId)}${siteIds ? `?${new URLSearchParams({ sites: siteIds.join(',') }).toString()}` : ''}`);
export const askForPreflights = (conferenceId: string, siteIds: readonly SiteId[] | null) =>
  postJson<{ readonly asked: number }>(`${ofConference(conferenceId)}/ask`, { siteIds });
