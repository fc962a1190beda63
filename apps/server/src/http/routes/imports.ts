/** `/api/v1/imports` and `/api/v1/exports`: units, sites and people as spreadsheets. */
import fastifyMultipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { daySchema, textSchema } from '@diemcau/core';
import { ProtocolFault } from '../../errors.ts';
import { tryAgain } from '../../journal/database.ts';
import { noteFact } from '../../journal/note-fact.ts';
import { allContacts } from '../../organisation/contacts.ts';
import { exportTables } from '../../organisation/export/export-tables.ts';
import { csvOf, templateWorkbook, workbookOf, type Language } from '../../organisation/export/workbook.ts';
import { FILE_MAX_BYTES, type SourceFile } from '../../organisation/import/read-file.ts';
import type { SheetKind } from '../../organisation/import/sheets.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { asOfFields, asOfQuery, idempotencySchema, languageSchema, nullable, underField } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';
import { rightsOf } from '../rights.ts';

/** Units, sites and people, each in a file of its own. */
const FILES_MAX = 3;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const tags = ['organisation'];

const countSchema = Type.Object({ created: Type.Integer(), changed: Type.Integer(), unchanged: Type.Integer() });
const problemSchema = Type.Object({
  code: Type.String({ description: 'Translated by screens; all codes are in organisation/import/problem.ts' }),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
  sheet: Type.String(),
  line: nullable(Type.Integer({ description: 'As the spreadsheet counts, from 1' })),
  column: nullable(Type.String()),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});
const reportSchema = Type.Object({
  ok: Type.Boolean({ description: 'false: nothing was written' }),
  dryRun: Type.Boolean(),
  counts: Type.Object({ units: countSchema, sites: countSchema, people: countSchema }),
  problems: Type.Array(problemSchema, { description: 'Errors first, at most 500' }),
  errorCount: Type.Integer(),
  warningCount: Type.Integer(),
});

export function importRoutes(app: HttpServer, parts: HttpParts): void {
  // In a scope of their own: nothing else takes files.
  app.register(async (scope) => {
    await scope.register(fastifyMultipart, { limits: { files: FILES_MAX, fileSize: FILE_MAX_BYTES, fields: 0, parts: FILES_MAX } });
    importRoute(scope as unknown as HttpServer, parts);
  });
  templateRoute(app, parts);
  exportRoute(app, parts);
}

function importRoute(app: HttpServer, parts: HttpParts): void {
  const query = Type.Object(
    {
      dryRun: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])),
      from: Type.Optional(daySchema()),
      document: Type.Optional(textSchema(200)),
    },
    { additionalProperties: false },
  );
  const schema = {
    tags,
    summary: 'Import units, sites and people: multipart/form-data with up to three files, XLSX or CSV',
    consumes: ['multipart/form-data'],
    headers: idempotencySchema,
    querystring: query,
    response: { 200: reportSchema, ...problems(400, 401, 403, 413, 415, 503) },
  };
  app.post('/imports', { config: { rule: { action: 'import.run', over: 'whole' } }, schema }, async (request) => {
    const rights = await rightsOf(parts, request);
    rights.require('import.run', null);
    const { dryRun, from = rights.access.day, document = '' } = request.query;
    const files = await uploaded(request);
    const importId = request.headers['idempotency-key'];
    const order = { files, from, document, importId, dryRun: dryRun === 'true', by: rights.by, atMs: parts.nowMs() };
    const report = await parts.runImport(order);
    return { ...report, problems: report.problems.map((one) => ({ ...one, params: { ...one.params } })) };
  });
}

async function uploaded(request: FastifyRequest): Promise<SourceFile[]> {
  if (!request.isMultipart()) throw new ProtocolFault('unsupported-media-type', 'send multipart/form-data with the files');
  const files: SourceFile[] = [];
  for await (const file of request.files()) files.push({ name: file.filename.slice(0, 200), bytes: await file.toBuffer() });
  if (files.length === 0) throw new ProtocolFault('bad-request', 'there is no file in the request');
  return files;
}

function templateRoute(app: HttpServer, parts: HttpParts): void {
  const query = Type.Object({ language: Type.Optional(languageSchema) }, { additionalProperties: false });
  const schema = { tags, summary: 'The empty workbook with a help sheet (XLSX)', produces: [XLSX], querystring: query };
  app.get('/imports/template', { config: { rule: { action: 'import.run', over: 'somewhere' } }, schema }, async (request, reply) => {
    (await rightsOf(parts, request)).requireScope('import.run');
    const { language = 'vi' } = request.query;
    return download(reply, {
      name: language === 'vi' ? 'mau-nhap.xlsx' : 'template.xlsx',
      type: XLSX,
      body: await templateWorkbook(language),
    });
  });
}

const SHEET_NAMES: Readonly<Record<SheetKind, Readonly<Record<Language, string>>>> = {
  units: { vi: 'don-vi', en: 'units' },
  sites: { vi: 'diem-cau', en: 'sites' },
  people: { vi: 'can-bo', en: 'people' },
};

function exportRoute(app: HttpServer, parts: HttpParts): void {
  const sheet = Type.Union([Type.Literal('units'), Type.Literal('sites'), Type.Literal('people')]);
  const query = Type.Object(
    { ...asOfFields, ...underField, language: Type.Optional(languageSchema), csv: Type.Optional(sheet) },
    { additionalProperties: false },
  );
  const schema = { tags, summary: 'The same workbook as of a day (XLSX), or one sheet of it as CSV', querystring: query };
  app.get('/exports/organisation', { config: { rule: { action: 'export.run', over: 'somewhere' } }, schema }, async (request, reply) => {
    const rights = await rightsOf(parts, request);
    const { under = null, language = 'vi', csv } = request.query;
    rights.require('export.run', under);
    const { tree, sites } = parts.organisation;
    const asOf = asOfQuery(request.query, rights.access.day);
    const people = await tryAgain(() => allContacts(parts.db));
    const contacts = people.filter((contact) => rights.may('contact.read', contact.unitId));
    if (csv === undefined || csv === 'people') {
      const data = { unitId: under };
      await noteFact(parts, { stream: 'personal-data', type: 'ContactsExported', data, by: { ...rights.by }, atMs: parts.nowMs() });
    }
    const tables = exportTables({ asOf, under, language }, { tree: tree.step.state, sites: sites.step.state, contacts });
    const stem = language === 'vi' ? 'to-chuc' : 'organisation';
    if (csv === undefined)
      return download(reply, { name: `${stem}-${asOf.day}.xlsx`, type: XLSX, body: await workbookOf(tables, language) });
    const name = `${SHEET_NAMES[csv][language]}-${asOf.day}.csv`;
    return download(reply, { name, type: 'text/csv; charset=utf-8', body: Buffer.from(csvOf(csv, tables[csv], language)) });
  });
}

interface Download {
  readonly name: string;
  readonly type: string;
  readonly body: Buffer;
}

function download(reply: FastifyReply, { name, type, body }: Download): FastifyReply {
  return reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(body);
}
