import type { CalendarCommand, Role, SystemWarning, ToldFact } from '@diemcau/core';
import { getJson, postJson, putJson } from './http.ts';

/** Routes of whoever keeps the installation in order; shapes as in `/api/openapi.json`. */
const API = '/api/v1';

export interface UpkeepRun {
  readonly runId: string;
  readonly scheduled: boolean;
  readonly requestedAtMs: number;
  readonly beganAtMs: number | null;
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly finishedAtMs: number | null;
  readonly file: string | null;
  readonly bytes: number | null;
  readonly events: number | null;
  /** Empty: well. */
  readonly fault: string | null;
}

export interface SystemProcess {
  readonly name: string;
  readonly state: 'starting' | 'up' | 'down';
  readonly restarts: number;
  readonly sinceMs: number;
}

export interface ServerSetting {
  readonly name: string;
  readonly value: string | null;
  readonly fallback: string | null;
  readonly isGiven: boolean;
  readonly unit: string;
  readonly meaning: string;
}

export interface SystemState {
  readonly nowMs: number;
  readonly version: string;
  readonly node: string;
  readonly postgres: string;
  readonly warnings: readonly SystemWarning[];
  readonly processes: readonly SystemProcess[];
  readonly database: { readonly startedAtMs: number; readonly bytes: number };
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number } | null;
  readonly clockOffsetMs: number;
  readonly certificateEndsAtMs: number | null;
  readonly mail: { readonly queued: number; readonly failed: number; readonly sending: boolean };
  readonly requests: { readonly overdue: number; readonly dueToday: number };
  readonly backupFolder: string | null;
  readonly backupTime: string;
  readonly backups: readonly UpkeepRun[];
  readonly verifications: readonly UpkeepRun[];
  readonly settings: readonly ServerSetting[];
}

export const systemState = () => getJson<SystemState>(`${API}/system`);
export const backUpNow = () => postJson<{ readonly runId: string }>(`${API}/system/backups`, {});
export const verifyNow = () => postJson<{ readonly runId: string }>(`${API}/system/verifications`, {});

export interface OrganisationProfile {
  readonly name: string;
  readonly timeZone: string;
  readonly language: 'vi' | 'en';
}

export const organisationProfile = () => getJson<OrganisationProfile>(`${API}/organisation-profile`);
export const writeProfile = (profile: OrganisationProfile) => putJson(`${API}/organisation-profile`, profile);

export interface CalendarYear {
  readonly year: number;
  readonly fixed: readonly { readonly day: string; readonly name: string }[];
  readonly daysOff: readonly { readonly day: string; readonly name: string }[];
  readonly workedDays: readonly string[];
  readonly document: string;
  readonly announcedAtMs: number | null;
}

export interface CalendarState {
  readonly version: number;
  readonly today: string;
  readonly knownUntil: string | null;
  readonly years: readonly CalendarYear[];
}

export const workingCalendar = () => getJson<CalendarState>(`${API}/working-calendar`);
export const changeCalendar = (command: CalendarCommand) =>
  postJson<{ readonly version: number }>(`${API}/working-calendar/commands`, command);

export const MAIL_STATES = ['queued', 'failed', 'sent', 'slip'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export interface ListedMail {
  readonly mailId: string;
  readonly accountId: string;
  readonly name: string;
  readonly address: string | null;
  readonly kind: 'invitation' | 'reset';
  readonly state: MailState;
  readonly createdAtMs: number;
  readonly attempts: number;
  readonly nextAtMs: number;
  readonly error: string;
  readonly sentAtMs: number | null;
}

export const listMails = () => getJson<{ readonly mails: readonly ListedMail[] }>(`${API}/mails`);
export const retryMail = (mailId: string) => postJson<null>(`${API}/mails/${encodeURIComponent(mailId)}/retry`, {});

export interface JournalEntry extends ToldFact {
  readonly stream: string;
  readonly place: string | null;
  readonly atMs: number;
}

export interface JournalPage {
  readonly entries: readonly JournalEntry[];
  readonly nextCursor: string | null;
}

export interface JournalFilter {
  readonly unitId: string | null;
  readonly officeUnitId: string | null;
  readonly kind: string;
  readonly fromMs: number | null;
  /** Not included. */
  readonly untilMs: number | null;
}

export function readJournal(filter: JournalFilter, cursor: string | null) {
  const query = journalQuery(filter);
  if (cursor !== null) query.set('cursor', cursor);
  return getJson<JournalPage>(`${API}/journal?${query.toString()}`);
}

export function journalExportUrl(filter: JournalFilter, format: 'xlsx' | 'csv' | 'json', language: string): string {
  const query = journalQuery(filter);
  query.set('format', format);
  query.set('language', language);
  return `${API}/journal/export?${query.toString()}`;
}

function journalQuery({ unitId, officeUnitId, kind, fromMs, untilMs }: JournalFilter): URLSearchParams {
  return new URLSearchParams({
    ...(unitId === null ? {} : { unitId }),
    ...(officeUnitId === null ? {} : { officeUnitId }),
    ...(kind === '' ? {} : { kind }),
    ...(fromMs === null ? {} : { fromMs: String(fromMs) }),
    ...(untilMs === null ? {} : { untilMs: String(untilMs) }),
  });
}

export interface FoundPerson {
  readonly subjectId: string;
  readonly name: string;
  readonly unit: string | null;
  readonly hasAccount: boolean;
  readonly hasContact: boolean;
  /** A row of one conference’s invitation list. */
  readonly invitation: { readonly conferenceTitle: string; readonly startsAtMs: number | null; readonly post: string } | null;
}

export const REQUEST_KINDS = ['access', 'correction', 'erasure'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export type RequestOutcome = 'answered' | 'declined';

export interface PersonalRequest {
  readonly requestId: string;
  readonly subjectId: string;
  readonly kind: RequestKind;
  readonly requestedAtMs: number;
  readonly dueDay: string;
  readonly doneAtMs: number | null;
  readonly outcome: RequestOutcome | null;
}

/** In one conference. */
export interface KeptDelegate {
  readonly personId: string;
  readonly conferenceTitle: string;
  readonly startsAtMs: number | null;
  readonly siteName: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly code: string;
  readonly erasedAtMs: number | null;
  readonly origin: 'list' | 'walk-in' | 'substitute';
  readonly mark: 'unmarked' | 'in-person' | 'online' | 'absent';
  readonly presentSiteName: string | null;
  readonly sinceMs: number | null;
  readonly late: boolean;
  readonly left: boolean;
  readonly reason: 'duty' | 'health' | 'leave' | 'substituted' | 'other' | null;
  readonly hasPhone: boolean;
  readonly checkInCount: number;
  readonly openVoteCount: number;
  readonly credentialCount: number;
}

export interface KeptData {
  readonly subjectId: string;
  readonly account: {
    readonly accountId: string;
    readonly name: string;
    readonly username: string | null;
    readonly email: string | null;
    readonly unitId: string | null;
    readonly disabledAtMs: number | null;
    readonly hasPassword: boolean;
    readonly hasTotp: boolean;
    readonly createdAtMs: number;
  } | null;
  readonly contact: {
    readonly name: string;
    readonly post: string;
    readonly phone: string;
    readonly email: string;
    readonly unitId: string;
  } | null;
  /** Never beside an account or a contact. */
  readonly delegate: KeptDelegate | null;
  readonly sessions: readonly {
    readonly sessionId: string;
    readonly label: string;
    readonly beganAtMs: number;
    readonly expiresAtMs: number;
  }[];
  readonly apiTokens: readonly { readonly tokenId: string; readonly name: string; readonly expiresAtMs: number }[];
  readonly grants: readonly {
    readonly grantId: string;
    readonly role: Role;
    readonly unitId: string | null;
    readonly from: string;
    readonly until: string | null;
  }[];
  readonly posts: readonly { readonly siteId: string; readonly name: string }[];
  readonly conferences: readonly {
    readonly conferenceId: string;
    readonly title: string;
    readonly roles: readonly ('chair' | 'deputy' | 'secretary')[];
  }[];
  readonly mails: readonly {
    readonly kind: 'invitation' | 'reset';
    readonly address: string | null;
    readonly state: MailState;
    readonly createdAtMs: number;
  }[];
  readonly factCount: number;
  readonly requests: readonly PersonalRequest[];
}

export const searchPeople = (search: string) =>
  getJson<{ readonly people: readonly FoundPerson[]; readonly total: number }>(
    `${API}/personal-data?${new URLSearchParams({ search }).toString()}`,
  );
export const keptData = (subjectId: string) => getJson<KeptData>(`${API}/personal-data/${encodeURIComponent(subjectId)}`);
export const personExportUrl = (subjectId: string, format: 'xlsx' | 'json', language: string) =>
  `${API}/personal-data/${encodeURIComponent(subjectId)}/export?format=${format}&language=${language}`;
export const listRequests = () =>
  getJson<{
    readonly today: string;
    readonly delegateNamesKeepDays: number;
    readonly requests: readonly (PersonalRequest & { readonly name: string })[];
  }>(`${API}/personal-data-requests`);
export const addRequest = (subjectId: string, kind: RequestKind) =>
  postJson<{ readonly requestId: string; readonly dueDay: string }>(`${API}/personal-data/${encodeURIComponent(subjectId)}/requests`, {
    kind,
  });
export const closeRequest = (requestId: string, outcome: RequestOutcome) =>
  postJson<null>(`${API}/personal-data-requests/${encodeURIComponent(requestId)}/close`, { outcome });
export const erasePerson = (subjectId: string, ground: string) =>
  postJson<null>(`${API}/personal-data/${encodeURIComponent(subjectId)}/erase`, { ground });
