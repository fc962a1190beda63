import { isCalendarDay } from '../kernel/day.ts';
import { accept, refuse, type Decision } from '../kernel/decision.ts';
import type { Enveloped } from '../kernel/envelope.ts';
import type { CalendarCommand, CalendarCommandOf, CalendarCommandType } from './commands.ts';
import type { CalendarEvent } from './events.ts';
import type { AnnouncedYear, CalendarState } from './state.ts';

type CalendarDecision = Decision<CalendarEvent>;
type Handler<T extends CalendarCommandType> = (state: CalendarState, command: CalendarCommandOf<T>, atMs: number) => CalendarDecision;

/**
 * A year is announced as a whole and again as often as it changes. Every day lies in that year and stands
 * there once, off or worked. Who may announce is decided by access, not here.
 */
const HANDLERS: { readonly [T in CalendarCommandType]: Handler<T> } = {
  AnnounceYear: (state, { type: _type, ...wanted }, atMs) => {
    const year = tidied(wanted);
    const days = [...year.daysOff.map(({ day }) => day), ...year.workedDays];
    const invalid = days.find((day) => !isCalendarDay(day));
    if (invalid !== undefined) return refuse('day-invalid', { day: invalid });
    const outside = days.find((day) => Number(day.slice(0, 4)) !== year.year);
    if (outside !== undefined) return refuse('calendar-day-outside', { day: outside, year: year.year });
    const twice = days.find((day, index) => days.indexOf(day) !== index);
    if (twice !== undefined) return refuse('calendar-day-twice', { day: twice });
    return isSame(state.years.get(year.year), year) ? accept() : accept({ type: 'YearAnnounced', ...year, atMs });
  },
  WithdrawYear: (state, { year, reason }, atMs) =>
    state.years.has(year) ? accept({ type: 'YearWithdrawn', year, reason: reason.trim(), atMs }) : accept(),
};

export function decideCalendar({ command, atMs }: Enveloped<CalendarCommand>, state: CalendarState): CalendarDecision {
  const handler = HANDLERS[command.type] as (state: CalendarState, command: CalendarCommand, atMs: number) => CalendarDecision;
  return handler(state, command, atMs);
}

function tidied({ year, daysOff, workedDays, document }: AnnouncedYear): AnnouncedYear {
  return {
    year,
    daysOff: daysOff.map(({ day, name }) => ({ day, name: name.trim() })).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    workedDays: workedDays.toSorted(),
    document: document.trim(),
  };
}

function isSame(before: AnnouncedYear | undefined, { daysOff, workedDays, document }: AnnouncedYear): boolean {
  const words = (one: Pick<AnnouncedYear, 'daysOff' | 'workedDays' | 'document'>) =>
    JSON.stringify([one.daysOff.map(({ day, name }) => [day, name]), one.workedDays, one.document]);
  return before !== undefined && words(before) === words({ daysOff, workedDays, document });
}
