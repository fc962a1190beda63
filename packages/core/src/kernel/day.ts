/** A calendar day in the organisation's time zone, `YYYY-MM-DD`; days compare as text. */
export type Day = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** 2026-02-30 is not one; nor is anything in a year 0, which neither history nor PostgreSQL has. */
export function isCalendarDay(day: string): boolean {
  const [, year = 0, month = 0, date = 0] = SHAPE.exec(day)?.map(Number) ?? [];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return year >= 1 && month >= 1 && date >= 1 && date <= (lengths[month - 1] ?? 0);
}

/** The day after a calendar day; the last day of the calendar, 9999-12-31, is its own. */
export function dayAfter(day: Day): Day {
  return moved(day, DAY_MS);
}

export function dayBefore(day: Day): Day {
  return moved(day, -DAY_MS);
}

function moved(day: Day, byMs: number): Day {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + byMs).toISOString().slice(0, 10);
  return isCalendarDay(next) ? next : day;
}
