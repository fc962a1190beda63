import { describe, expect, it } from 'vitest';
import { agendaWith, carriedFrom } from './carried.ts';
import type { ConferenceEvent } from './events.ts';
import { stateAfter } from './testing/given.ts';
import { item, live, T0_MS } from './testing/samples.ts';

const items = [item('i1', 'report'), item('i2', 'discussion', { presenterSiteId: 'a', presenterUnitId: 'unit-a' }), item('i3', 'break')];
const planned: ConferenceEvent[] = [...live, { type: 'AgendaPlanned', items }];
const cut: ConferenceEvent[] = [...planned, { type: 'ItemCut', itemId: 'i2' }, { type: 'ItemCut', itemId: 'i3' }];
const called: ConferenceEvent = { type: 'HelpCalled', callId: 'h1', siteId: 'a', kind: 'sound', text: '', atMs: T0_MS };
const over: ConferenceEvent[] = [...cut, called, { type: 'ConferenceClosed', atMs: T0_MS }];

describe('what a conference leaves to the next', () => {
  it('[SERIES-7] is what was announced and cut, without breaks, and where something went wrong', () => {
    const { items: owed, checks } = carriedFrom(stateAfter(over));
    expect(owed).toEqual([{ ...items[1], itemId: 'owed-i2', presenterSiteId: null }]);
    expect(checks).toMatchObject([{ code: 'mend-sound', text: 'Phòng họp a', origin: 'carried' }]);
  });

  it('[SERIES-7] is nothing while it runs, and where it did not take place', () => {
    const nothing = { items: [], checks: [] };
    expect(carriedFrom(null)).toEqual(nothing);
    expect(carriedFrom(stateAfter(cut))).toEqual(nothing);
    expect(carriedFrom(stateAfter([...over, { type: 'ConferenceCancelled', atMs: T0_MS, reason: '' }]))).toEqual(nothing);
  });

  it('[SERIES-8] what is owed stands before the last conclusion, each item once', () => {
    const owed = [item('owed-i2'), item('i1')];
    const ids = (agenda: ReturnType<typeof agendaWith>) => agenda.map(({ itemId }) => itemId);
    expect(ids(agendaWith([item('i1'), item('i9', 'conclusion')], owed))).toEqual(['i1', 'owed-i2', 'i9']);
    expect(ids(agendaWith([item('i1')], owed))).toEqual(['i1', 'owed-i2']);
    expect(ids(agendaWith([], owed))).toEqual(['owed-i2', 'i1']);
  });
});
