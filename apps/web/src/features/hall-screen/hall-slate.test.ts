import { describe, expect, it } from 'vitest';
import type { ConferenceCommand, ConferenceState } from '@diemcau/core';
import { agendaNow } from '../../live/agenda-now.ts';
import { CHAIR, T0_MS, after, asks, gives, liveConference } from '../../live/testing/conference.ts';
import { countdown, hallSlate } from './hall-slate.ts';

const MINUTE_MS = 60_000;

function adds(itemId: string, kind: 'report' | 'break'): ConferenceCommand {
  const item = { itemId, kind, title: itemId, presenterUnitId: null, presenterSiteId: null, speechMs: null, notes: '' };
  return { type: 'AddItem', item: { ...item, plannedMs: 15 * MINUTE_MS }, before: null };
}

const slate = (view: ConferenceState, atMs = T0_MS) => hallSlate(view, agendaNow(view, atMs));
const live = after(liveConference(), CHAIR, adds('tea', 'break'), adds('report', 'report'));
const tea = after(live, CHAIR, { type: 'StartItem', itemId: 'tea', replaces: null });

describe('the slate of the hall', () => {
  it('[SCREEN-75] a break says when it goes on, until its time is over; whoever speaks in it is shown', () => {
    expect(slate(tea)).toEqual({ kind: 'break', goesOnAtMs: T0_MS + 15 * MINUTE_MS });
    expect(slate(tea, T0_MS + 16 * MINUTE_MS)).toEqual({ kind: 'break', goesOnAtMs: null });
    expect(slate(after(after(tea, CHAIR, asks('a')), CHAIR, gives('a')))).toBeNull();
  });

  it('[SCREEN-75] before, in a pause, after and instead of a conference a slate says so; a live one has none', () => {
    expect(slate(live)).toBeNull();
    expect(slate(after(live, CHAIR, { type: 'PauseConference' }))).toEqual({ kind: 'paused', goesOnAtMs: null });
    expect(slate(after(live, CHAIR, { type: 'CloseConference' }))).toEqual({ kind: 'closed' });
    expect(slate({ ...live, phase: 'scheduled' })).toEqual({ kind: 'before', startsAtMs: T0_MS });
    const calledOff = { ...live, phase: 'closed', cancelled: { atMs: T0_MS, reason: '' } } as const;
    expect(slate(calledOff)).toEqual({ kind: 'cancelled' });
    expect(slate({ ...calledOff, rehearsal: true })).toEqual({ kind: 'closed' });
  });

  it('[SCREEN-75] the countdown tells days, then a clock, and never less than nothing', () => {
    expect(countdown(3 * 86_400_000, 0)).toEqual({ kind: 'days', days: 3 });
    expect(countdown(90_000, 0)).toEqual({ kind: 'clock', leftMs: 90_000 });
    expect(countdown(0, 5_000)).toEqual({ kind: 'soon' });
  });
});
