import { describe, expect, it } from 'vitest';
import type { ListedConference } from '../../live/planning-api.ts';
import { conferencesFound } from './conference-list.ts';

function row(conferenceId: string, changes: Partial<ListedConference> = {}): ListedConference {
  return {
    ...{ conferenceId, title: 'Giao ban quý', phase: 'scheduled', startsAtMs: 100, kind: 'briefing', rehearsal: false, rehearsalOf: null },
    ...{ cancelled: false, siteCount: 3, unitId: 'p', unitName: 'Tỉnh Sông Lam', roles: [] },
    ...changes,
  };
}

const rows = [
  row('later', { startsAtMs: 300 }),
  row('undated', { phase: 'draft', startsAtMs: null }),
  row('sooner', { startsAtMs: 200, unitName: 'Xã Đông Bến' }),
  row('twin', { rehearsal: true }),
  row('on', { phase: 'paused' }),
  row('old', { phase: 'closed', startsAtMs: 1 }),
  row('recent', { phase: 'closed', startsAtMs: 50, cancelled: true }),
];
const ids = (list: readonly ListedConference[]) => list.map(({ conferenceId }) => conferenceId);

describe('the list of conferences', () => {
  it('[PAGE-60] has what is held first, then what comes, the next first, then what is past, the latest first; no rehearsals unless asked', () => {
    const { live, ahead, past } = conferencesFound(rows, { search: '', rehearsals: false });
    expect([ids(live), ids(ahead), ids(past)]).toEqual([['on'], ['sooner', 'later', 'undated'], ['recent', 'old']]);
    expect(ids(conferencesFound(rows, { search: '', rehearsals: true }).ahead)).toContain('twin');
  });

  it('[PAGE-60] is searched by words of the title and the unit, without diacritics', () => {
    expect(ids(conferencesFound(rows, { search: 'dong ben  giao', rehearsals: false }).ahead)).toEqual(['sooner']);
    expect(conferencesFound(rows, { search: 'karaoke', rehearsals: true })).toEqual({ live: [], ahead: [], past: [] });
  });
});
