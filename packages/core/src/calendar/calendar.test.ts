import { describe, expect, it } from 'vitest';
import { holidaysOf, madeUpOn } from '../period/public-holidays.ts';
import { deadlineFlaws, isWorkingDay, workingDaysAfter } from '../period/working-calendar.ts';
import type { CalendarCommand } from './commands.ts';
import { decideCalendar } from './decide.ts';
import type { CalendarEvent } from './events.ts';
import { foldCalendar } from './evolve.ts';
import { NOTHING_ANNOUNCED, type CalendarState } from './state.ts';
import { workingCalendarOf } from './view.ts';

const TET = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'];
const YEAR = {
  type: 'AnnounceYear' as const,
  year: 2026,
  daysOff: TET.map((day) => ({ day, name: ' Tết Nguyên đán ' })),
  workedDays: ['2026-08-22'],
  document: 'TB 1',
};

function decide(command: CalendarCommand, state: CalendarState = NOTHING_ANNOUNCED) {
  return decideCalendar({ command, atMs: 5, by: { kind: 'operator' }, commandId: 'c' }, state);
}

function after(...commands: readonly CalendarCommand[]): CalendarState {
  return commands.reduce((state, command) => {
    const decision = decide(command, state);
    expect(decision.ok).toBe(true);
    const events = decision.ok ? decision.events : [];
    return foldCalendar(JSON.parse(JSON.stringify(events)) as CalendarEvent[], state);
  }, NOTHING_ANNOUNCED);
}

describe('the working calendar', () => {
  it('[PERIOD-7] knows the fixed holidays of every year from the day on which they are law', () => {
    expect(holidaysOf(2026).map(({ day }) => day)).toEqual(['2026-01-01', '2026-04-30', '2026-05-01', '2026-09-02']);
    expect(holidaysOf(2020)).toEqual([]);
    const calendar = workingCalendarOf(NOTHING_ANNOUNCED, '2026-11-23');
    expect(isWorkingDay('2026-09-02', calendar)).toBe(false);
    expect(isWorkingDay('2028-05-01', calendar)).toBe(false);
  });

  it('[PERIOD-7] makes up for a fixed holiday on a weekend on the next working day, unless the year was announced', () => {
    // 2028-04-30 is a Sunday before a holiday, 2028-01-01 a Saturday.
    expect(madeUpOn(['2028-01-01', '2028-04-30', '2028-05-01'], [6, 7])).toEqual(['2028-01-03', '2028-05-02']);
    expect(isWorkingDay('2028-05-02', workingCalendarOf(NOTHING_ANNOUNCED, '2028-01-01'))).toBe(false);
    const announced = after({ ...YEAR, year: 2028, daysOff: [], workedDays: [] });
    expect(isWorkingDay('2028-05-02', workingCalendarOf(announced, '2028-01-01'))).toBe(true);
    expect(isWorkingDay('2028-05-01', workingCalendarOf(announced, '2028-01-01'))).toBe(false);
    expect(madeUpOn(['2028-01-01'], [1, 2, 3, 4, 5, 6, 7])).toEqual([]);
  });

  it('[PERIOD-8] counts over what was announced for a year, and knows no further than the years announced', () => {
    const calendar = workingCalendarOf(after(YEAR), '2026-02-13');
    expect(workingDaysAfter('2026-02-13', 2, calendar)).toBe('2026-02-24');
    expect(isWorkingDay('2026-08-22', calendar)).toBe(true);
    expect(deadlineFlaws('2027-01-04', calendar)).toEqual(['calendar-unknown']);
    const withGap = after(YEAR, { ...YEAR, year: 2028, daysOff: [], workedDays: [] });
    expect(workingCalendarOf(withGap, '2026-01-01').knownUntil).toBe('2026-12-31');
    expect(workingCalendarOf(withGap, '2027-01-01').knownUntil).toBe('0001-01-01');
  });

  it('[PERIOD-8] an announcement replaces the one before, and can be withdrawn', () => {
    const again = after(YEAR, { ...YEAR, daysOff: [] });
    expect(again.years.get(2026)).toEqual({ year: 2026, daysOff: [], workedDays: ['2026-08-22'], document: 'TB 1', announcedAtMs: 5 });
    expect(decide({ ...YEAR, daysOff: [] }, again)).toEqual({ ok: true, events: [] });
    expect(after(YEAR, { type: 'WithdrawYear', year: 2026, reason: 'nhầm' }).years.size).toBe(0);
    expect(decide({ type: 'WithdrawYear', year: 2026, reason: '' })).toEqual({ ok: true, events: [] });
  });

  it.each([
    ['day-invalid', { workedDays: ['2026-02-30'] }],
    ['calendar-day-outside', { workedDays: ['2027-02-06'] }],
    ['calendar-day-twice', { workedDays: ['2026-02-16'] }],
  ])('[PERIOD-9] an announcement is refused with %s', (code, change) => {
    expect(decide({ ...YEAR, ...change })).toMatchObject({ ok: false, refusal: { code } });
  });
});
