import { describe, expect, it } from 'vitest';
import type { ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import { given } from '../testing/given.ts';
import {
  asked,
  aSpeaks,
  chair,
  closed,
  conductor,
  created,
  deputy,
  live,
  onStandby,
  operator,
  paused,
  prepared,
  room,
  scheduled,
  secretary,
  SETTINGS,
  stranger,
  T0_MS,
} from '../testing/samples.ts';

const create: ConferenceCommand = {
  type: 'CreateConference',
  conferenceId: 'c1',
  title: 'Giao ban quý III',
  kind: 'briefing',
  rehearsal: false,
  settings: SETTINGS,
};
const revise: ConferenceCommand = { type: 'ReviseConference', title: 'Giao ban quý IV', settings: { ...SETTINGS, overrunMs: null } };
const schedule: ConferenceCommand = { type: 'ScheduleConference', startsAtMs: T0_MS };
const open: ConferenceCommand = { type: 'OpenConference' };
const pause: ConferenceCommand = { type: 'PauseConference' };
const resume: ConferenceCommand = { type: 'ResumeConference' };
const close: ConferenceCommand = { type: 'CloseConference' };
const reopen = (reason: string): ConferenceCommand => ({ type: 'ReopenConference', reason });

describe('creating and preparing', () => {
  it.each([operator, stranger])('[LIFE-1] the operator, or an account that the server lets, creates a draft: $kind', (by) => {
    given().when(create, by).then(created);
    expect(given().when(create, operator).state().phase).toBe('draft');
  });

  it('[LIFE-1] nobody else does, and nobody twice', () => {
    for (const by of [conductor, room('a')]) given().when(create, by).refused('organiser-only');
    for (const by of [operator, chair]) given(created).when(create, by).refused('conference-exists');
  });

  it('[LIFE-7] a command to nothing is refused', () => {
    for (const command of [revise, open, reopen('x')]) given().when(command, operator).refused('conference-unknown');
  });

  it.each([chair, secretary, operator])('[LIFE-2] an organiser revises and schedules: $kind $accountId', (by) => {
    given(scheduled)
      .when(revise, by)
      .then({ type: 'ConferenceRevised', title: 'Giao ban quý IV', kind: null, settings: { ...SETTINGS, overrunMs: null } });
    given(prepared).when(schedule, by).then({ type: 'ConferenceScheduled', startsAtMs: T0_MS });
    given(scheduled).when(schedule, by).then({ type: 'ConferenceScheduled', startsAtMs: T0_MS });
  });

  it('[LIFE-2] a revision shows in the state', () => {
    expect(given(prepared).when(revise, chair).state()).toMatchObject({ title: 'Giao ban quý IV', settings: { overrunMs: null } });
    expect(given(prepared).when(schedule, chair).state()).toMatchObject({ phase: 'scheduled', startsAtMs: T0_MS });
  });

  it('[LIFE-2] others do not, and nobody after the opening', () => {
    for (const by of [deputy, stranger, conductor, room('hall')]) {
      given(live).when(revise, by).refused('organiser-only');
      given(live).when(schedule, by).refused('organiser-only');
    }
    for (const phase of [live, paused, closed]) {
      given(phase).when(revise, chair).refused('conference-already-open');
      given(phase).when(schedule, chair).refused('conference-not-draft');
    }
  });

  it('[LIFE-2] a deputy who holds the chair is an organiser', () => {
    given(prepared, { type: 'ChairPassed', from: 'chair', to: 'deputy' })
      .when(schedule, deputy)
      .then({ type: 'ConferenceScheduled', startsAtMs: T0_MS });
  });
});

describe('opening', () => {
  it('[LIFE-3] the chair opens what is scheduled', () => {
    given(scheduled).when(open, chair).then({ type: 'ConferenceOpened', atMs: T0_MS });
    expect(given(scheduled).when(open, chair).state()).toMatchObject({ phase: 'live', openedAtMs: T0_MS });
  });

  it('[LIFE-3] is refused in order', () => {
    const bare: ConferenceEvent[] = [created, { type: 'ConferenceScheduled', startsAtMs: T0_MS }];
    const chaired: ConferenceEvent[] = [...bare, ...prepared.filter(({ type }) => type === 'OfficerAppointed' || type === 'ChairPassed')];
    given(bare).when(open, operator).refused('chair-missing');
    given(bare).when(open, stranger).refused('chair-only');
    given(bare).when(open, room('a')).refused('chair-only');
    for (const by of [secretary, deputy, operator, conductor, room('hall')]) given(prepared).when(open, by).refused('chair-only');
    given(prepared).when(open, chair).refused('conference-not-scheduled');
    for (const phase of [live, paused, closed]) given(phase).when(open, chair).refused('conference-already-open');
    given(chaired).when(open, chair).refused('hall-missing');
  });
});

describe('pausing and resuming', () => {
  it('[LIFE-4] the chair does both', () => {
    given(live)
      .when(pause, chair, T0_MS + 1)
      .then({ type: 'ConferencePaused', atMs: T0_MS + 1 });
    expect(
      given(live)
        .when(pause, chair, T0_MS + 1)
        .state(),
    ).toMatchObject({ phase: 'paused', pausedAtMs: T0_MS + 1 });
    given(paused)
      .when(resume, chair, T0_MS + 2)
      .then({ type: 'ConferenceResumed', atMs: T0_MS + 2 });
    expect(
      given(paused)
        .when(resume, chair, T0_MS + 2)
        .state(),
    ).toMatchObject({ phase: 'live', pausedAtMs: null });
  });

  it('[LIFE-4] nobody else does, and not in another phase', () => {
    for (const by of [secretary, deputy, operator, room('hall')]) {
      given(paused).when(pause, by).refused('chair-only');
      given(live).when(resume, by).refused('chair-only');
    }
    for (const phase of [scheduled, paused, closed]) given(phase).when(pause, chair).refused('conference-not-live');
    for (const phase of [scheduled, live, closed]) given(phase).when(resume, chair).refused('conference-not-paused');
  });
});

describe('closing and reopening', () => {
  const busy: ConferenceEvent[] = [...aSpeaks, asked('b'), asked('c'), onStandby('b'), { type: 'SlidesStarted', siteId: 'a' }];

  it('[LIFE-5] ends everything in one append', () => {
    given(busy)
      .when(close, chair, T0_MS + 9)
      .then(
        { type: 'SpeechEnded', speechId: 'sa', atMs: T0_MS + 9, reason: 'closed', note: '' },
        { type: 'SlidesStopped' },
        { type: 'ConferenceClosed', atMs: T0_MS + 9 },
      );
    const nothing = { phase: 'closed', closedAtMs: T0_MS + 9, requests: {}, queue: [], standby: null, speech: null, slidesSiteId: null };
    expect(
      given(busy)
        .when(close, chair, T0_MS + 9)
        .state(),
    ).toMatchObject(nothing);
  });

  it('[LIFE-5] closes a paused conference, which is then no longer paused', () => {
    given(paused).when(close, chair).then({ type: 'ConferenceClosed', atMs: T0_MS });
    expect(given(busy, { type: 'ConferencePaused', atMs: T0_MS }).when(close, chair).state()).toMatchObject({
      phase: 'closed',
      pausedAtMs: null,
    });
  });

  it('[LIFE-5] is refused in order', () => {
    for (const by of [secretary, deputy, operator, conductor]) given(closed).when(close, by).refused('chair-only');
    for (const phase of [prepared, scheduled, closed]) given(phase).when(close, chair).refused('conference-not-running');
  });

  it('[LIFE-6] the chair reopens with a reason', () => {
    given(closed).when(reopen('  Còn một nội dung '), chair).then({ type: 'ConferenceReopened', atMs: T0_MS, reason: 'Còn một nội dung' });
    const again = given(
      busy,
      { type: 'SpeechEnded', speechId: 'sa', atMs: T0_MS, reason: 'closed', note: '' },
      { type: 'SlidesStopped' },
      {
        type: 'ConferenceClosed',
        atMs: T0_MS,
      },
    );
    const state = again.when(reopen('x'), chair).state();
    expect(state).toMatchObject({ phase: 'live', closedAtMs: null, openedAtMs: T0_MS, queue: [], pastSpeeches: [{ speechId: 'sa' }] });
  });

  it('[LIFE-6] is refused in order', () => {
    for (const by of [secretary, deputy, operator]) given(live).when(reopen(''), by).refused('chair-only');
    for (const phase of [prepared, live, paused]) given(phase).when(reopen(''), chair).refused('conference-not-closed');
    given(closed).when(reopen(' \n'), chair).refused('reason-missing');
  });
});
