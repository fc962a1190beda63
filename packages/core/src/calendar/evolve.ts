import { assert } from '../kernel/assert.ts';
import { entryOf } from '../kernel/entry-of.ts';
import type { CalendarEvent, CalendarEventType } from './events.ts';
import { NOTHING_ANNOUNCED, type CalendarState } from './state.ts';

type Draft = Map<number, CalendarState['years'] extends ReadonlyMap<number, infer Y> ? Y : never>;

const STEPS: { readonly [T in CalendarEventType]: (draft: Draft, event: Extract<CalendarEvent, { type: T }>) => void } = {
  YearAnnounced(draft, { year, daysOff, workedDays, document, atMs }) {
    draft.set(year, { year, daysOff, workedDays, document, announcedAtMs: atMs });
  },
  YearWithdrawn(draft, { year }) {
    draft.delete(year);
  },
};

/** Never refuses; an unknown event type is a bug of ours. */
export function foldCalendar(events: Iterable<CalendarEvent>, from: CalendarState = NOTHING_ANNOUNCED): CalendarState {
  const draft: Draft = new Map(from.years);
  for (const event of events) {
    const step = entryOf(STEPS, event.type) as ((draft: Draft, event: CalendarEvent) => void) | undefined;
    assert(step, `unknown event type ${String(event.type)}`);
    step(draft, event);
  }
  return { years: draft };
}
