import { foldVietnamese } from '@diemcau/core';
import type { ListedConference } from '../../live/planning-api.ts';

export interface ConferenceGroups {
  readonly live: readonly ListedConference[];
  /** The next first; those without a date at the end. */
  readonly ahead: readonly ListedConference[];
  /** The latest first. */
  readonly past: readonly ListedConference[];
}

export interface ListChoice {
  readonly search: string;
  readonly rehearsals: boolean;
}

/** Every word somewhere in the title or the unit's name, without diacritics. */
export function conferencesFound(conferences: readonly ListedConference[], { search, rehearsals }: ListChoice): ConferenceGroups {
  const words = foldVietnamese(search).split(' ');
  const found = conferences.filter(({ title, unitName, rehearsal }) => {
    const folded = foldVietnamese(`${title} ${unitName}`);
    return (rehearsals || !rehearsal) && words.every((word) => folded.includes(word));
  });
  const of = (...phases: readonly string[]) => found.filter(({ phase }) => phases.includes(phase));
  return {
    live: of('live', 'paused').toSorted(byStart),
    ahead: of('draft', 'scheduled').toSorted(byStart),
    past: of('closed').toSorted((a, b) => byStart(b, a)),
  };
}

function byStart(a: ListedConference, b: ListedConference): number {
  return (a.startsAtMs ?? Infinity) - (b.startsAtMs ?? Infinity) || a.title.localeCompare(b.title, 'vi');
}
