import { describe, expect, it } from 'vitest';
import { MONTH_RULES, periodAfter, periodBefore, periodOf, QUARTER_RULES, reportDueOn, ruleOn, type PeriodRule } from './period.ts';
import {
  deadlineFlaws,
  isWorkingDay,
  PLAIN_CALENDAR,
  weekdayOf,
  workingDayFrom,
  workingDaysAfter,
  type WorkingCalendar,
} from './working-calendar.ts';

const quarters = QUARTER_RULES[0]!;
const months = MONTH_RULES[0]!;
/** Holidays around Tết 2026, and a Saturday worked in exchange. */
const calendar: WorkingCalendar = {
  weekend: [6, 7],
  holidays: ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-04-30', '2026-05-01'],
  workedDays: ['2026-02-28'],
  knownUntil: '2026-12-31',
};

describe('periods', () => {
  it.each([
    ['2025-12-15', 2026, 1, '2025-12-15', '2026-03-14'],
    ['2026-03-14', 2026, 1, '2025-12-15', '2026-03-14'],
    ['2026-03-15', 2026, 2, '2026-03-15', '2026-06-14'],
    ['2026-06-14', 2026, 2, '2026-03-15', '2026-06-14'],
    ['2026-06-15', 2026, 3, '2026-06-15', '2026-09-14'],
    ['2026-09-15', 2026, 4, '2026-09-15', '2026-12-14'],
    ['2026-12-14', 2026, 4, '2026-09-15', '2026-12-14'],
    ['2026-12-31', 2027, 1, '2026-12-15', '2027-03-14'],
    ['2028-02-29', 2028, 1, '2027-12-15', '2028-03-14'],
  ])('[PERIOD-1] %s lies in quarter %i/%i', (day, ...[year, number, from, until]) => {
    expect(periodOf(day, quarters)).toEqual({ year, number, from, until });
  });

  it.each([
    ['2026-01-14', 2026, 1, '2025-12-15', '2026-01-14'],
    ['2026-01-15', 2026, 2, '2026-01-15', '2026-02-14'],
    ['2026-12-15', 2027, 1, '2026-12-15', '2027-01-14'],
  ])('[PERIOD-1] %s lies in month %i/%i', (day, ...[year, number, from, until]) => {
    expect(periodOf(day, months)).toEqual({ year, number, from, until });
  });

  it('[PERIOD-1] a rule of whole months is data, too', () => {
    const plain: PeriodRule = { ...quarters, firstDate: 1, monthsEarlier: 0 };
    expect(periodOf('2026-03-31', plain)).toEqual({ year: 2026, number: 1, from: '2026-01-01', until: '2026-03-31' });
    expect(periodOf('2026-12-01', plain)).toEqual({ year: 2026, number: 4, from: '2026-10-01', until: '2026-12-31' });
  });

  it('[PERIOD-2] follow one another without gap or overlap', () => {
    for (const rule of [quarters, months]) {
      let period = periodOf('2024-01-01', rule);
      for (let step = 0; step < 40; step += 1) {
        const next = periodAfter(period, rule);
        expect(periodOf(next.from, rule)).toEqual(next);
        expect(periodOf(next.until, rule)).toEqual(next);
        expect(workingDayFrom(next.from, { ...PLAIN_CALENDAR, weekend: [] }) > period.until).toBe(true);
        expect(periodBefore(next, rule)).toEqual(period);
        period = next;
      }
    }
  });

  it('[PERIOD-3] of several rules the latest in force holds', () => {
    const later: PeriodRule = { ...quarters, inForceFrom: '2027-01-01', firstDate: 1, monthsEarlier: 0 };
    expect(ruleOn([later, quarters], '2026-12-31')).toBe(quarters);
    expect(ruleOn([later, quarters], '2027-01-01')).toBe(later);
    expect(ruleOn([later], '2026-12-31')).toBeNull();
  });
});

describe('working days', () => {
  it.each([
    ['2026-02-13', true, 5],
    ['2026-02-14', false, 6],
    ['2026-02-16', false, 1],
    ['2026-02-28', true, 6],
    ['2026-03-01', false, 7],
  ])('[PERIOD-4] %s', (day, worked, weekday) => {
    expect([isWorkingDay(day, calendar), weekdayOf(day)]).toEqual([worked, weekday]);
  });

  it.each([
    ['2026-02-13', 1, '2026-02-23'],
    ['2026-02-27', 1, '2026-02-28'],
    ['2026-02-27', 2, '2026-03-02'],
    ['2026-02-14', 0, '2026-02-14'],
  ])('[PERIOD-4] after %s %i later comes %s', (day, count, expected) => {
    expect(workingDaysAfter(day, count, calendar)).toBe(expected);
  });

  it.each([
    ['2026-03-01', '2026-03-17'],
    ['2026-06-01', '2026-06-16'],
    ['2026-09-01', '2026-09-16'],
    ['2026-12-01', '2026-12-16'],
  ])('[PERIOD-5] the report of the quarter of %s is due on %s', (day, due) => {
    expect(reportDueOn(periodOf(day, quarters), quarters, calendar)).toBe(due);
  });

  it('[PERIOD-6] a deadline that is not worked, or beyond what is known, is warned about', () => {
    expect(deadlineFlaws('2026-03-17', calendar)).toEqual([]);
    expect(deadlineFlaws('2026-04-30', calendar)).toEqual(['not-worked']);
    expect(deadlineFlaws('2027-01-02', calendar)).toEqual(['not-worked', 'calendar-unknown']);
    expect(deadlineFlaws('2027-02-30', calendar)).toEqual(['not-a-day']);
    expect(deadlineFlaws('2026-03-17', PLAIN_CALENDAR)).toEqual(['calendar-unknown']);
  });

  it('[PERIOD-4] a calendar without working days ends the search', () => {
    expect(workingDayFrom('2026-01-01', { ...PLAIN_CALENDAR, weekend: [1, 2, 3, 4, 5, 6, 7] })).toBe('2027-01-02');
  });
});
