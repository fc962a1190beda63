import { describe, expect, it } from 'vitest';
import type { ConferenceCommand, ConferenceState, ItemId } from '@diemcau/core';
import { after, CHAIR, liveConference, room } from '../../../live/testing/conference.ts';
import { movedBefore } from '../agenda/agenda-moves.ts';
import { lastClosed, openCalls } from '../help/help-calls.ts';
import { branchesOf, unitNameOf } from '../people/branches.ts';
import { tabAfter } from './side-area.tsx';

const LIVE = liveConference();

function adds(itemId: ItemId): ConferenceCommand {
  const item = { itemId, kind: 'report', title: itemId, presenterUnitId: null, presenterSiteId: null } as const;
  return { type: 'AddItem', item: { ...item, plannedMs: 60_000, speechMs: null, notes: '' }, before: null };
}

function calls(siteId: string): ConferenceCommand {
  return { type: 'CallForHelp', callId: `h-${siteId}`, siteId, kind: 'sound', text: '' };
}

describe('moving an item of the agenda', () => {
  const planned = after(LIVE, CHAIR, adds('one'), adds('two'), adds('three'), { type: 'StartItem', itemId: 'one', replaces: null });

  function order(state: ConferenceState, itemId: ItemId, step: -1 | 1): readonly ItemId[] | null {
    const move = movedBefore(state, itemId, step);
    return move && after(state, CHAIR, { type: 'MoveItem', itemId, ...move }).agenda;
  }

  it('[SCREEN-52] brings it one place up or down, never before what has begun and never past the end', () => {
    expect(order(planned, 'two', 1)).toEqual(['one', 'three', 'two']);
    expect(order(planned, 'three', -1)).toEqual(['one', 'three', 'two']);
    expect(order(planned, 'two', -1)).toBeNull();
    expect(order(planned, 'three', 1)).toBeNull();
    expect(order(planned, 'one', 1)).toBeNull();
  });
});

describe('calls for help at the desk', () => {
  it('[SCREEN-53] stand in the order in which they wait, those nobody has taken up first', () => {
    const called = after(after(after(LIVE, room('a'), calls('a')), room('b'), calls('b')), room('c'), calls('c'));
    const taken = after(called, CHAIR, { type: 'AcknowledgeHelp', callId: 'h-a' });
    expect(openCalls(taken).map(({ siteId }) => siteId)).toEqual(['b', 'c', 'a']);
    const closed = after(taken, CHAIR, ...['h-a', 'h-b'].map((callId) => ({ type: 'CloseHelp', callId, note: '' }) as const));
    expect(lastClosed(closed, 1).map(({ siteId }) => siteId)).toEqual(['b']);
  });
});

describe('people by branch', () => {
  it('[SCREEN-54] a branch has a row where more than one room stands under it and its name is known', () => {
    const below = (siteId: string, unitPath: string[]): ConferenceState['sites'][string] => ({ ...LIVE.sites[siteId]!, unitPath });
    const sites = { ...LIVE.sites, a: below('a', ['u-a', 'u-hall', 'u-far']), b: below('b', ['u-b', 'u-a', 'u-hall', 'u-far']) };
    const counted = after({ ...LIVE, sites }, room('b'), { type: 'ReportHeadcount', siteId: 'b', count: 12 });
    const rows = branchesOf(counted).map(({ unitId, sites: rooms, reported, present }) => ({ unitId, rooms, reported, present }));
    expect(rows).toEqual([
      { unitId: 'u-hall', rooms: 3, reported: 1, present: 12 },
      { unitId: 'u-a', rooms: 2, reported: 1, present: 12 },
    ]);
  });
});

it('[MESSAGE-11] a unit without a room of its own is written to by its name', () => {
  const under = { unitPath: ['u-a', 'region'], unitNames: ['Xã Đồng Bẩm', 'Khu vực Đông'] };
  const sites = { ...LIVE.sites, a: { ...LIVE.sites['a']!, ...under }, b: { ...LIVE.sites['b']!, unitPath: ['u-b', 'region'] } };
  const view = { ...LIVE, sites };
  expect(unitNameOf(view, 'region')).toBe('Khu vực Đông');
  expect(unitNameOf(view, 'nowhere')).toBeNull();
  expect(branchesOf(view).map(({ unitId, name }) => [unitId, name])).toEqual([['region', 'Khu vực Đông']]);
});

describe('the tabs beside the stage', () => {
  it('[SCREEN-55] are moved through with the arrow keys, Home and End, round and round', () => {
    expect(tabAfter('sites', 'ArrowRight')).toBe('agenda');
    expect(tabAfter('sites', 'ArrowLeft')).toBe('messages');
    expect(tabAfter('messages', 'ArrowRight')).toBe('sites');
    expect([tabAfter('help', 'Home'), tabAfter('help', 'End'), tabAfter('help', 'a')]).toEqual(['sites', 'messages', null]);
  });
});
