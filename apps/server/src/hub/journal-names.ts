/** Names for the sentences of the journal: of units, sites, conferences and their items as they are known now. Never of people. */
import { unitAt, WHOLE_ORGANISATION, type Day, type SitesState, type TreeState } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';
import { kindOf, type JournalEntry } from './journal-book.ts';

export interface NameSources {
  readonly db: Pool;
  readonly tree: TreeState;
  readonly sites: SitesState;
  readonly day: Day;
  readonly timeZone: string;
}

export type Words = Readonly<Record<string, string | number | boolean>>;

/** Of one page of the journal. */
export interface JournalNames {
  /** What fills the blanks of the entry's sentence. */
  wordsOf(entry: JournalEntry): Words;
  /** Title of the conference or the series it is of; null: of none. */
  placeOf(entry: JournalEntry): string | null;
  siteOf(siteId: string, stream: string): string | null;
}

interface StreamNames {
  title: string | null;
  readonly sites: Map<string, string>;
  readonly items: Map<string, string>;
}

/** What a sentence never says: what somebody wrote. */
const UNTOLD: ReadonlySet<string> = new Set(['text', 'note', 'notes', 'subject']);

/** Throws OutsideFault. */
export async function namesFor(entries: readonly JournalEntry[], sources: NameSources): Promise<JournalNames> {
  const streams = await streamNames(sources.db, [...new Set(entries.flatMap((entry) => titledStreamOf(entry) ?? []))]);
  const siteOf = (siteId: string, stream: string): string | null =>
    streams.get(stream)?.sites.get(siteId) ?? sources.sites.sites.get(siteId)?.name ?? null;
  return {
    siteOf,
    placeOf: (entry) => streams.get(titledStreamOf(entry) ?? '')?.title ?? null,
    wordsOf: (entry) => {
      const fields = entry.data ?? {};
      const stream = titledStreamOf(entry) ?? '';
      const unitOf = (key: string) => unitName(sources, fields[key]);
      return {
        ...plainFields(fields),
        ...named('unit', 'unitId' in fields ? unitOf('unitId') : undefined),
        ...named('parent', 'parentId' in fields ? unitOf('parentId') : undefined),
        ...named('site', typeof fields['siteId'] === 'string' ? siteOf(fields['siteId'], stream) : undefined),
        ...named('item', typeof fields['itemId'] === 'string' ? streams.get(stream)?.items.get(fields['itemId']) : undefined),
        ...(typeof fields['startsAtMs'] === 'number' ? { startsAt: momentIn(sources.timeZone, fields['startsAtMs']) } : {}),
      };
    },
  };
}

function named(key: string, name: string | null | undefined): Words {
  return name == null ? {} : { [key]: name };
}

/** A unit that ended is named as it was last. */
function unitName({ tree, day }: NameSources, unitId: unknown): string | null {
  if (unitId === null) return WHOLE_ORGANISATION;
  if (typeof unitId !== 'string') return null;
  const now = unitAt(tree, unitId, { day });
  return now?.name ?? tree.units.get(unitId)?.name.at(-1)?.value ?? null;
}

/** Words and numbers, and how long lists are. */
function plainFields(data: Readonly<Record<string, unknown>>): Words {
  const plain = Object.entries(data)
    .filter(([key]) => !UNTOLD.has(key))
    .flatMap(([key, value]) => {
      if (Array.isArray(value)) return [[`${key}Count`, value.length] as const];
      return ['string', 'number', 'boolean'].includes(typeof value) ? [[key, value as string | number | boolean] as const] : [];
    });
  return Object.fromEntries(plain);
}

/** The conference or the series that an entry is about; null: none. */
function titledStreamOf({ stream, data }: JournalEntry): string | null {
  if (['conference', 'series'].includes(kindOf(stream))) return stream;
  const conferenceId = data?.['conferenceId'] ?? /^attendance-(.+)$/.exec(stream)?.[1];
  return typeof conferenceId === 'string' ? `conference-${conferenceId}` : null;
}

async function streamNames(db: Pool, streams: readonly string[]): Promise<ReadonlyMap<string, StreamNames>> {
  const found = new Map<string, StreamNames>(streams.map((stream) => [stream, { title: null, sites: new Map(), items: new Map() }]));
  if (streams.length === 0) return found;
  const sql = `SELECT stream, data FROM events WHERE stream = ANY ($1) AND data IS NOT NULL AND type = ANY ($2) ORDER BY stream, version`;
  const types = ['ConferenceCreated', 'ConferenceRevised', 'SeriesCreated', 'SeriesRevised'];
  const lists = ['SitesAdmitted', 'SitesRefreshed', 'AgendaPlanned', 'ItemAdded', 'ItemRevised'];
  const { rows } = await tryAgain(() =>
    db.query<{ stream: string; data: Readonly<Record<string, unknown>> }>(sql, [streams, [...types, ...lists]]),
  );
  for (const { stream, data } of rows) {
    const names = found.get(stream)!;
    if (typeof data['title'] === 'string') names.title = data['title'];
    for (const site of listed(data['sites'])) names.sites.set(String(site['siteId']), String(site['name']));
    for (const item of [...listed(data['items']), ...listed(data['item'])]) names.items.set(String(item['itemId']), String(item['title']));
  }
  return found;
}

function listed(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const all = Array.isArray(value) ? (value as unknown[]) : [value];
  return all.filter((one) => typeof one === 'object' && one !== null) as Readonly<Record<string, unknown>>[];
}

/** `2026-11-23 08:00`: the sentence's language writes the rest around it. */
function momentIn(timeZone: string, atMs: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(atMs);
}
