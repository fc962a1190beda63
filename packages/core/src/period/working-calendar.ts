import { dayAfter, isCalendarDay, type Day } from '../kernel/day.ts';

/** Which days are worked, as data of the organisation. Holidays and swapped days are announced year by year. */
export interface WorkingCalendar {
  /** Days of the week that are not worked, 1 Monday … 7 Sunday (ISO 8601). */
  readonly weekend: readonly number[];
  readonly holidays: readonly Day[];
  /** Weekend days that are worked in exchange for a day off. */
  readonly workedDays: readonly Day[];
  /** The last day for which holidays are known; what lies after it is a guess. */
  readonly knownUntil: Day;
}

/** Monday to Friday and no holiday known: the calendar of an organisation that has not told its own. */
export const PLAIN_CALENDAR: WorkingCalendar = { weekend: [6, 7], holidays: [], workedDays: [], knownUntil: '0001-01-01' };

/** ISO 8601: 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

export function isWorkingDay(day: Day, calendar: WorkingCalendar): boolean {
  if (calendar.workedDays.includes(day)) return true;
  return !calendar.weekend.includes(weekdayOf(day)) && !calendar.holidays.includes(day);
}

/** A calendar without working days must not hang the caller: no holiday lasts a year. */
const SEARCH_MAX_DAYS = 366;

/** This day if it is worked, else the next that is. */
export function workingDayFrom(day: Day, calendar: WorkingCalendar): Day {
  let current = day;
  for (let passed = 0; passed < SEARCH_MAX_DAYS && !isWorkingDay(current, calendar); passed += 1) current = dayAfter(current);
  return current;
}

/** So many working days after a day; 0 is the day itself. */
export function workingDaysAfter(day: Day, count: number, calendar: WorkingCalendar): Day {
  let current = day;
  for (let counted = 0; counted < count; counted += 1) current = workingDayFrom(dayAfter(current), calendar);
  return current;
}

/** What to warn about before a deadline is published. `calendar-unknown`: its holidays have not been told yet. */
export type DeadlineFlaw = 'not-a-day' | 'not-worked' | 'calendar-unknown';

export function deadlineFlaws(day: Day, calendar: WorkingCalendar): readonly DeadlineFlaw[] {
  if (!isCalendarDay(day)) return ['not-a-day'];
  const flaws: DeadlineFlaw[] = [];
  if (!isWorkingDay(day, calendar)) flaws.push('not-worked');
  if (day > calendar.knownUntil) flaws.push('calendar-unknown');
  return flaws;
}
