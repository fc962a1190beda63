import { accept, refuse, type Decision } from '../kernel/decision.ts';
import type { Enveloped } from '../kernel/envelope.ts';
import type { SiteId } from '../kernel/ids.ts';
import { tidy } from '../language/tidy.ts';
import { SITE_OFFICERS_MAX, type SiteCommand, type SiteCommandOf, type SiteCommandType } from './commands.ts';
import type { SiteEvent } from './events.ts';
import { foldSites } from './evolve.ts';
import type { RegisteredSite, SiteRecord, SitesState } from './state.ts';

export type SiteDecision = Decision<SiteEvent>;
type Handler<T extends SiteCommandType> = (state: SitesState, command: SiteCommandOf<T>, atMs: number) => SiteDecision;

/** A thousand sites are some 300 kB: an event that a person can still open and that can be erased by itself. */
const SITES_PER_EVENT = 1_000;

/**
 * The register of sites. Every site has a name and belongs to a unit; no two sites in use share a
 * code. A site that is out of use keeps its history and may come back. Whether its unit exists, and
 * who may change it, is decided outside.
 */
const HANDLERS: { readonly [T in SiteCommandType]: Handler<T> } = {
  RegisterSites: (state, { sites }, atMs) => {
    const known = firstKnown(state, sites);
    return known === undefined ? accept(...registered(sites.map(tidied), atMs)) : refuse('site-exists', { siteId: known });
  },
  ImportSites: imported,
  ReviseSite: (state, { siteId, ...record }, atMs) => {
    const site = state.sites.get(siteId);
    return site
      ? accept(...revised(site, tidied({ ...record, siteId, unitId: site.unitId }), atMs))
      : refuse('site-unregistered', { siteId });
  },
  MoveSite: (state, { siteId, unitId }, atMs) =>
    onSite(state, siteId, (site) => (site.unitId === unitId ? accept() : accept({ type: 'SiteMoved', siteId, unitId, atMs }))),
  RetireSite: (state, { siteId, reason }, atMs) =>
    onSite(state, siteId, (site) => (site.active ? accept({ type: 'SiteRetired', siteId, reason: tidy(reason), atMs }) : accept())),
  RestoreSite: (state, { siteId }, atMs) =>
    onSite(state, siteId, (site) => (site.active ? accept() : accept({ type: 'SiteRestored', siteId, atMs }))),
  PostOfficer: (state, { siteId, contactId }, atMs) =>
    onSite(state, siteId, ({ officers }) => {
      if (officers.includes(contactId)) return accept();
      if (officers.length >= SITE_OFFICERS_MAX) return refuse('site-officers-full', { siteId });
      return accept({ type: 'OfficerPosted', siteId, contactId, atMs });
    }),
  RelieveOfficer: (state, { siteId, contactId }, atMs) =>
    onSite(state, siteId, ({ officers }) =>
      officers.includes(contactId) ? accept({ type: 'OfficerRelieved', siteId, contactId, atMs }) : accept(),
    ),
};

export function decideSites({ command, atMs }: Enveloped<SiteCommand>, state: SitesState): SiteDecision {
  const handler = HANDLERS[command.type] as (state: SitesState, command: SiteCommand, atMs: number) => SiteDecision;
  const decision = handler(state, command, atMs);
  if (!decision.ok || decision.events.length === 0) return decision;
  if (decision.events.some(isNameless)) return refuse('site-name-missing');
  const taken = takenCode(foldSites(decision.events, state));
  return taken === null ? decision : refuse('site-code-taken', { code: taken.code, siteId: taken.siteId });
}

function imported(state: SitesState, { sites, postings }: SiteCommandOf<'ImportSites'>, atMs: number): SiteDecision {
  const repeated = firstKnown({ sites: new Map() }, sites);
  if (repeated !== undefined) return refuse('site-exists', { siteId: repeated });
  const records = sites.map(tidied);
  const events = registered(
    records.filter((record) => !state.sites.has(record.siteId)),
    atMs,
  ).concat(records.flatMap((record) => importedChange(state.sites.get(record.siteId), record, atMs)));
  const after = foldSites(events, state);
  const stray = postings.find((posting) => !after.sites.has(posting.siteId));
  if (stray) return refuse('site-unregistered', { siteId: stray.siteId });
  return {
    ok: true,
    events: events.concat(postings.flatMap((posting) => posted(after.sites.get(posting.siteId), posting.contactIds, atMs))),
  };
}

function importedChange(site: RegisteredSite | undefined, record: SiteRecord, atMs: number): SiteEvent[] {
  if (!site) return [];
  const { siteId, unitId } = record;
  const events = revised(site, record, atMs);
  if (site.unitId !== unitId) events.push({ type: 'SiteMoved', siteId, unitId, atMs });
  if (!site.active) events.push({ type: 'SiteRestored', siteId, atMs });
  return events;
}

function posted(site: RegisteredSite | undefined, contactIds: readonly string[], atMs: number): SiteEvent[] {
  if (!site) return [];
  const fresh = [...new Set(contactIds)].filter((contactId) => !site.officers.includes(contactId));
  return fresh.map((contactId) => ({ type: 'OfficerPosted', siteId: site.siteId, contactId, atMs }));
}

function onSite(state: SitesState, siteId: SiteId, then: (site: RegisteredSite) => SiteDecision): SiteDecision {
  const site = state.sites.get(siteId);
  return site ? then(site) : refuse('site-unregistered', { siteId });
}

function registered(sites: readonly SiteRecord[], atMs: number): SiteEvent[] {
  const events: SiteEvent[] = [];
  for (let start = 0; start < sites.length; start += SITES_PER_EVENT) {
    events.push({ type: 'SitesRegistered', sites: sites.slice(start, start + SITES_PER_EVENT), atMs });
  }
  return events;
}

function revised(site: RegisteredSite, record: SiteRecord, atMs: number): SiteEvent[] {
  const { siteId, code, name, kind, room, address, capacity } = record;
  const fields = { code, name, kind, room, address, capacity };
  const same = (Object.keys(fields) as (keyof typeof fields)[]).every((field) => site[field] === fields[field]);
  return same ? [] : [{ type: 'SiteRevised', siteId, ...fields, atMs }];
}

function tidied({ siteId, code, unitId, name, kind, room, address, capacity }: SiteRecord): SiteRecord {
  return { siteId, code: tidy(code), unitId, name: tidy(name), kind: tidy(kind), room: tidy(room), address: tidy(address), capacity };
}

function isNameless(event: SiteEvent): boolean {
  if (event.type === 'SiteRevised') return event.name === '';
  return event.type === 'SitesRegistered' && event.sites.some((site) => site.name === '');
}

function firstKnown(state: SitesState, sites: readonly { readonly siteId: SiteId }[]): SiteId | undefined {
  const seen = new Set<SiteId>();
  return sites.find(({ siteId }) => {
    const again = seen.has(siteId) || state.sites.has(siteId);
    seen.add(siteId);
    return again;
  })?.siteId;
}

function takenCode(state: SitesState): RegisteredSite | null {
  const codes = new Set<string>();
  for (const site of state.sites.values()) {
    if (!site.active || site.code === '') continue;
    if (codes.has(site.code)) return site;
    codes.add(site.code);
  }
  return null;
}
