import { describe, expect, it } from 'vitest';
import { dayAfter, dayBefore, isCalendarDay } from './day.ts';

describe('days', () => {
  it('[LANG-4] a day is one of the calendar', () => {
    for (const day of ['2026-02-28', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) expect(isCalendarDay(day)).toBe(true);
    for (const day of [
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-04-00',
      '0000-01-01',
      '2026-4-1',
      '',
      'x',
      '2026-04-01\n',
    ]) {
      expect(isCalendarDay(day)).toBe(false);
    }
  });

  it('[LANG-4] has one after it and one before it', () => {
    expect(['2026-02-28', '2024-02-28', '2026-12-31', '0099-12-31', '9999-12-31'].map(dayAfter)).toEqual([
      '2026-03-01',
      '2024-02-29',
      '2027-01-01',
      '0100-01-01',
      '9999-12-31',
    ]);
    expect(['2026-03-01', '0001-01-01'].map(dayBefore)).toEqual(['2026-02-28', '0001-01-01']);
  });
});
