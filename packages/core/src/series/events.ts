import type { ConferenceId } from '../kernel/ids.ts';
import type { Rhythm, SeriesTemplate } from './commands.ts';
import type { SeriesState } from './state.ts';

/** Facts of one series, in a stream of its own. */
export type SeriesEvent =
  | ({ readonly type: 'SeriesCreated' } & Omit<SeriesState, 'conferences' | 'ended'>)
  | { readonly type: 'SeriesRevised'; readonly title: string; readonly kind: SeriesState['kind']; readonly rhythm: Rhythm }
  | { readonly type: 'TemplateSet'; readonly template: SeriesTemplate }
  | { readonly type: 'ConferenceAdded'; readonly conferenceId: ConferenceId; readonly startsOn: string }
  | { readonly type: 'SeriesEnded' };

export type SeriesEventType = SeriesEvent['type'];
export const SERIES_SCHEMA_VERSION = 1;
