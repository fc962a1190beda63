import type { Day } from '../kernel/day.ts';

/** A day off with what it is for: `Tết Nguyên đán`. */
export interface NamedDay {
  readonly day: Day;
  readonly name: string;
}

/** What is announced for one year: lunar holidays, days added to fixed ones, swapped working days. */
export interface AnnouncedYear {
  readonly year: number;
  /** Days off beside the fixed ones, compensation for those on a weekend included. */
  readonly daysOff: readonly NamedDay[];
  /** Weekend days that are worked in exchange. */
  readonly workedDays: readonly Day[];
  /** The notice that says so. */
  readonly document: string;
}

export interface CalendarState {
  readonly years: ReadonlyMap<number, AnnouncedYear & { readonly announcedAtMs: number }>;
}

export const NOTHING_ANNOUNCED: CalendarState = { years: new Map() };
