/** `/api/v1/conferences/:id/quality`: how the line of every room was, on a page and as a table to keep. */
import { Type } from 'typebox';
import { QUALITY_GRADES, type QualityGrade } from '@diemcau/core';
import { qualityReport } from '../../hub/quality/quality-report.ts';
import { plainCsv } from '../../organisation/export/plain-sheet.ts';
import { requireOfficer } from '../callers.ts';
import type { HttpParts, HttpServer } from '../http-parts.ts';
import { languageSchema, nullable } from '../organisation-shapes.ts';
import { problems } from '../problems.ts';
import { qualitySheet } from './quality-sheet.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const tags = ['quality'];
const params = Type.Object({ conferenceId: Type.String({ maxLength: 64 }) });
const ratio = nullable(Type.Number());

export const roomQualitySchema = Type.Object({
  siteId: Type.String(),
  name: Type.String(),
  unitName: Type.String(),
  grade: Type.Unsafe<QualityGrade>(Type.Union(QUALITY_GRADES.map((grade) => Type.Literal(grade)))),
  seconds: Type.Number({ description: 'Seconds the conference ran' }),
  connectedSeconds: Type.Number(),
  badSeconds: Type.Number({ description: 'Connected, and the line up or down bad or lost' }),
  uplinkLossRatio: ratio,
  downlinkLossRatio: ratio,
  rttMs: ratio,
  rttMaxMs: ratio,
  uplinkBps: nullable(Type.Number({ description: 'Mean while it sent its main picture' })),
  smallSeconds: Type.Number({ description: 'It was sent thumbnails in place of pictures' }),
  audioSeconds: Type.Number({ description: 'It was sent sound only' }),
  textSeconds: Type.Number({ description: 'It was sent text only' }),
  cuts: Type.Array(Type.Object({ fromMs: Type.Integer(), untilMs: nullable(Type.Integer()) })),
  cutMs: Type.Number(),
  longestCutMs: Type.Number(),
  devices: Type.Array(Type.String()),
  deviceChanges: Type.Integer(),
});
const reportSchema = Type.Object({
  title: Type.String(),
  openedAtMs: nullable(Type.Integer()),
  closedAtMs: nullable(Type.Integer()),
  final: Type.Boolean({ description: 'false: the figures so far' }),
  madeAtMs: Type.Integer(),
  rooms: Type.Array(roomQualitySchema, { description: 'Worst first' }),
});

export function qualityRoutes(app: HttpServer, parts: HttpParts): void {
  const schema = {
    tags,
    summary: 'How the line of every room was; while the conference runs, so far',
    params,
    response: { 200: reportSchema, ...problems(401, 404, 503) },
  };
  app.get('/conferences/:conferenceId/quality', { config: { rule: 'officer' }, schema }, async (request) => {
    const { state } = await requireOfficer(parts, request, request.params.conferenceId);
    const { title, openedAtMs, closedAtMs } = state;
    const { rooms, ...report } = await qualityReport(parts, state);
    return { title, openedAtMs, closedAtMs, ...report, rooms: rooms.map(shownRoom) };
  });

  const query = Type.Object({
    format: Type.Union([Type.Literal('xlsx'), Type.Literal('csv')]),
    language: Type.Optional(languageSchema),
  });
  const exportSchema = { tags, summary: 'The same as a table (XLSX or CSV)', params, querystring: query };
  app.get('/conferences/:conferenceId/quality/export', { config: { rule: 'officer' }, schema: exportSchema }, async (request, reply) => {
    const { state } = await requireOfficer(parts, request, request.params.conferenceId);
    const { format, language = 'vi' } = request.query;
    const sheet = qualitySheet(await qualityReport(parts, state), language, parts.organisation.profile.timeZone);
    const name = language === 'vi' ? 'chat-luong-duong-truyen' : 'line-quality';
    void reply.header('content-disposition', `attachment; filename="${name}.${format}"`);
    if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(plainCsv(sheet));
    return reply.type(XLSX).send(await parts.writeSheets([sheet]));
  });
}

export function shownRoom<T extends { readonly cuts: readonly object[]; readonly devices: readonly string[] }>(room: T) {
  return { ...room, cuts: [...room.cuts] as { fromMs: number; untilMs: number | null }[], devices: [...room.devices] };
}
