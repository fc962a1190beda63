import type { Day } from '../kernel/day.ts';
import { madeUpOn, PUBLIC_HOLIDAYS, holidaysOf } from '../period/public-holidays.ts';
import type { WorkingCalendar } from '../period/working-calendar.ts';
import type { CalendarState } from './state.ts';

/** Monday to Friday. */
const WEEKEND = [6, 7] as const;
/** Deadlines are planned a year ahead, and a search for a working day goes a year further. */
const YEARS_AHEAD = 2;

/**
 * The calendar for counting to and around a day: fixed holidays of every year until then, and what was
 * announced. A year that was not announced yet makes up for a fixed holiday on a weekend by itself; an
 * announcement says so itself. Anybody may see it: it is published.
 */
export function workingCalendarOf({ years }: CalendarState, day: Day): WorkingCalendar {
  const first = Math.min(...PUBLIC_HOLIDAYS.map(({ inForceFrom }) => Number(inForceFrom.slice(0, 4))));
  const last = Math.max(Number(day.slice(0, 4)) + YEARS_AHEAD, ...years.keys());
  const every = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const fixed = every.flatMap((year) => {
    const days = holidaysOf(year).map((holiday) => holiday.day);
    return years.has(year) ? days : [...days, ...madeUpOn(days, WEEKEND)];
  });
  const announced = [...years.values()];
  return {
    weekend: WEEKEND,
    holidays: [...new Set([...fixed, ...announced.flatMap(({ daysOff }) => daysOff.map((off) => off.day))])].toSorted(),
    workedDays: announced.flatMap(({ workedDays }) => workedDays).toSorted(),
    knownUntil: knownUntil(years, Number(day.slice(0, 4))),
  };
}

/** The end of the announced years in a row from this one on; where this one was not announced, nothing is known. */
function knownUntil(years: CalendarState['years'], from: number): Day {
  let last = from;
  while (years.has(last)) last += 1;
  return last === from ? '0001-01-01' : `${last - 1}-12-31`;
}
