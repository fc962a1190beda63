import { assert, unreachable } from '../kernel/assert.ts';
import type { SeriesEvent } from './events.ts';
import type { SeriesState } from './state.ts';

/** Never refuses; an unknown event type, or one before the creation, is a bug of ours. */
export function evolveSeries(state: SeriesState | null, event: SeriesEvent): SeriesState {
  if (event.type === 'SeriesCreated') {
    const { type: _type, ...created } = event;
    return { ...created, conferences: [], ended: false };
  }
  assert(state, `${event.type} before SeriesCreated`);
  switch (event.type) {
    case 'SeriesRevised':
      return { ...state, title: event.title, kind: event.kind, rhythm: event.rhythm };
    case 'TemplateSet':
      return { ...state, template: event.template };
    case 'ConferenceAdded':
      return { ...state, conferences: [...state.conferences, { conferenceId: event.conferenceId, startsOn: event.startsOn }] };
    case 'SeriesEnded':
      return { ...state, ended: true };
    default:
      return unreachable(event);
  }
}

export function foldSeries(events: Iterable<SeriesEvent>, from: SeriesState | null = null): SeriesState | null {
  let state = from;
  for (const event of events) state = evolveSeries(state, event);
  return state;
}
