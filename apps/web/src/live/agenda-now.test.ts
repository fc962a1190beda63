import { describe, expect, it } from 'vitest';
import type { ConferenceCommand, ItemPlan } from '@diemcau/core';
import { lateness } from '../ui/lateness.ts';
import { agendaNow, presenterName } from './agenda-now.ts';
import { after, CHAIR, liveConference, T0_MS } from './testing/conference.ts';

const MINUTE_MS = 60_000;

function plan(itemId: string, minutes: number, presenterSiteId: string | null = null): ItemPlan {
  return {
    itemId,
    kind: 'report',
    title: itemId,
    presenterSiteId,
    presenterUnitId: null,
    plannedMs: minutes * MINUTE_MS,
    speechMs: null,
    notes: '',
  };
}

const adds = (item: ItemPlan): ConferenceCommand => ({ type: 'AddItem', item, before: null });
const PLANNED = after(liveConference(), CHAIR, adds(plan('one', 10, 'a')), adds(plan('two', 20)), adds(plan('three', 5)));
const RUNNING = after(PLANNED, CHAIR, { type: 'StartItem', itemId: 'one', replaces: null });

describe('the agenda on a screen', () => {
  it('[SCREEN-50] tells the running item, its place, what it has left and when the next begins', () => {
    const now = agendaNow(RUNNING, T0_MS + 4 * MINUTE_MS);
    expect(now).toMatchObject({ place: 1, count: 3, leftMs: 6 * MINUTE_MS, overMs: 0 });
    expect(now.ahead.map(({ item, fromMs }) => [item.itemId, (fromMs - T0_MS) / MINUTE_MS])).toEqual([
      ['two', 10],
      ['three', 30],
    ]);
  });

  it('[SCREEN-50] tells how far the running item is over its time, and does not count what was cut', () => {
    const cut = after(RUNNING, CHAIR, { type: 'CutItem', itemId: 'two' });
    const now = agendaNow(cut, T0_MS + 13 * MINUTE_MS);
    expect(now).toMatchObject({ place: 1, count: 2, leftMs: 0, overMs: 3 * MINUTE_MS });
    expect(now.ahead.map(({ item }) => item.itemId)).toEqual(['three']);
  });

  it('[SCREEN-50] names who presents, and nobody where nobody is planned', () => {
    expect(presenterName(RUNNING, RUNNING.agendaItems['one']!)).toBe('Xã Đồng Bẩm');
    expect(presenterName(RUNNING, RUNNING.agendaItems['two']!)).toBeNull();
  });

  it('[SCREEN-51] says late, early or on time by whole minutes; a minute either way is on time', () => {
    expect(lateness(59_000).word).toBe('agenda.onTime');
    expect(lateness(5 * MINUTE_MS)).toEqual({ word: 'agenda.late', minutes: 5 });
    expect(lateness(-3 * MINUTE_MS)).toEqual({ word: 'agenda.early', minutes: 3 });
  });
});
