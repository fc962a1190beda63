/** `/api/v1/journal`: who did what when, in words of the reader's language; reading it is recorded. */
import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import {
  factActor,
  factKind,
  factSentence,
  grantsOf,
  idSchema,
  JOURNAL_WORDS,
  subtreeAt,
  unitAt,
  type JournalLanguage,
  type UnitId,
} from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { allAccounts, type AccountRecord } from '../../hub/access/account-book.ts';
import { journalPage, kindOf, type JournalEntry, type JournalQuery } from '../../hub/journal-book.ts';
import { namesFor, type JournalNames } from '../../hub/journal-names.ts';
import { noteFact } from '../../journal/note-fact.ts';
import { plainCsv, type PlainSheet } from '../../organisation/export/plain-sheet.ts';
import { download, XLSX } from '../download.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { languageSchema, nullable } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';
import { rightsOf, type Rights } from '../rights.ts';

const tags = ['journal'];
const READ = { rule: { action: 'journal.read', over: 'somewhere' } } as const;
/** A page of a long day. */
const PAGE_MAX = 200;
/** A year of a province; more than that is asked for year by year. */
const EXPORT_MAX = 50_000;
/** Between two of these an export lets others have their turn. */
const EXPORT_PAGE = 1_000;

const moment = Type.Optional(Type.String({ pattern: '^\\d{1,15}$' }));
const filters = {
  unitId: Type.Optional(idSchema()),
  officeUnitId: Type.Optional(idSchema()),
  kind: Type.Optional(Type.String({ maxLength: 64, description: 'conference, tree, sites, grants, accounts …' })),
  fromMs: moment,
  untilMs: moment,
};
type Filters = {
  readonly unitId?: string;
  readonly officeUnitId?: string;
  readonly kind?: string;
  readonly fromMs?: string;
  readonly untilMs?: string;
};

/** `code` is `kind.EventType`, the key of the sentence (packages/core/src/journal-words); `params` fills its blanks. */
const entrySchema = Type.Object({
  code: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  stream: Type.String(),
  place: nullable(Type.String({ description: 'Title of the conference or the series; null: it is of none' })),
  atMs: Type.Number(),
  erased: Type.Boolean(),
  by: Type.Object({
    kind: Type.String({ description: 'account, site, conductor or operator' }),
    office: nullable(Type.String({ description: 'Name of the unit whose officer it was; null: of the whole organisation, or no account' })),
    roles: Type.Array(Type.String(), { description: 'Roles that the officer has today' }),
    siteId: nullable(Type.String()),
    site: nullable(Type.String({ description: 'Name of the room' })),
  }),
});
const pageSchema = Type.Object({ entries: Type.Array(entrySchema), nextCursor: nullable(Type.String()) });
type ShownEntry = Static<typeof entrySchema>;

export function journalRoutes(app: HttpServer, parts: HttpParts): void {
  const query = Type.Object({ ...filters, cursor: moment }, { additionalProperties: false });
  const page = {
    tags,
    summary: 'Facts, the newest first',
    querystring: query,
    response: { 200: pageSchema, ...problems(400, 401, 403, 503) },
  };
  app.get('/journal', { config: READ, schema: page }, async (request) => {
    const { cursor } = request.query;
    const reading = await readingOf(parts, request, request.query);
    const beforeSeq = Number(cursor ?? Number.MAX_SAFE_INTEGER);
    const entries = await journalPage(parts.db, { ...reading.query, beforeSeq, limit: PAGE_MAX });
    // A page that goes on is part of a reading that was recorded.
    if (cursor === undefined) await recordAccess(parts, reading, 'JournalRead');
    const last = entries.length === PAGE_MAX ? entries.at(-1) : undefined;
    return { entries: await shownAll(parts, reading, entries), nextCursor: last ? String(last.seq) : null };
  });
  exportRoute(app, parts);
}

function exportRoute(app: HttpServer, parts: HttpParts): void {
  const format = Type.Union([Type.Literal('csv'), Type.Literal('json'), Type.Literal('xlsx')]);
  const query = Type.Object(
    { ...filters, format: Type.Optional(format), language: Type.Optional(languageSchema) },
    { additionalProperties: false },
  );
  const schema = { tags, summary: 'The same as CSV, XLSX or JSON, in sentences; at most 50,000 facts', querystring: query };
  app.get('/journal/export', { config: READ, schema }, async (request, reply) => {
    const { format: wanted = 'csv', language = 'vi', ...asked } = request.query;
    const reading = await readingOf(parts, request, asked);
    const entries = await exported(parts, reading);
    await recordAccess(parts, reading, 'JournalExported');
    const stem = language === 'vi' ? 'nhat-ky' : 'journal';
    if (wanted === 'json') {
      const told = entries.map((entry) => ({ ...entry, at: new Date(entry.atMs).toISOString(), sentence: factSentence(entry, language) }));
      return download(reply, {
        name: `${stem}.json`,
        type: 'application/json; charset=utf-8',
        body: JSON.stringify({ entries: told }, null, 1),
      });
    }
    const sheet = sheetOf(entries, language, parts.organisation.profile.timeZone);
    if (wanted === 'xlsx') return download(reply, { name: `${stem}.xlsx`, type: XLSX, body: await parts.writeSheets([sheet]) });
    return download(reply, { name: `${stem}.csv`, type: 'text/csv; charset=utf-8', body: plainCsv(sheet) });
  });
}

async function exported(parts: HttpParts, reading: Reading): Promise<ShownEntry[]> {
  const all: ShownEntry[] = [];
  for (let beforeSeq = Number.MAX_SAFE_INTEGER; all.length < EXPORT_MAX;) {
    const entries = await journalPage(parts.db, { ...reading.query, beforeSeq, limit: EXPORT_PAGE });
    all.push(...(await shownAll(parts, reading, entries)));
    const last = entries.at(-1);
    if (!last || entries.length < EXPORT_PAGE) break;
    beforeSeq = last.seq;
  }
  return all;
}

function sheetOf(entries: readonly ShownEntry[], language: JournalLanguage, timeZone: string): PlainSheet {
  const { columns, sheet } = JOURNAL_WORDS[language].frame;
  // Sorts as text, and says the second.
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const rows = entries.map((entry) => [
    time.format(entry.atMs),
    factActor(entry, language),
    factKind(entry.code, language),
    entry.place ?? '',
    factSentence(entry, language),
  ]);
  return {
    name: sheet,
    head: [...columns, 'code'],
    rows: rows.map((row, index) => [...row, entries[index]!.code]),
    widths: [20, 34, 20, 40, 70, 30],
  };
}

interface Reading {
  readonly rights: Rights;
  readonly filters: Filters;
  readonly accounts: ReadonlyMap<string, AccountRecord>;
  readonly query: Omit<JournalQuery, 'beforeSeq' | 'limit'>;
}

/** Throws ProtocolFault `not-allowed`: the unit is outside. */
async function readingOf(parts: HttpParts, request: FastifyRequest, asked: Filters): Promise<Reading> {
  const rights = await rightsOf(parts, request);
  const { unitId, officeUnitId, kind = null, fromMs = '0', untilMs = String(Number.MAX_SAFE_INTEGER) } = asked;
  if (unitId !== undefined) rights.require('journal.read', unitId);
  if (Number(fromMs) > Number(untilMs)) throw new ProtocolFault('bad-request', 'the time ends before it begins');
  const accounts = new Map((await allAccounts(parts.db)).map((account) => [account.accountId, account]));
  const ofOffice =
    officeUnitId === undefined ? null : [...accounts.values()].filter((one) => one.unitId === officeUnitId).map((one) => one.accountId);
  const units = unitsOf(rights, unitId);
  const inside = units && new Set(units);
  const sites = inside ? [...parts.organisation.sites.step.state.sites.values()].filter((site) => inside.has(site.unitId)) : [];
  const query = {
    units,
    sites: sites.map(({ siteId }) => siteId),
    accounts: ofOffice,
    kind,
    fromMs: Number(fromMs),
    untilMs: Number(untilMs),
  };
  return { rights, filters: asked, accounts, query };
}

function unitsOf(rights: Rights, unitId: string | undefined): readonly UnitId[] | null {
  const { tree, day } = rights.access;
  if (unitId !== undefined) return subtreeAt(tree, unitId, { day });
  const scope = rights.requireScope('journal.read');
  return scope === 'whole' ? null : scope.flatMap((top) => subtreeAt(tree, top, { day }));
}

async function shownAll({ db, organisation }: HttpParts, reading: Reading, entries: readonly JournalEntry[]): Promise<ShownEntry[]> {
  const { tree, day } = reading.rights.access;
  const sources = { db, tree, day, sites: organisation.sites.step.state, timeZone: organisation.profile.timeZone };
  const names = await namesFor(entries, sources);
  return entries.map((entry) => shown(reading, names, entry));
}

function shown({ rights: { access }, accounts }: Reading, names: JournalNames, entry: JournalEntry): ShownEntry {
  const { stream, type, atMs, by, data } = entry;
  const account = by.accountId === undefined ? undefined : accounts.get(by.accountId);
  const unit = account?.unitId == null ? null : unitAt(access.tree, account.unitId, { day: access.day });
  const roles = by.accountId === undefined ? [] : grantsOf(access.grants, by.accountId, access.day).map(({ role }) => role);
  const siteId = by.siteId ?? null;
  return {
    code: `${kindOf(stream)}.${type}`,
    params: { ...names.wordsOf(entry) },
    stream,
    place: names.placeOf(entry),
    atMs,
    erased: data === null,
    by: { kind: by.kind, office: unit?.name ?? null, roles: [...new Set(roles)], siteId, site: siteId && names.siteOf(siteId, stream) },
  };
}

async function recordAccess(parts: HttpParts, { rights, filters: asked }: Reading, type: string): Promise<void> {
  await noteFact(parts, { stream: 'journal-access', type, data: { ...asked }, by: { ...rights.by }, atMs: parts.nowMs() });
}
