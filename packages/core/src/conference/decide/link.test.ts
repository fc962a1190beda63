import { describe, expect, it } from 'vitest';
import type { ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import { given, stateAfter } from '../testing/given.ts';
import { asked, aSpeaks, chair, conductor, live, operator, room, secretary, SETTINGS, speaks, T0_MS } from '../testing/samples.ts';
import { graceOverAtMs } from './link.ts';

const reportLost: ConferenceCommand = { type: 'ReportLinkLost', speechId: 'sa' };
const reportReturned: ConferenceCommand = { type: 'ReportLinkReturned', speechId: 'sa' };
const endGrace: ConferenceCommand = { type: 'EndGrace', speechId: 'sa' };
const keep: ConferenceCommand = { type: 'KeepFloor', speechId: 'sa' };
const OVER_MS = T0_MS + SETTINGS.graceMs;

const lost: ConferenceEvent = { type: 'SpeechLinkLost', speechId: 'sa', graceEndsAtMs: OVER_MS };
const inGrace: readonly ConferenceEvent[] = [...aSpeaks, lost];
const asking: readonly ConferenceEvent[] = [...inGrace, { type: 'SpeechGraceEnded', speechId: 'sa' }];
const pause: ConferenceEvent = { type: 'ConferencePaused', atMs: T0_MS + 5_000 };
const others = [chair, secretary, operator, room('a')];

describe('a dead link', () => {
  it('[LINK-1] keeps the floor for a grace', () => {
    given(aSpeaks).when(reportLost, conductor).then(lost);
    expect(given(aSpeaks).when(reportLost, conductor).state().speech).toMatchObject({ link: 'grace', graceEndsAtMs: OVER_MS });
  });

  it('[LINK-1] is refused in order', () => {
    for (const by of others) given(live).when(reportLost, by).refused('conductor-only');
    given(live).when(reportLost, conductor).refused('speech-over');
    for (const history of [inGrace, asking]) given(history).when(reportLost, conductor).refused('link-already-lost');
  });

  it('[LINK-2] may return in the grace or while the chair is asked', () => {
    for (const history of [inGrace, asking]) {
      given(history).when(reportReturned, conductor).then({ type: 'SpeechLinkReturned', speechId: 'sa' });
      expect(given(history).when(reportReturned, conductor).state().speech).toMatchObject({ link: 'up', graceEndsAtMs: null });
    }
  });

  it('[LINK-2] is refused in order', () => {
    for (const by of others) given(live).when(reportReturned, by).refused('conductor-only');
    given(live).when(reportReturned, conductor).refused('speech-over');
    given(aSpeaks).when(reportReturned, conductor).refused('link-not-lost');
  });

  it('[LINK-3] after the grace the chair is asked, the floor still kept', () => {
    given(inGrace).when(endGrace, conductor, OVER_MS).then({ type: 'SpeechGraceEnded', speechId: 'sa' });
    const state = given(inGrace).when(endGrace, conductor, OVER_MS).state();
    expect(state.speech).toMatchObject({ speechId: 'sa', link: 'asking', graceEndsAtMs: null });
  });

  it('[LINK-3] is refused in order', () => {
    for (const by of others) given(live).when(endGrace, by).refused('conductor-only');
    given(live).when(endGrace, conductor).refused('speech-over');
    for (const history of [aSpeaks, asking]) given(history).when(endGrace, conductor, OVER_MS).refused('link-not-lost');
    given(inGrace)
      .when(endGrace, conductor, OVER_MS - 1)
      .refused('grace-not-over');
  });

  it('[LINK-4] the chair keeps the floor for another grace, counted from now', () => {
    for (const history of [inGrace, asking]) {
      given(history)
        .when(keep, chair, T0_MS + 9_000)
        .then({ ...lost, graceEndsAtMs: T0_MS + 9_000 + SETTINGS.graceMs } as ConferenceEvent);
      expect(given(history).when(keep, chair).state().speech?.link).toBe('grace');
    }
  });

  it('[LINK-4] is refused in order', () => {
    for (const by of [secretary, operator, conductor, room('a')]) given(live).when(keep, by).refused('chair-only');
    given(live).when(keep, chair).refused('speech-over');
    given(aSpeaks).when(keep, chair).refused('link-not-lost');
  });

  it('[LINK-5] a speech the chair ends meanwhile is lost', () => {
    const end: ConferenceEvent = { type: 'SpeechEnded', speechId: 'sa', atMs: T0_MS, reason: 'lost', note: '' };
    for (const history of [inGrace, asking]) {
      given(history).when({ type: 'RevokeFloor', speechId: 'sa', reason: '' }, chair).then(end);
      given(history, asked('b'))
        .when({ type: 'GrantFloor', requestId: 'rb', speechId: 'sb', replaces: 'sa', thenStandby: false }, chair)
        .then(end, speaks('b'));
    }
  });

  it('[LINK-7] does not stop the clock', () => {
    const dueAtMs = T0_MS + SETTINGS.speechMs + 60_000;
    given(asking)
      .when({ type: 'TimeOutSpeech', speechId: 'sa' }, conductor, dueAtMs)
      .then({ type: 'SpeechEnded', speechId: 'sa', atMs: dueAtMs, reason: 'timed-out', note: '' });
  });
});

describe('in a pause', () => {
  it('[LINK-6] the grace is not over', () => {
    given(inGrace, pause)
      .when(endGrace, conductor, OVER_MS + 99_000)
      .refused('grace-not-over');
    expect(graceOverAtMs(stateAfter([...inGrace, pause]))).toBeNull();
    expect(graceOverAtMs(stateAfter(inGrace))).toBe(OVER_MS);
  });

  it('[LINK-6] it moves by the length of the pause', () => {
    const resumed = stateAfter([...inGrace, pause, { type: 'ConferenceResumed', atMs: T0_MS + 65_000 }]);
    expect(resumed.speech).toMatchObject({ graceEndsAtMs: OVER_MS + 60_000, endsAtMs: T0_MS + SETTINGS.speechMs + 60_000 });
  });

  it('[LINK-6] a link lost, or a floor kept, in a pause has its whole grace from the resuming on', () => {
    for (const [history, command, by] of [[aSpeaks, reportLost, conductor] as const, [asking, keep, chair] as const]) {
      const state = given(history, pause)
        .when(command, by, T0_MS + 40_000)
        .state();
      expect(stateAfter([{ type: 'ConferenceResumed', atMs: T0_MS + 65_000 }], state).speech?.graceEndsAtMs).toBe(
        T0_MS + 65_000 + SETTINGS.graceMs,
      );
    }
  });

  it('[LINK-6] a link that returns is up', () => {
    expect(given(inGrace, pause).when(reportReturned, conductor).state().speech?.link).toBe('up');
  });
});
