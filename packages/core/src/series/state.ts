import type { Day } from '../kernel/day.ts';
import type { ConferenceId, SeriesId, UnitId } from '../kernel/ids.ts';
import type { Rhythm, SeriesCommandOf, SeriesTemplate } from './commands.ts';

export interface SeriesConference {
  readonly conferenceId: ConferenceId;
  readonly startsOn: Day;
}

/** Conferences that follow one another, and what the next one begins with. */
export interface SeriesState {
  readonly seriesId: SeriesId;
  /** Whose series it is; rights over it are rights over this unit. */
  readonly unitId: UnitId;
  readonly title: string;
  readonly kind: SeriesCommandOf<'CreateSeries'>['kind'];
  readonly rhythm: Rhythm;
  readonly template: SeriesTemplate;
  /** In the order in which they were added. */
  readonly conferences: readonly SeriesConference[];
  readonly ended: boolean;
}
