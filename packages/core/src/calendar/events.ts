import type { AnnouncedYear } from './state.ts';

/** Facts about which days are worked, in the one stream `calendar`. */
export type CalendarEvent =
  /** The whole year, instead of what was announced of it before. */
  | ({ readonly type: 'YearAnnounced'; readonly atMs: number } & AnnouncedYear)
  /** What was announced of the year holds no longer. */
  | { readonly type: 'YearWithdrawn'; readonly year: number; readonly reason: string; readonly atMs: number };

export type CalendarEventType = CalendarEvent['type'];
export const CALENDAR_SCHEMA_VERSION = 1;
