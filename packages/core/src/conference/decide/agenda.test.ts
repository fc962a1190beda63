import { describe, expect, it } from 'vitest';
import { AGENDA_ITEMS_MAX } from '../../plan/shapes.ts';
import type { ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import { given, stateAfter } from '../testing/given.ts';
import {
  chair,
  closed,
  conductor,
  deputy,
  item,
  live,
  operator,
  paused,
  prepared,
  room,
  scheduled,
  secretary,
  stranger,
  T0_MS,
} from '../testing/samples.ts';

const planned: ConferenceEvent = { type: 'AgendaPlanned', items: [item('i1', 'report'), item('i2'), item('i3', 'conclusion')] };
const plan = (...items: ReturnType<typeof item>[]): ConferenceCommand => ({ type: 'PlanAgenda', items });
const add = (itemId: string, before: string | null = null): ConferenceCommand => ({ type: 'AddItem', item: item(itemId), before });
const revise = (itemId: string, title = 'Mới'): ConferenceCommand => ({ type: 'ReviseItem', item: item(itemId, 'report', { title }) });
const move = (itemId: string, before: string | null): ConferenceCommand => ({ type: 'MoveItem', itemId, before });
const cut = (itemId: string): ConferenceCommand => ({ type: 'CutItem', itemId });
const restore = (itemId: string): ConferenceCommand => ({ type: 'RestoreItem', itemId });
const start = (itemId: string, replaces: string | null = null): ConferenceCommand => ({ type: 'StartItem', itemId, replaces });
const finish = (itemId: string): ConferenceCommand => ({ type: 'FinishItem', itemId });
const started = (itemId: string, atMs = T0_MS): ConferenceEvent => ({ type: 'ItemStarted', itemId, atMs });
const finished = (itemId: string, atMs = T0_MS): ConferenceEvent => ({ type: 'ItemFinished', itemId, atMs });
const wasCut: ConferenceEvent = { type: 'ItemCut', itemId: 'i2' };
const running = [...live, planned, started('i1')];

const organisers = [chair, secretary, operator];
const others = [deputy, stranger, conductor, room('hall')];

describe('planning the agenda', () => {
  it('[AGENDA-1] organisers plan it whole, and again', () => {
    for (const by of organisers)
      given(prepared)
        .when(plan(item('i1')), by)
        .then({ type: 'AgendaPlanned', items: [item('i1')] });
    const state = given(prepared, planned)
      .when(plan(item('i9', 'report', { title: ' Báo cáo ' })), chair)
      .state();
    expect(state.agenda).toEqual(['i9']);
    expect(Object.keys(state.agendaItems)).toEqual(['i9']);
    expect(state.agendaItems['i9']).toMatchObject({ title: 'Báo cáo', status: 'planned', startedAtMs: null, ranMs: 0 });
  });

  it('[AGENDA-1] is refused in order', () => {
    for (const by of others)
      given(live)
        .when(plan(item('i1'), item('i1')), by)
        .refused('organiser-only');
    for (const phase of [live, paused, closed])
      given(phase)
        .when(plan(item('i1'), item('i1')), chair)
        .refused('conference-already-open');
    given(prepared)
      .when(plan(item('i1'), item('i1', 'report', { title: ' ' })), chair)
      .refused('item-id-taken');
    given(prepared)
      .when(plan(item('i1', 'report', { title: ' ', presenterSiteId: 'x' })), chair)
      .refused('title-missing');
    given(prepared)
      .when(plan(item('i1', 'report', { presenterSiteId: 'x' })), chair)
      .refused('site-unknown');
  });

  it('[AGENDA-2] an item is added before another or at the end', () => {
    for (const by of organisers)
      given(scheduled, planned)
        .when(add('i4'), by)
        .then({ type: 'ItemAdded', item: item('i4'), before: null });
    expect(given(live, planned).when(add('i4'), secretary).state().agenda).toEqual(['i1', 'i2', 'i3', 'i4']);
    expect(given(live, planned).when(add('i4', 'i2'), chair).state().agenda).toEqual(['i1', 'i4', 'i2', 'i3']);
  });

  it('[AGENDA-2] is refused in order', () => {
    for (const by of others) given(prepared, planned).when(add('i1', 'x'), by).refused('organiser-only');
    for (const by of [deputy, operator, room('a')]) given(closed, planned).when(add('i1', 'x'), by).refused('bureau-only');
    given(closed, planned).when(add('i1', 'x'), chair).refused('conference-not-running');
    given(live, planned)
      .when({ type: 'AddItem', item: item('i1', 'report', { title: '' }), before: 'x' }, chair)
      .refused('title-missing');
    const ofStranger = item('i1', 'report', { presenterSiteId: 'x' });
    given(live, planned).when({ type: 'AddItem', item: ofStranger, before: 'x' }, chair).refused('site-unknown');
    given(live, planned).when(add('i1', 'x'), chair).refused('item-unknown');
    given(running).when(add('i1', 'i1'), chair).refused('item-begun');
    given(running).when(add('i1'), chair).refused('item-id-taken');
    const many = Array.from({ length: AGENDA_ITEMS_MAX }, (_, place) => item(`m${place}`));
    given(prepared, { type: 'AgendaPlanned', items: many }).when(add('i1'), chair).refused('agenda-full');
  });

  it('[AGENDA-3] what is not over is revised', () => {
    for (const history of [[...scheduled, planned], running, [...paused, planned, wasCut]]) {
      given(history)
        .when(revise('i1', ' Mới '), chair)
        .then({ type: 'ItemRevised', item: item('i1', 'report', { title: 'Mới' }) });
    }
    expect(given(running).when(revise('i1'), secretary).state().agendaItems['i1']).toMatchObject({ title: 'Mới', status: 'running' });
  });

  it('[AGENDA-3] is refused in order', () => {
    for (const by of others) given(prepared, planned).when(revise('x'), by).refused('organiser-only');
    given(live, planned).when(revise('x'), operator).refused('bureau-only');
    given(closed, planned).when(revise('x'), chair).refused('conference-not-running');
    given(live, planned).when(revise('x', ''), chair).refused('item-unknown');
    given(running, finished('i1')).when(revise('i1', ''), chair).refused('item-over');
    given(live, planned).when(revise('i1', ' '), chair).refused('title-missing');
    const ofStranger = item('i1', 'report', { presenterSiteId: 'x' });
    given(live, planned).when({ type: 'ReviseItem', item: ofStranger }, chair).refused('site-unknown');
  });

  it('[AGENDA-4] what has not begun is moved', () => {
    given(scheduled, planned).when(move('i3', 'i1'), operator).then({ type: 'ItemMoved', itemId: 'i3', before: 'i1' });
    expect(given(running).when(move('i3', 'i2'), secretary).state().agenda).toEqual(['i1', 'i3', 'i2']);
    expect(given(running).when(move('i2', null), chair).state().agenda).toEqual(['i1', 'i3', 'i2']);
    given(running).when(move('i2', 'i2'), chair).then();
  });

  it('[AGENDA-4] is refused in order', () => {
    for (const by of others) given(prepared, planned).when(move('x', 'x'), by).refused('organiser-only');
    given(live, planned).when(move('x', 'x'), operator).refused('bureau-only');
    given(closed, planned).when(move('x', 'x'), chair).refused('conference-not-running');
    given(running).when(move('x', 'i1'), chair).refused('item-unknown');
    given(running).when(move('i1', 'x'), chair).refused('item-begun');
    given(running).when(move('i2', 'x'), chair).refused('item-unknown');
    given(running).when(move('i2', 'i1'), chair).refused('item-begun');
  });

  it('[AGENDA-5] an item is cut and restored', () => {
    for (const by of organisers) given(scheduled, planned).when(cut('i2'), by).then(wasCut);
    given(live, planned).when(cut('i2'), chair).then(wasCut);
    given(live, planned, wasCut).when(cut('i2'), chair).then();
    given(live, planned, wasCut).when(restore('i2'), chair).then({ type: 'ItemRestored', itemId: 'i2' });
    for (const history of [[...live, planned], running]) given(history).when(restore('i1'), chair).then();
    expect(given(live, planned).when(cut('i2'), chair).state()).toMatchObject({
      agenda: ['i1', 'i2', 'i3'],
      agendaItems: { i2: { status: 'cut' } },
    });
  });

  it('[AGENDA-5] is refused in order', () => {
    for (const command of [cut('x'), restore('x')]) {
      for (const by of others) given(prepared, planned).when(command, by).refused('organiser-only');
      for (const by of [secretary, operator, room('a')]) given(closed, planned).when(command, by).refused('chair-only');
      given(closed, planned).when(command, chair).refused('conference-not-running');
      given(running).when(command, chair).refused('item-unknown');
    }
    given(running).when(cut('i1'), chair).refused('item-begun');
    given(running, finished('i1')).when(cut('i1'), chair).refused('item-begun');
  });
});

describe('running the agenda', () => {
  it('[AGENDA-6] the bureau starts an item, and the one before ends', () => {
    for (const by of [chair, secretary]) given(live, planned).when(start('i1'), by).then(started('i1'));
    given(running)
      .when(start('i3', 'i1'), secretary, T0_MS + 5)
      .then(finished('i1', T0_MS + 5), started('i3', T0_MS + 5));
    given(running).when(start('i1', 'i2'), chair).then();
    expect(given(running, finished('i1')).when(start('i1'), chair).state().currentItemId).toBe('i1');
    given(running, finished('i1')).when(start('i2', 'i1'), chair).then(started('i2'));
  });

  it('[AGENDA-6] is refused in order', () => {
    for (const by of [deputy, operator, conductor, room('hall')]) given(paused).when(start('x'), by).refused('bureau-only');
    for (const phase of [scheduled, paused, closed]) given(phase).when(start('x'), chair).refused('conference-not-live');
    given(running).when(start('x'), chair).refused('item-unknown');
    given(running, wasCut).when(start('i2'), chair).refused('item-cut');
    for (const seen of [null, 'i3']) given(running).when(start('i2', seen), chair).refused('item-changed');
  });

  it('[AGENDA-7] the bureau finishes the current item', () => {
    given(running)
      .when(finish('i1'), secretary, T0_MS + 5)
      .then(finished('i1', T0_MS + 5));
    for (const by of [deputy, operator, room('a')]) given(running).when(finish('x'), by).refused('bureau-only');
    given(running).when(finish('i2'), chair).refused('item-not-running');
    given(live, planned).when(finish('i1'), chair).refused('item-not-running');
  });

  it('[AGENDA-8] beginning, end and the time it ran are kept, without pauses', () => {
    const state = stateAfter([
      ...running,
      { type: 'ConferencePaused', atMs: T0_MS + 10 },
      { type: 'ConferenceResumed', atMs: T0_MS + 100 },
      finished('i1', T0_MS + 110),
      started('i1', T0_MS + 200),
      { type: 'ConferencePaused', atMs: T0_MS + 205 },
      finished('i1', T0_MS + 300),
      { type: 'ConferenceClosed', atMs: T0_MS + 300 },
    ]);
    expect(state.agendaItems['i1']).toMatchObject({
      status: 'done',
      startedAtMs: T0_MS,
      endedAtMs: T0_MS + 300,
      ranMs: 25,
      runningFromMs: null,
    });
    const again = stateAfter([{ type: 'ConferenceReopened', atMs: T0_MS + 1_000, reason: 'x' }, started('i2', T0_MS + 1_000)], state);
    expect(stateAfter([finished('i2', T0_MS + 1_007)], again).agendaItems['i2']?.ranMs).toBe(7);
  });

  it('[AGENDA-8] a clock that was set back takes nothing away', () => {
    expect(stateAfter([...running, finished('i1', T0_MS - 9)]).agendaItems['i1']?.ranMs).toBe(0);
  });

  it('[LIFE-5] the current item ends with the conference', () => {
    given(running)
      .when({ type: 'CloseConference' }, chair, T0_MS + 9)
      .then(finished('i1', T0_MS + 9), { type: 'ConferenceClosed', atMs: T0_MS + 9 });
  });

  it('[AGENDA-9] a room that was taken out presents nothing', () => {
    const ofA = item('i1', 'report', { presenterSiteId: 'a', presenterUnitId: 'unit-a' });
    const state = given(prepared, { type: 'AgendaPlanned', items: [ofA, item('i2')] })
      .when({ type: 'DropSite', siteId: 'a' }, chair)
      .state();
    expect(state.agendaItems['i1']).toMatchObject({ presenterSiteId: null, presenterUnitId: 'unit-a' });
  });
});
