import { dayAfter, type Day } from '../kernel/day.ts';
import { weekdayOf } from './working-calendar.ts';

/** A public holiday on the same date every year, as data with the day from which it holds. */
export interface PublicHoliday {
  readonly name: 'new-year' | 'reunification' | 'labour' | 'national';
  /** 1 to 12 and 1 to 31. */
  readonly month: number;
  readonly date: number;
  readonly inForceFrom: Day;
}

/**
 * Labour Code 45/2019/QH14 Article 112, in force from 2021-01-01: the dates of the solar calendar. Lunar New
 * Year, the Hùng Kings' day, the second day of National Day and swapped days are announced year by year,
 * and so is 24 November, which a resolution of 2026 proposes and this Article does not name.
 */
export const PUBLIC_HOLIDAYS: readonly PublicHoliday[] = [
  { name: 'new-year', month: 1, date: 1, inForceFrom: '2021-01-01' },
  { name: 'reunification', month: 4, date: 30, inForceFrom: '2021-01-01' },
  { name: 'labour', month: 5, date: 1, inForceFrom: '2021-01-01' },
  { name: 'national', month: 9, date: 2, inForceFrom: '2021-01-01' },
];

/** Those of a year, in order. */
export function holidaysOf(
  year: number,
  rules: readonly PublicHoliday[] = PUBLIC_HOLIDAYS,
): readonly { readonly day: Day; readonly name: PublicHoliday['name'] }[] {
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  return rules
    .map(({ name, month, date, inForceFrom }) => ({ name, inForceFrom, day: `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}` }))
    .filter(({ day, inForceFrom }) => day >= inForceFrom)
    .map(({ day, name }) => ({ day, name }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** Article 111: a holiday on a weekly day of rest is made up on the next working day. */
export function madeUpOn(holidays: readonly Day[], weekend: readonly number[]): readonly Day[] {
  const taken = new Set(holidays);
  const made: Day[] = [];
  // Where every day is a day of rest there is none to make it up on.
  if (weekend.length >= 7) return made;
  for (const holiday of holidays.filter((day) => weekend.includes(weekdayOf(day)))) {
    let day = dayAfter(holiday);
    while (taken.has(day) || weekend.includes(weekdayOf(day))) day = dayAfter(day);
    taken.add(day);
    made.push(day);
  }
  return made;
}
