import { describe, expect, it } from 'vitest';
import type { ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import { speakingTimes } from '../speaking-time.ts';
import type { ConferenceState, Settings } from '../state.ts';
import { given, stateAfter } from '../testing/given.ts';
import { asked, chair, item, live, onStandby, room, SETTINGS, speaks, T0_MS } from '../testing/samples.ts';

const MINUTE_MS = 60_000;
const settings = (changes: Partial<Settings>): ConferenceEvent => ({
  type: 'ConferenceRevised',
  title: 'Giao ban',
  kind: null,
  settings: { ...SETTINGS, ...changes },
});
const request = (siteId: string, kind: 'speech' | 'point-of-order' = 'speech'): ConferenceCommand => ({
  type: 'RequestFloor',
  requestId: `r${siteId}`,
  siteId,
  kind,
  subject: 'Việc',
});
/** Room `a` spoke from T0 for these minutes. */
const spoke = (siteId: string, minutes: number): readonly ConferenceEvent[] => [
  asked(siteId),
  speaks(siteId),
  { type: 'SpeechEnded', speechId: `s${siteId}`, atMs: T0_MS + minutes * MINUTE_MS, reason: 'yielded', note: '' },
];

/** The queue after these rooms have asked one after the other, by the rules. */
function queueAfter(history: readonly ConferenceEvent[], ...siteIds: readonly string[]): readonly string[] {
  let state: ConferenceState = stateAfter(history);
  const events = [...history];
  for (const siteId of siteIds) {
    state = given(events).when(request(siteId), room(siteId)).state();
    const place = state.queue.indexOf(`r${siteId}`);
    events.push({ ...asked(siteId), before: state.queue[place + 1] ?? null } as ConferenceEvent);
  }
  return state.queue;
}

describe('policies of the queue', () => {
  it('[POLICY-1] first come, first served', () => {
    expect(queueAfter([...live, ...spoke('a', 5)], 'a', 'b', 'c')).toEqual(['ra', 'rb', 'rc']);
  });

  it('[POLICY-2] the units that have spoken least go first, whoever speaks counted in', () => {
    const history = [...live, settings({ policy: 'least-spoken' }), ...spoke('a', 5), ...spoke('b', 2)];
    expect(queueAfter(history, 'a', 'b', 'c')).toEqual(['rc', 'rb', 'ra']);
    const speaking = [...live, settings({ policy: 'least-spoken' }), asked('hall'), speaks('hall', T0_MS - MINUTE_MS)];
    const later = stateAfter([...speaking, asked('a')]);
    expect(later.queue).toEqual(['ra']);
  });

  it('[POLICY-2] rooms of one unit count together', () => {
    const twin = { ...stateAfter(live).sites['a']!, siteId: 'a2' };
    const history: ConferenceEvent[] = [
      ...live,
      { type: 'SitesAdmitted', sites: [twin] },
      settings({ policy: 'least-spoken' }),
      ...spoke('a', 5),
    ];
    expect(queueAfter(history, 'a2', 'b')).toEqual(['rb', 'ra2']);
  });

  it('[POLICY-3] in the order of the agenda, others after', () => {
    const items = [item('i1', 'report', { presenterUnitId: 'unit-c' }), item('i2', 'report', { presenterSiteId: 'a' })];
    const history: ConferenceEvent[] = [...live, settings({ policy: 'agenda-order' }), { type: 'AgendaPlanned', items }];
    expect(queueAfter(history, 'b', 'a', 'c')).toEqual(['rc', 'ra', 'rb']);
    expect(queueAfter([...history, { type: 'ItemCut', itemId: 'i1' }], 'c', 'a')).toEqual(['ra', 'rc']);
  });

  it('[POLICY-4] nobody twice before everybody once, in the order of the list', () => {
    const history = [...live, settings({ policy: 'round' }), ...spoke('a', 1)];
    expect(queueAfter(history, 'c', 'a', 'b', 'hall')).toEqual(['rhall', 'rb', 'rc', 'ra']);
    const nextItem: ConferenceEvent[] = [
      ...history,
      { type: 'AgendaPlanned', items: [item('i1')] },
      { type: 'ItemStarted', itemId: 'i1', atMs: T0_MS },
    ];
    expect(queueAfter(nextItem, 'b', 'a')).toEqual(['ra', 'rb']);
  });

  it('[POLICY-5] nobody is put before a point of order or before what was ordered by hand', () => {
    const round = [...live, settings({ policy: 'round' })];
    expect(queueAfter([...round, asked('c', 'point-of-order')], 'b', 'a')).toEqual(['rc', 'ra', 'rb']);
    const byHand: ConferenceEvent[] = [...round, asked('c'), asked('b'), { type: 'QueueOrdered', requestIds: ['rc', 'rb'] }];
    expect(queueAfter(byHand, 'a', 'hall')).toEqual(['rc', 'rb', 'rhall', 'ra']);
    expect(queueAfter([...byHand, { type: 'RequestWithdrawn', requestId: 'rb' }], 'a')).toEqual(['rc', 'ra']);
    expect(queueAfter([...byHand, onStandby('c'), { type: 'RequestWithdrawn', requestId: 'rb' }], 'hall')).toEqual(['rhall']);
    expect(queueAfter([...round, asked('c'), onStandby('c'), { type: 'StandbyEnded', requestId: 'rc' }], 'a')).toEqual(['rc', 'ra']);
  });

  it('[POLICY-6] nobody who waits is moved, and the journal says where a request went', () => {
    const history = [...live, settings({ policy: 'round' }), asked('c'), asked('b')];
    given(history)
      .when(request('a'), room('a'))
      .then({ type: 'FloorRequested', requestId: 'ra', siteId: 'a', kind: 'speech', subject: 'Việc', atMs: T0_MS, before: 'rc' });
    expect(given(history).when(request('a'), room('a')).state().queue).toEqual(['ra', 'rc', 'rb']);
    expect(stateAfter([...history, settings({ policy: 'first-come' }), { ...asked('a'), before: 'rb' } as ConferenceEvent]).queue).toEqual([
      'rc',
      'ra',
      'rb',
    ]);
    expect(stateAfter([...live, { ...asked('a'), before: 'gone' } as ConferenceEvent]).queue).toEqual(['ra']);
  });
});

describe('time of a speech', () => {
  const grant: ConferenceCommand = { type: 'GrantFloor', requestId: 'rc', speechId: 's9', replaces: null, thenStandby: false };
  const endsAfterMs = (history: readonly ConferenceEvent[]) => given(history).when(grant, chair).state().speech!.endsAtMs - T0_MS;
  const inItem = (speechMs: number | null): ConferenceEvent[] => [
    { type: 'AgendaPlanned', items: [item('i1', 'discussion', { speechMs }), item('i2')] },
    { type: 'ItemStarted', itemId: 'i1', atMs: T0_MS },
  ];

  it('[POLICY-7] is that of the current item, else of the settings', () => {
    expect(endsAfterMs([...live, asked('c')])).toBe(SETTINGS.speechMs);
    expect(endsAfterMs([...live, ...inItem(2 * MINUTE_MS), asked('c')])).toBe(2 * MINUTE_MS);
    expect(endsAfterMs([...live, ...inItem(null), asked('c')])).toBe(SETTINGS.speechMs);
  });

  it('[POLICY-8] is what the unit has left in the item, a minute at least', () => {
    const limited = [...live, settings({ unitMs: 6 * MINUTE_MS }), ...inItem(null)];
    expect(endsAfterMs([...limited, ...spoke('c', 3), asked('c')])).toBe(3 * MINUTE_MS);
    expect(endsAfterMs([...limited, ...spoke('c', 7), asked('c')])).toBe(MINUTE_MS);
    expect(endsAfterMs([...limited, ...spoke('a', 7), asked('c')])).toBe(SETTINGS.speechMs);
    const next: ConferenceEvent[] = [
      { type: 'ItemFinished', itemId: 'i1', atMs: T0_MS },
      { type: 'ItemStarted', itemId: 'i2', atMs: T0_MS },
    ];
    expect(endsAfterMs([...limited, ...spoke('c', 7), ...next, asked('c')])).toBe(SETTINGS.speechMs);
  });

  it('[POLICY-9] is told by item and by level, without pauses', () => {
    const pause: ConferenceEvent[] = [
      { type: 'ConferencePaused', atMs: T0_MS + MINUTE_MS },
      { type: 'ConferenceResumed', atMs: T0_MS + 3 * MINUTE_MS },
    ];
    const ended: ConferenceEvent = { type: 'SpeechEnded', speechId: 'sa', atMs: T0_MS + 5 * MINUTE_MS, reason: 'yielded', note: '' };
    const history = [...live, ...spoke('hall', 1), ...inItem(null), asked('a'), speaks('a'), ...pause, ended, asked('c'), speaks('c')];
    expect(speakingTimes(stateAfter(history), T0_MS + MINUTE_MS)).toEqual({
      byItem: [
        { itemId: 'i1', speeches: 2, spokenMs: 4 * MINUTE_MS },
        { itemId: null, speeches: 1, spokenMs: MINUTE_MS },
      ],
      byLevel: [
        { level: 0, speeches: 1, spokenMs: MINUTE_MS },
        { level: 1, speeches: 1, spokenMs: 3 * MINUTE_MS },
        { level: 2, speeches: 1, spokenMs: MINUTE_MS },
      ],
    });
    const stillPaused = stateAfter([...live, asked('a'), speaks('a'), pause[0]!]);
    expect(speakingTimes(stillPaused, T0_MS + 9 * MINUTE_MS).byLevel[0]?.spokenMs).toBe(MINUTE_MS);
  });
});
