/** Shapes that the routes of the organisation share. Query strings arrive as text. */
import { Type } from 'typebox';
import { daySchema, idSchema, isCalendarDay, textSchema, type AsOf, type Day } from '@diemcau/core';
import { ProtocolFault } from '../errors.ts';

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
/** The version of the stream that contains the command. */
export const versionSchema = Type.Object({ version: Type.Integer() });
export const idempotencySchema = Type.Object({
  'idempotency-key': Type.String({
    minLength: 1,
    maxLength: 64,
    pattern: '^[A-Za-z0-9_-]+$',
    description: 'The command’s id; repeating it returns the first answer',
  }),
});
/** Milliseconds since 1970 UTC, as text of a query. */
const moment = Type.String({ pattern: '^\\d{1,15}$' });
export const asOfFields = {
  day: Type.Optional(daySchema()),
  recordedAtMs: Type.Optional(moment),
};
export const pageFields = {
  /** `nextCursor` of the page before. */
  cursor: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })),
  limit: Type.Optional(Type.String({ pattern: '^\\d{1,5}$' })),
};
export const searchField = { search: Type.Optional(textSchema(200)) };
export const underField = { under: Type.Optional(idSchema()) };
export const languageSchema = Type.Union([Type.Literal('vi'), Type.Literal('en')]);

/** A tree of ten thousand units in two answers of about a megabyte. */
export const PAGE_MAX = 5_000;

/** Throws ProtocolFault: no day of the calendar. */
export function asOfQuery(query: { readonly day?: string; readonly recordedAtMs?: string }, today: Day): AsOf {
  const day = query.day ?? today;
  if (!isCalendarDay(day)) throw new ProtocolFault('bad-request', 'day is none of the calendar');
  return query.recordedAtMs === undefined ? { day } : { day, recordedAtMs: Number(query.recordedAtMs) };
}

export interface Page<T> {
  readonly items: readonly T[];
  /** null: that was the last page. */
  readonly nextCursor: string | null;
  readonly total: number;
}

/** The cursor counts places: where the answer’s `version` differs from that of the page before, begin anew. */
export function pageOf<T>(items: readonly T[], query: { readonly cursor?: string; readonly limit?: string }): Page<T> {
  const start = Number(query.cursor ?? 0);
  const end = start + Math.min(Math.max(Number(query.limit ?? PAGE_MAX), 1), PAGE_MAX);
  return { items: items.slice(start, end), nextCursor: end < items.length ? String(end) : null, total: items.length };
}
