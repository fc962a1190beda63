import { describe, expect, it } from 'vitest';
import { agendaClock, currentLeftMs, proposedCuts, turnsOf } from './agenda-clock.ts';
import type { ConferenceEvent } from './events.ts';
import { stateAfter } from './testing/given.ts';
import { asked, created, item, live, onStandby, prepared, SETTINGS, speaks, T0_MS } from './testing/samples.ts';
import { view } from './view.ts';

const MINUTE_MS = 60_000;
const at = (minute: number): number => T0_MS + minute * MINUTE_MS;
const ofMinutes = (itemId: string, kind: Parameters<typeof item>[1], minutes: number) =>
  item(itemId, kind, { plannedMs: minutes * MINUTE_MS });

/** 10 + 20 + 5 + 15 minutes. */
const plan: ConferenceEvent = {
  type: 'AgendaPlanned',
  items: [ofMinutes('i1', 'report', 10), ofMinutes('i2', 'discussion', 20), ofMinutes('i3', 'break', 5), ofMinutes('i4', 'conclusion', 15)],
};
const ahead: readonly ConferenceEvent[] = [...prepared, plan, { type: 'ConferenceScheduled', startsAtMs: T0_MS }];
const opened: readonly ConferenceEvent[] = [...ahead, { type: 'ConferenceOpened', atMs: T0_MS }];
const started = (itemId: string, minute: number): ConferenceEvent => ({ type: 'ItemStarted', itemId, atMs: at(minute) });
const finished = (itemId: string, minute: number): ConferenceEvent => ({ type: 'ItemFinished', itemId, atMs: at(minute) });
const minutes = (history: readonly ConferenceEvent[], minute: number) =>
  agendaClock(stateAfter(history), at(minute)).items.map(({ itemId, fromMs, untilMs }) => [
    itemId,
    (fromMs - T0_MS) / MINUTE_MS,
    (untilMs - T0_MS) / MINUTE_MS,
  ]);

describe('the clock of the agenda', () => {
  it('[AGENDA-11] before the opening items follow the appointed hour, or now when it has passed', () => {
    const expected = [
      ['i1', 0, 10],
      ['i2', 10, 30],
      ['i3', 30, 35],
      ['i4', 35, 50],
    ];
    expect(minutes(ahead, -60)).toEqual(expected);
    expect(minutes(ahead, 5)).toEqual(expected.map(([id, from, until]) => [id, Number(from) + 5, Number(until) + 5]));
  });

  it('[AGENDA-11] what is over has its time, what runs ends when it should, the rest follows; what is cut is left out', () => {
    const history = [...opened, started('i1', 2), finished('i1', 8), started('i2', 8), { type: 'ItemCut', itemId: 'i3' } as const];
    expect(minutes(history, 18)).toEqual([
      ['i1', 2, 8],
      ['i2', 8, 28],
      ['i4', 28, 43],
    ]);
    expect(currentLeftMs(stateAfter(history), at(18))).toBe(10 * MINUTE_MS);
    expect(currentLeftMs(stateAfter(opened), at(1))).toBeNull();
  });

  it('[AGENDA-12] overrun, the expected end and how late it is', () => {
    const state = stateAfter([...opened, started('i1', 0)]);
    expect(agendaClock(state, at(5))).toMatchObject({ expectedEndAtMs: at(50), plannedEndAtMs: at(50), lateMs: 0 });
    const late = agendaClock(state, at(16));
    expect(late).toMatchObject({ expectedEndAtMs: at(56), lateMs: 6 * MINUTE_MS });
    expect(late.items[0]).toMatchObject({ status: 'running', overrunMs: 6 * MINUTE_MS, untilMs: at(16) });
    const added = stateAfter([{ type: 'ItemAdded', item: ofMinutes('i5', 'report', 10), before: null }], state);
    expect(agendaClock(added, at(5))).toMatchObject({ plannedEndAtMs: at(50), lateMs: 10 * MINUTE_MS });
  });

  it('[AGENDA-12] in a pause the item stands still and the end moves; after the closing it is the closing', () => {
    const paused = stateAfter([...opened, started('i1', 0), { type: 'ConferencePaused', atMs: at(4) }]);
    expect(agendaClock(paused, at(10))).toMatchObject({ expectedEndAtMs: at(56), plannedEndAtMs: at(50) });
    const resumed = stateAfter([{ type: 'ConferenceResumed', atMs: at(10) }], paused);
    expect(currentLeftMs(resumed, at(12))).toBe(4 * MINUTE_MS);
    const closed = stateAfter([...opened, { type: 'ConferenceClosed', atMs: at(20) }]);
    expect(agendaClock(closed, at(99)).expectedEndAtMs).toBe(at(20));
  });

  it('[AGENDA-12] without an agenda there is nothing to be late for', () => {
    const nothing = { items: [], expectedEndAtMs: null, plannedEndAtMs: null, lateMs: 0 };
    for (const history of [[created], live]) expect(agendaClock(stateAfter(history), at(0))).toEqual(nothing);
    const undated = agendaClock(stateAfter([...prepared, plan]), at(0));
    expect([undated.plannedEndAtMs, undated.lateMs]).toEqual([null, 0]);
  });

  it('[AGENDA-13] as few items as possible are proposed to be cut', () => {
    const cuts = (history: readonly ConferenceEvent[], minute: number) => proposedCuts(stateAfter(history), at(minute));
    const running = [...opened, started('i1', 0)];
    expect(cuts(running, 10)).toEqual({ itemIds: [], savedMs: 0, enough: true });
    expect(cuts(running, 14)).toEqual({ itemIds: ['i3'], savedMs: 5 * MINUTE_MS, enough: true });
    expect(cuts(running, 22)).toEqual({ itemIds: ['i2'], savedMs: 20 * MINUTE_MS, enough: true });
    expect(cuts(running, 33)).toEqual({ itemIds: ['i2', 'i3'], savedMs: 25 * MINUTE_MS, enough: true });
    expect(cuts(running, 60)).toEqual({ itemIds: ['i2', 'i3'], savedMs: 25 * MINUTE_MS, enough: false });
  });
});

describe('when is it our turn', () => {
  it('[AGENDA-14] in the queue, behind whoever speaks and stands by', () => {
    const state = stateAfter([...live, asked('a'), speaks('a'), asked('b'), onStandby('b'), asked('c')]);
    const freeMs = T0_MS + SETTINGS.speechMs;
    expect(turnsOf(state, 'a', at(1))).toEqual([{ kind: 'speaking', atMs: T0_MS, ahead: 0, itemId: null }]);
    expect(turnsOf(state, 'b', at(1))).toEqual([{ kind: 'queue', atMs: freeMs, ahead: 1, itemId: null }]);
    expect(turnsOf(state, 'c', at(1))).toEqual([{ kind: 'queue', atMs: freeMs + SETTINGS.speechMs, ahead: 2, itemId: null }]);
    expect(turnsOf(state, 'hall', at(1))).toEqual([]);
    expect(turnsOf(state, 'x', at(1))).toEqual([]);
    expect(turnsOf(view(state, 'site'), 'c', at(1))).toEqual(turnsOf(state, 'c', at(1)));
    const paused = stateAfter([{ type: 'ConferencePaused', atMs: at(1) }], state);
    expect(turnsOf(paused, 'b', at(11))[0]?.atMs).toBe(at(15));
  });

  it('[AGENDA-14] in the agenda, for a named room or its unit, the next first', () => {
    const items = [
      item('i1', 'report', { presenterSiteId: 'a', presenterUnitId: 'unit-b' }),
      item('i2', 'report', { presenterUnitId: 'unit-b' }),
      item('i3', 'discussion', { presenterUnitId: 'unit-a' }),
    ];
    const state = stateAfter([...live, { type: 'AgendaPlanned', items }, asked('a')]);
    expect(turnsOf(state, 'a', at(0)).map(({ kind, itemId, atMs }) => [kind, itemId, (atMs - T0_MS) / MINUTE_MS])).toEqual([
      ['queue', null, 0],
      ['item', 'i1', 0],
      ['item', 'i3', 20],
    ]);
    expect(turnsOf(state, 'b', at(0)).map((turn) => turn.itemId)).toEqual(['i2']);
    const later = stateAfter([started('i1', 0), finished('i1', 5)], state);
    expect(turnsOf(later, 'a', at(5)).map((turn) => turn.itemId)).toEqual([null, 'i3']);
  });
});
