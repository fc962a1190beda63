import { describe, expect, it } from 'vitest';
import type { Actor } from '../../kernel/envelope.ts';
import type { ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import { given } from '../testing/given.ts';
import {
  aSpeaks,
  chair,
  check,
  closed,
  conductor,
  created,
  deputy,
  live,
  operator,
  paused,
  prepared,
  room,
  scheduled,
  secretary,
  SETTINGS,
  site,
  stranger,
  T0_MS,
} from '../testing/samples.ts';

/** An account of the unit that holds the conference, which is no officer of it. */
const organiser: Actor = { kind: 'account', accountId: 'van-phong', organises: true };
const cancel = (reason = 'Bão số 6'): ConferenceCommand => ({ type: 'CancelConference', reason });
const refresh = (...siteIds: readonly string[]): ConferenceCommand => ({ type: 'RefreshSites', sites: siteIds.map((id) => site(id)) });
const cancelled: ConferenceEvent = { type: 'ConferenceCancelled', atMs: T0_MS, reason: 'Bão số 6' };
const rehearsal: ConferenceEvent = { ...(created as Extract<ConferenceEvent, { type: 'ConferenceCreated' }>), rehearsal: true };

describe('planning', () => {
  it('[PLAN-1] organisers call off what has not opened; it is closed then, and stays so', () => {
    for (const by of [chair, secretary, operator, organiser]) given(scheduled).when(cancel(), by).then(cancelled);
    expect(given(prepared).when(cancel(), chair).state()).toMatchObject({ phase: 'closed', closedAtMs: T0_MS, openedAtMs: null });
    given(scheduled, cancelled).when(cancel(), chair).then();
    given(scheduled, cancelled).when({ type: 'ReopenConference', reason: 'Trời đẹp' }, chair).refused('conference-cancelled');
  });

  it('[PLAN-1] is refused in order', () => {
    for (const by of [deputy, stranger, conductor, room('hall')]) given(live).when(cancel(''), by).refused('organiser-only');
    for (const phase of [live, paused, closed]) given(phase).when(cancel(''), chair).refused('conference-already-open');
    given(scheduled).when(cancel(' '), chair).refused('reason-missing');
  });

  it('[REHEARSAL-3] organisers throw a rehearsal away in any phase, without a reason; whoever speaks is ended', () => {
    const twin = [rehearsal, ...aSpeaks.slice(1)];
    const state = given(twin).when(cancel(''), organiser).state();
    expect(state).toMatchObject({ phase: 'closed', speech: null, queue: [], cancelled: { reason: '' } });
    expect(state.pastSpeeches.at(-1)).toMatchObject({ reason: 'closed' });
    const over: ConferenceEvent[] = [...twin.slice(0, -2), { type: 'ConferenceClosed', atMs: T0_MS - 1 }];
    expect(given(over).when(cancel(''), secretary).state()).toMatchObject({ closedAtMs: T0_MS - 1, cancelled: { atMs: T0_MS } });
  });

  it('[PLAN-2] rooms are brought to what the register and the tree say, until the opening', () => {
    const renamed = { ...site('a'), unitName: 'Đơn vị mới' };
    given(scheduled)
      .when({ type: 'RefreshSites', sites: [renamed] }, organiser)
      .then({ type: 'SitesRefreshed', sites: [renamed] });
    expect(
      given(scheduled)
        .when({ type: 'RefreshSites', sites: [renamed] }, chair)
        .state().sites,
    ).toMatchObject({
      a: { unitName: 'Đơn vị mới' },
      b: { unitName: 'Đơn vị b' },
    });
    for (const by of [deputy, stranger, room('a')]) given(live).when(refresh('none'), by).refused('organiser-only');
    given(live).when(refresh('none'), chair).refused('conference-already-open');
    given(scheduled).when(refresh('a', 'none'), chair).refused('site-unknown');
  });

  it('[PLAN-3] whoever may prepare conferences of the unit prepares this one, and does not run it', () => {
    given(scheduled)
      .when({ type: 'ReviseConference', title: 'Học tập', kind: 'study', settings: SETTINGS }, organiser)
      .then({ type: 'ConferenceRevised', title: 'Học tập', kind: 'study', settings: SETTINGS });
    expect(
      given(prepared)
        .when({ type: 'AppointOfficer', accountId: 'hoa', roles: ['deputy'] }, organiser)
        .state().officers,
    ).toHaveProperty('hoa');
    given(scheduled).when({ type: 'OpenConference' }, organiser).refused('chair-only');
    given(live)
      .when({ type: 'AppointOfficer', accountId: 'deputy', roles: ['secretary'] }, organiser)
      .refused('chair-only');
    given(live).when({ type: 'PauseConference' }, organiser).refused('chair-only');
  });

  it('[CHECKLIST-6] what the office that holds the conference ticks is kept as its own', () => {
    const listed: ConferenceEvent = { type: 'ChecklistExtended', items: [check('k1')] };
    given(scheduled, listed)
      .when({ type: 'TickChecklistItem', checkId: 'k1' }, organiser)
      .then({ type: 'ChecklistItemTicked', checkId: 'k1', seat: 'organiser', atMs: T0_MS });
  });
});
