import type { Phase, QualityGrade, SiteId } from '@diemcau/core';
import { getJson } from './http.ts';
import type { ShownPreflight } from './preflight/preflight-api.ts';

const API = '/api/v1';

/** How a conference went for one room; means are null where nothing was measured. */
export interface RoomQuality {
  readonly siteId: SiteId;
  readonly name: string;
  readonly unitName: string;
  readonly grade: QualityGrade;
  readonly seconds: number;
  readonly connectedSeconds: number;
  readonly badSeconds: number;
  readonly uplinkLossRatio: number | null;
  readonly downlinkLossRatio: number | null;
  readonly rttMs: number | null;
  readonly rttMaxMs: number | null;
  readonly uplinkBps: number | null;
  readonly smallSeconds: number;
  readonly audioSeconds: number;
  readonly textSeconds: number;
  readonly cuts: readonly { readonly fromMs: number; readonly untilMs: number | null }[];
  readonly cutMs: number;
  readonly longestCutMs: number;
  readonly devices: readonly string[];
  readonly deviceChanges: number;
}

export interface QualityReport {
  readonly title: string;
  readonly openedAtMs: number | null;
  readonly closedAtMs: number | null;
  /** false: the conference still runs. */
  readonly final: boolean;
  readonly madeAtMs: number;
  /** Worst first. */
  readonly rooms: readonly RoomQuality[];
}

export interface SiteConference {
  readonly conferenceId: string;
  readonly title: string;
  readonly phase: Phase;
  readonly startsAtMs: number | null;
  readonly rehearsal: boolean;
  readonly cancelled: boolean;
  readonly quality: RoomQuality | null;
}

export interface SiteRecordOfRoom {
  readonly toCome: readonly SiteConference[];
  readonly conferences: readonly SiteConference[];
  readonly preflights: readonly ShownPreflight[];
  readonly devices: readonly { readonly device: string; readonly conferences: number; readonly lastAtMs: number }[];
}

const ofConference = (conferenceId: string) => `${API}/conferences/${encodeURIComponent(conferenceId)}/quality`;

export const qualityReport = (conferenceId: string) => getJson<QualityReport>(ofConference(conferenceId));
export const qualityExportUrl = (conferenceId: string, format: 'xlsx' | 'csv', language: string) =>
  `${ofConference(conferenceId)}/export?${new URLSearchParams({ format, language: language === 'en' ? 'en' : 'vi' }).toString()}`;
export const siteRecord = (siteId: SiteId) => getJson<SiteRecordOfRoom>(`${API}/sites/${encodeURIComponent(siteId)}/record`);
