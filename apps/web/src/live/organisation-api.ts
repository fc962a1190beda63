import type { Action, Day, SiteCommand, TreeCommand, UnitFact, UnitId } from '@diemcau/core';
import { getJson, postFiles, postJson, putJson } from './http.ts';
import type { HttpResult } from './http.ts';

/** Routes of units, sites, people and roles, by what they are for; shapes as in `/api/openapi.json`. */
const API = '/api/v1';

export interface ListedUnit {
  readonly unitId: UnitId;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentId: UnitId | null;
  readonly childCount: number;
}

export interface UnitPage {
  readonly version: number;
  readonly day: Day;
  readonly units: readonly ListedUnit[];
  readonly nextCursor: string | null;
  readonly total: number;
}

export interface UnitDetail {
  readonly day: Day;
  readonly unit: Omit<ListedUnit, 'childCount'> | null;
  readonly path: readonly string[];
  readonly heirs: readonly UnitId[];
  readonly predecessors: readonly UnitId[];
}

/** A day, and how much was known: both as an address or a field has them, empty for today and now. */
export interface AsOfChoice {
  readonly day: string;
  readonly knownMs: string;
}

export interface OwnRights {
  readonly day: Day;
  readonly actions: Readonly<Partial<Record<Action, 'whole' | readonly UnitId[]>>>;
}

export interface Site {
  readonly siteId: string;
  readonly code: string;
  readonly unitId: UnitId;
  readonly placeId: UnitId | null;
  readonly placeName: string;
  readonly name: string;
  readonly kind: string;
  readonly room: string;
  readonly address: string;
  /** Seats; 0: not known. */
  readonly capacity: number;
  readonly active: boolean;
  /** Contact ids. */
  readonly officers: readonly string[];
}

export interface Contact {
  readonly contactId: string;
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly phone: string;
  readonly email: string;
  readonly unitId: UnitId;
  readonly role: string | null;
}

export interface SiteFact {
  readonly event: { readonly type: string } & Readonly<Record<string, unknown>>;
  /** Where a move led to. */
  readonly unitName: string | null;
  readonly atMs: number;
}

export interface ImportCount {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface ImportProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly sheet: string;
  readonly line: number | null;
  readonly column: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface ImportReport {
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly counts: { readonly units: ImportCount; readonly sites: ImportCount; readonly people: ImportCount };
  readonly problems: readonly ImportProblem[];
  readonly errorCount: number;
  readonly warningCount: number;
}

export const ownRights = () => getJson<OwnRights>(`${API}/grants/mine`);
export const unitDetail = (unitId: UnitId, asOf: AsOfChoice) =>
  getJson<UnitDetail>(`${API}/units/${encodeURIComponent(unitId)}?${asOfQuery(asOf)}`);
export interface UnitPlan {
  readonly from: Day;
  readonly document: string;
  /** The first hundred of `total`. */
  readonly units: readonly { readonly unitId: UnitId; readonly name: string }[];
  readonly total: number;
}

export const unitPlans = () => getJson<{ readonly plans: readonly UnitPlan[] }>(`${API}/unit-plans`);
export const unitHistory = (unitId: UnitId) =>
  getJson<{ readonly facts: readonly UnitFact[] }>(`${API}/units/${encodeURIComponent(unitId)}/history`);
export const changeTree = (command: TreeCommand) => postJson<{ readonly version: number }>(`${API}/units/commands`, command);
export const changeSites = (command: SiteCommand) => postJson<{ readonly version: number }>(`${API}/sites/commands`, command);
export const siteDetail = (siteId: string) =>
  getJson<{ readonly site: Site; readonly officers: readonly Contact[] }>(`${API}/sites/${encodeURIComponent(siteId)}`);
export const siteHistory = (siteId: string) =>
  getJson<{ readonly facts: readonly SiteFact[] }>(`${API}/sites/${encodeURIComponent(siteId)}/history`);
export const contactsOf = (unitId: UnitId) =>
  getJson<{ readonly contacts: readonly Contact[] }>(`${API}/contacts?${new URLSearchParams({ unitId }).toString()}`);
export const writeContact = ({ contactId, ...fields }: Contact) => putJson(`${API}/contacts/${encodeURIComponent(contactId)}`, fields);

export interface ImportOrder {
  readonly files: readonly File[];
  readonly from: Day;
  readonly document: string;
  readonly dryRun: boolean;
  readonly id: string;
}

export function runImport({ files, from, document, dryRun, id }: ImportOrder): Promise<HttpResult<ImportReport>> {
  const query = new URLSearchParams({ dryRun: String(dryRun), from, document });
  return postFiles<ImportReport>(`${API}/imports?${query.toString()}`, files, id);
}

export const templateUrl = (language: string) => `${API}/imports/template?language=${language}`;

export function exportUrl(fields: Readonly<Record<string, string>>): string {
  const said = Object.entries(fields).filter(([, value]) => value !== '');
  return `${API}/exports/organisation?${new URLSearchParams(said).toString()}`;
}

export function asOfQuery({ day, knownMs }: AsOfChoice): string {
  return new URLSearchParams({ ...(day && { day }), ...(knownMs && { recordedAtMs: knownMs }) }).toString();
}

/** Every unit of a day. */
export function allUnits(asOf: AsOfChoice): Promise<HttpResult<UnitPage>> {
  return everyPage<UnitPage>(`${API}/units?${asOfQuery(asOf)}`, (before, page) => ({ ...page, units: [...before.units, ...page.units] }));
}

export interface SitePage {
  readonly version: number;
  readonly sites: readonly Site[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** Every site, those out of use included. */
export function allSites(): Promise<HttpResult<SitePage>> {
  return everyPage<SitePage>(`${API}/sites?retired=true`, (before, page) => ({ ...page, sites: [...before.sites, ...page.sites] }));
}

/** Somebody changes the list while it is read: begun anew this often, then shown as it came. */
const ANEW_MAX = 3;

async function everyPage<P extends { readonly version: number; readonly nextCursor: string | null }>(
  url: string,
  join: (before: P, page: P) => P,
): Promise<HttpResult<P>> {
  let whole: P | null = null;
  for (let anew = 0; ;) {
    const cursor: string = whole?.nextCursor ? `&cursor=${whole.nextCursor}` : '';
    const answer: HttpResult<P> = await getJson<P>(`${url}${cursor}`);
    if (!answer.ok) return answer;
    if (whole && answer.value.version !== whole.version && anew < ANEW_MAX) {
      anew += 1;
      whole = null;
      continue;
    }
    whole = whole ? join(whole, answer.value) : answer.value;
    if (whole.nextCursor === null) return { ok: true, value: whole };
  }
}
