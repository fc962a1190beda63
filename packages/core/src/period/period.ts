import { dayBefore, type Day } from '../kernel/day.ts';
import { workingDaysAfter, type WorkingCalendar } from './working-calendar.ts';

/**
 * How an organisation counts its periods, as data with the day from which it holds. A period begins
 * on `firstDate` of the month that lies `monthsEarlier` before its first month.
 */
export interface PeriodRule {
  readonly inForceFrom: Day;
  /** 3 for quarters, 1 for months; divides 12. */
  readonly months: 1 | 3;
  /** 1 to 28, so that every month has it. */
  readonly firstDate: number;
  readonly monthsEarlier: 0 | 1;
  /** Working days after the last day until the report is due. */
  readonly dueWorkingDays: number;
  /** Read in a primary text; what is not is marked so on every screen. */
  readonly verified: boolean;
}

export interface Period {
  readonly year: number;
  /** 1 to 4, or 1 to 12. */
  readonly number: number;
  readonly from: Day;
  readonly until: Day;
}

/**
 * A quarter runs from the 15th of the month before it to the 14th of its last month, and its report is
 * due two working days later; months likewise. Secondary sources only, so unverified. The day is the
 * earliest there is: nothing is known of an older rule.
 */
export const QUARTER_RULES: readonly PeriodRule[] = [
  { inForceFrom: '0001-01-01', months: 3, firstDate: 15, monthsEarlier: 1, dueWorkingDays: 2, verified: false },
];
export const MONTH_RULES: readonly PeriodRule[] = [
  { inForceFrom: '0001-01-01', months: 1, firstDate: 15, monthsEarlier: 1, dueWorkingDays: 2, verified: false },
];

/** The rule that holds on a day: the latest that is in force; null before the first. */
export function ruleOn(rules: readonly PeriodRule[], day: Day): PeriodRule | null {
  const inForce = rules.filter((rule) => rule.inForceFrom <= day);
  return inForce.reduce<PeriodRule | null>((best, rule) => (best && best.inForceFrom > rule.inForceFrom ? best : rule), null);
}

/** The period a day lies in. */
export function periodOf(day: Day, rule: PeriodRule): Period {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const begun = date >= rule.firstDate ? 0 : -1;
  // Months since year 0 of the month the period containing this day counts as its own.
  const own = year * 12 + (month - 1) + begun + rule.monthsEarlier;
  return periodAt(Math.floor(own / rule.months), rule);
}

export function periodAfter(period: Period, rule: PeriodRule): Period {
  return periodAt(ordinal(period, rule) + 1, rule);
}

export function periodBefore(period: Period, rule: PeriodRule): Period {
  return periodAt(ordinal(period, rule) - 1, rule);
}

/** The day the report of a period is due. */
export function reportDueOn(period: Period, rule: PeriodRule, calendar: WorkingCalendar): Day {
  return workingDaysAfter(period.until, rule.dueWorkingDays, calendar);
}

/** Periods counted through from year 0. */
function ordinal({ year, number }: Period, rule: PeriodRule): number {
  return (year * 12) / rule.months + number - 1;
}

function periodAt(place: number, rule: PeriodRule): Period {
  const perYear = 12 / rule.months;
  const firstMonth = place * rule.months - rule.monthsEarlier;
  return {
    year: Math.floor(place / perYear),
    number: (place % perYear) + 1,
    from: dayOf(firstMonth, rule.firstDate),
    until: dayBefore(dayOf(firstMonth + rule.months, rule.firstDate)),
  };
}

function dayOf(months: number, date: number): Day {
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  return `${pad(Math.floor(months / 12), 4)}-${pad((months % 12) + 1, 2)}-${pad(date, 2)}`;
}
