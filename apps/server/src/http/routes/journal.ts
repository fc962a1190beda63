/** `/api/v1/journal`: who did what when, as sentences that pages write in their language; reading it is recorded. */
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { grantsOf, idSchema, subtreeAt, unitAt, type UnitId } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { allAccounts, type AccountRecord } from '../../hub/access/account-book.ts';
import { journalPage, kindOf, type JournalEntry, type JournalQuery } from '../../hub/journal-book.ts';
import { noteFact } from '../../journal/note-fact.ts';
import { csvCell } from '../../organisation/export/workbook.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { nullable } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';
import { rightsOf, type Rights } from '../rights.ts';

const tags = ['journal'];
const READ = { rule: { action: 'journal.read', over: 'somewhere' } } as const;
/** A page of a long day. */
const PAGE_MAX = 200;
/** A year of a province; more than that is asked for year by year. */
const EXPORT_MAX = 50_000;

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

/** `code` is `kind.EventType`, the key of the sentence; `params` fills its blanks. */
const entrySchema = Type.Object({
  code: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  stream: Type.String(),
  atMs: Type.Number(),
  erased: Type.Boolean(),
  by: Type.Object({
    kind: Type.String({ description: 'account, site, conductor or operator' }),
    office: nullable(Type.String({ description: 'Name of the unit whose officer it was; null: of the whole organisation, or no account' })),
    roles: Type.Array(Type.String(), { description: 'Roles that the officer has today' }),
    siteId: nullable(Type.String()),
  }),
});
const pageSchema = Type.Object({ entries: Type.Array(entrySchema), nextCursor: nullable(Type.String()) });

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
    const entries = await journalPage(parts.db, {
      ...reading.query,
      beforeSeq: Number(cursor ?? Number.MAX_SAFE_INTEGER),
      limit: PAGE_MAX,
    });
    // A page that goes on is part of a reading that was recorded.
    if (cursor === undefined) await recordAccess(parts, reading, 'JournalRead');
    const last = entries.length === PAGE_MAX ? entries.at(-1) : undefined;
    return { entries: entries.map(reading.show), nextCursor: last ? String(last.seq) : null };
  });
  exportRoute(app, parts);
}

function exportRoute(app: HttpServer, parts: HttpParts): void {
  const query = Type.Object(filters, { additionalProperties: false });
  const schema = { tags, summary: 'The same as CSV, at most 50,000 facts', querystring: query };
  app.get('/journal/export', { config: READ, schema }, async (request, reply) => {
    const reading = await readingOf(parts, request, request.query);
    const entries = await journalPage(parts.db, { ...reading.query, beforeSeq: Number.MAX_SAFE_INTEGER, limit: EXPORT_MAX });
    await recordAccess(parts, reading, 'JournalExported');
    const rows = entries
      .map(reading.show)
      .map(({ atMs, code, params, by }) => [
        new Date(atMs).toISOString(),
        by.office ?? by.kind,
        by.roles.join(' '),
        code,
        JSON.stringify(params),
      ]);
    const lines = [['at', 'office', 'roles', 'code', 'params'], ...rows].map((row) => row.map(csvCell).join(','));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="journal.csv"')
      .send(`\uFEFF${lines.join('\r\n')}\r\n`);
  });
}

interface Reading {
  readonly rights: Rights;
  readonly filters: Filters;
  readonly query: Omit<JournalQuery, 'beforeSeq' | 'limit'>;
  readonly show: (entry: JournalEntry) => ReturnType<typeof shown>;
}

/** Throws ProtocolFault `not-allowed`: the unit is outside. */
async function readingOf(parts: HttpParts, request: FastifyRequest, filters: Filters): Promise<Reading> {
  const rights = await rightsOf(parts, request);
  const { unitId, officeUnitId, kind = null, fromMs = '0', untilMs = String(Number.MAX_SAFE_INTEGER) } = filters;
  if (unitId !== undefined) rights.require('journal.read', unitId);
  if (Number(fromMs) > Number(untilMs)) throw new ProtocolFault('bad-request', 'the time ends before it begins');
  const accounts = new Map((await allAccounts(parts.db)).map((account) => [account.accountId, account]));
  const ofOffice =
    officeUnitId === undefined ? null : [...accounts.values()].filter((one) => one.unitId === officeUnitId).map((one) => one.accountId);
  const query = { units: unitsOf(rights, unitId), accounts: ofOffice, kind, fromMs: Number(fromMs), untilMs: Number(untilMs) };
  return { rights, filters, query, show: (entry) => shown(rights, accounts, entry) };
}

function unitsOf(rights: Rights, unitId: string | undefined): readonly UnitId[] | null {
  const { tree, day } = rights.access;
  if (unitId !== undefined) return subtreeAt(tree, unitId, { day });
  const scope = rights.requireScope('journal.read');
  return scope === 'whole' ? null : scope.flatMap((top) => subtreeAt(tree, top, { day }));
}

function shown({ access }: Rights, accounts: ReadonlyMap<string, AccountRecord>, { stream, type, atMs, by, data }: JournalEntry) {
  const account = by.accountId === undefined ? undefined : accounts.get(by.accountId);
  const unit = account?.unitId == null ? null : unitAt(access.tree, account.unitId, { day: access.day });
  const roles = by.accountId === undefined ? [] : grantsOf(access.grants, by.accountId, access.day).map(({ role }) => role);
  const office = { kind: by.kind, office: unit?.name ?? null, roles: [...new Set(roles)], siteId: by.siteId ?? null };
  return { code: `${kindOf(stream)}.${type}`, params: plainFields(data), stream, atMs, erased: data === null, by: office };
}

/** What stands in a sentence: words and numbers; lists and the like stay in the journal. */
function plainFields(data: JournalEntry['data']): Record<string, string | number | boolean> {
  const plain = Object.entries(data ?? {}).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(plain) as Record<string, string | number | boolean>;
}

async function recordAccess(parts: HttpParts, { rights, filters }: Reading, type: string): Promise<void> {
  await noteFact(parts, { stream: 'journal-access', type, data: { ...filters }, by: { ...rights.by }, atMs: parts.nowMs() });
}
