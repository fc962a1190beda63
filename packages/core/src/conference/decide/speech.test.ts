import { describe, expect, it } from 'vitest';
import type { CommandOf, ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import { given, stateAfter } from '../testing/given.ts';
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
  room,
  scheduled,
  secretary,
  SETTINGS,
  speaks,
  stranger,
  T0_MS,
} from '../testing/samples.ts';
import { timeOutAtMs } from './speech.ts';

function grant(siteId: string, change: Partial<CommandOf<'GrantFloor'>> = {}): ConferenceCommand {
  return { type: 'GrantFloor', requestId: `r${siteId}`, speechId: `s${siteId}`, replaces: null, thenStandby: false, ...change };
}
const yieldFloor = (speechId: string): ConferenceCommand => ({ type: 'YieldFloor', speechId });
const revoke = (speechId: string, reason = ''): ConferenceCommand => ({ type: 'RevokeFloor', speechId, reason });
const extend = (speechId: string, byMs: number): ConferenceCommand => ({ type: 'ExtendSpeech', speechId, byMs });
const timeOut = (speechId: string): ConferenceCommand => ({ type: 'TimeOutSpeech', speechId });

type Ended = Extract<ConferenceEvent, { type: 'SpeechEnded' }>;
function ended(reason: Ended['reason'], change: Partial<Ended> = {}): Ended {
  return { type: 'SpeechEnded', speechId: 'sa', atMs: T0_MS, reason, note: '', ...change };
}
const notChair = [secretary, deputy, stranger, operator, conductor, room('a'), room('hall')];
const DUE_MS = T0_MS + SETTINGS.speechMs + (SETTINGS.overrunMs ?? 0);

describe('giving the floor', () => {
  it('[FLOOR-12] to whoever is on standby or in the queue', () => {
    given(live, asked('a'), onStandby('a')).when(grant('a'), chair).then(speaks('a'));
    given(live, asked('b'), asked('a')).when(grant('a'), chair).then(speaks('a'));
    const state = given(live, asked('b'), asked('a'), onStandby('b')).when(grant('b'), chair).state();
    expect(state).toMatchObject({ queue: ['ra'], standby: null, speech: { siteId: 'b', subject: 'Về việc b', link: 'up' } });
  });

  it('[FLOOR-12] is refused in order', () => {
    for (const by of notChair) given(closed).when(grant('x'), by).refused('chair-only');
    for (const phase of [scheduled, paused, closed]) given(phase).when(grant('x'), chair).refused('conference-not-live');
    given(aSpeaks)
      .when(grant('x', { speechId: 'sa' }), chair)
      .refused('floor-already-taken');
    given(aSpeaks)
      .when(grant('x', { speechId: 'sa', replaces: 'sa' }), chair)
      .refused('request-gone');
    given(aSpeaks)
      .when(grant('a', { replaces: 'sa' }), chair)
      .refused('request-gone');
    given(aSpeaks, asked('b'))
      .when(grant('b', { speechId: 'sa', replaces: 'sa' }), chair)
      .refused('speech-id-taken');
  });

  it('[FLOOR-13] the speech before ends with its slides in the same append', () => {
    given(aSpeaks, asked('b'), asked('c'), { type: 'SlidesStarted', siteId: 'a' })
      .when(grant('b', { replaces: 'sa', thenStandby: true }), chair)
      .then(ended('superseded'), { type: 'SlidesStopped' }, speaks('b'), onStandby('c'));
  });

  it('[FLOOR-13] everything has changed with it', () => {
    const state = given(aSpeaks, asked('b'))
      .when(grant('b', { replaces: 'sa' }), chair, T0_MS + 5)
      .state();
    const record = {
      speechId: 'sa',
      siteId: 'a',
      subject: 'Về việc a',
      startedAtMs: T0_MS,
      endedAtMs: T0_MS + 5,
      reason: 'superseded',
      itemId: null,
      pausedMs: 0,
    };
    expect(state.pastSpeeches).toEqual([record]);
    expect(Object.keys(state.requests)).toEqual(['rb']);
    expect(state.speech).toMatchObject({ speechId: 'sb', startedAtMs: T0_MS + 5, endsAtMs: T0_MS + 5 + SETTINGS.speechMs });
  });

  it('[FLOOR-14] calls the next to standby', () => {
    given(live, asked('a'), asked('b'))
      .when(grant('a', { thenStandby: true }), chair)
      .then(speaks('a'), onStandby('b'));
    given(live, asked('a'), asked('b'), onStandby('a'))
      .when(grant('a', { thenStandby: true }), chair)
      .then(speaks('a'), onStandby('b'));
  });

  it('[FLOOR-14] unless another stands by or nobody waits', () => {
    given(live, asked('a'), asked('b'), asked('c'), onStandby('b'))
      .when(grant('a', { thenStandby: true }), chair)
      .then(speaks('a'));
    given(live, asked('a'))
      .when(grant('a', { thenStandby: true }), chair)
      .then(speaks('a'));
  });

  it('[FLOOR-15] while another speech is held it is refused', () => {
    given(aSpeaks, asked('b')).when(grant('b'), chair).refused('floor-already-taken');
    given(aSpeaks, asked('b'))
      .when(grant('b', { replaces: 'older' }), chair)
      .refused('floor-already-taken');
  });

  it('[FLOOR-15] a speech that ended meanwhile is in nobody’s way', () => {
    given(aSpeaks, asked('b'), ended('yielded'))
      .when(grant('b', { replaces: 'sa' }), chair)
      .then(speaks('b'));
  });

  it('[FLOOR-16] a speech id serves once', () => {
    given(aSpeaks, ended('yielded'), asked('b'))
      .when(grant('b', { speechId: 'sa' }), chair)
      .refused('speech-id-taken');
  });

  it('[FLOOR-17] time is that of the settings, or what is given', () => {
    given(live, asked('a')).when(grant('a'), chair).then(speaks('a'));
    given(live, asked('a'))
      .when(grant('a', { allottedMs: 60_000 }), chair)
      .then({ ...speaks('a'), endsAtMs: T0_MS + 60_000 } as ConferenceEvent);
  });

  it('[FLOOR-25] of two consoles at once the second is told what changed', () => {
    const before = [...live, asked('a'), asked('b')];
    given(before).when(grant('a'), chair).then(speaks('a'));
    given(before, speaks('a')).when(grant('b'), chair).refused('floor-already-taken');
    given(before, speaks('a'))
      .when(grant('a', { speechId: 'other' }), chair)
      .refused('floor-already-taken');
  });
});

describe('ending a speech', () => {
  it('[FLOOR-18] the site yields, or the bureau for it', () => {
    for (const by of [room('a'), chair, secretary]) given(aSpeaks).when(yieldFloor('sa'), by).then(ended('yielded'));
  });

  it('[FLOOR-18] is refused in order', () => {
    given(aSpeaks).when(yieldFloor('sb'), room('b')).refused('speech-over');
    for (const by of [room('b'), deputy, operator, conductor]) given(aSpeaks).when(yieldFloor('sa'), by).refused('not-yours');
  });

  it('[FLOOR-19] the chair revokes, with a note', () => {
    given(aSpeaks)
      .when(revoke('sa', ' Quá giờ '), chair)
      .then(ended('revoked', { note: 'Quá giờ' }));
    given(aSpeaks).when(revoke('sa'), chair).then(ended('revoked'));
  });

  it('[FLOOR-19] is refused in order', () => {
    for (const by of notChair) given(aSpeaks).when(revoke('sb'), by).refused('chair-only');
    given(aSpeaks).when(revoke('sb'), chair).refused('speech-over');
    given(live).when(revoke('sa'), chair).refused('speech-over');
  });

  it('[FLOOR-23] leaves a record, and the site may ask again', () => {
    const state = given(aSpeaks)
      .when(yieldFloor('sa'), room('a'), T0_MS + 7)
      .state();
    expect(state).toMatchObject({
      speech: null,
      requests: {},
      pastSpeeches: [{ speechId: 'sa', endedAtMs: T0_MS + 7, reason: 'yielded' }],
    });
    given(aSpeaks, ended('yielded'))
      .when({ type: 'RequestFloor', requestId: 'ra', siteId: 'a', kind: 'speech', subject: 'Về việc a' }, room('a'))
      .then(asked('a'));
  });
});

describe('the clock', () => {
  it('[FLOOR-20] the conductor takes the floor when time and courtesy are over', () => {
    given(aSpeaks)
      .when(timeOut('sa'), conductor, DUE_MS)
      .then(ended('timed-out', { atMs: DUE_MS }));
    expect(timeOutAtMs(stateAfter(aSpeaks))).toBe(DUE_MS);
  });

  it('[FLOOR-20] is refused in order', () => {
    for (const by of [chair, operator, room('a')]) given(aSpeaks).when(timeOut('sb'), by, DUE_MS).refused('conductor-only');
    given(aSpeaks).when(timeOut('sb'), conductor, DUE_MS).refused('speech-over');
    given(aSpeaks)
      .when(timeOut('sa'), conductor, DUE_MS - 1)
      .refused('speech-not-due');
  });

  it('[FLOOR-20] a timer set for an earlier speech takes nothing from the next', () => {
    given(aSpeaks, asked('b'), ended('superseded'), speaks('b')).when(timeOut('sa'), conductor, DUE_MS).refused('speech-over');
  });

  it('[FLOOR-20] not in a pause, and not where the settings leave it to the chair', () => {
    given(aSpeaks, { type: 'ConferencePaused', atMs: T0_MS }).when(timeOut('sa'), conductor, DUE_MS).refused('speech-not-due');
    const patient = [{ ...created, settings: { ...SETTINGS, overrunMs: null } } as ConferenceEvent, ...aSpeaks.slice(1)];
    given(patient)
      .when(timeOut('sa'), conductor, DUE_MS * 2)
      .refused('speech-not-due');
    expect(timeOutAtMs(stateAfter(patient))).toBeNull();
  });

  it('[FLOOR-21] the chair extends from the end, or from now when that is past', () => {
    const endsAtMs = T0_MS + SETTINGS.speechMs;
    given(aSpeaks)
      .when(extend('sa', 60_000), chair)
      .then({ type: 'SpeechExtended', speechId: 'sa', endsAtMs: endsAtMs + 60_000 });
    given(aSpeaks)
      .when(extend('sa', 60_000), chair, endsAtMs + 9)
      .then({ type: 'SpeechExtended', speechId: 'sa', endsAtMs: endsAtMs + 60_009 });
    const longer = given(aSpeaks).when(extend('sa', 60_000), chair).state();
    expect(timeOutAtMs(longer)).toBe(DUE_MS + 60_000);
  });

  it('[FLOOR-21] in a pause from its beginning', () => {
    const late = T0_MS + SETTINGS.speechMs + 5;
    given(aSpeaks, { type: 'ConferencePaused', atMs: late })
      .when(extend('sa', 1_000), chair, late + 99_000)
      .then({ type: 'SpeechExtended', speechId: 'sa', endsAtMs: late + 1_000 });
  });

  it('[FLOOR-21] is refused in order', () => {
    for (const by of notChair) given(live).when(extend('sa', 1_000), by).refused('chair-only');
    given(live).when(extend('sa', 1_000), chair).refused('speech-over');
  });

  it('[FLOOR-22] a pause stops it', () => {
    const pause: ConferenceEvent = { type: 'ConferencePaused', atMs: T0_MS + 1_000 };
    const resumed = stateAfter([...aSpeaks, pause, { type: 'ConferenceResumed', atMs: T0_MS + 91_000 }]);
    expect(resumed.speech?.endsAtMs).toBe(T0_MS + SETTINGS.speechMs + 90_000);
    expect(timeOutAtMs(stateAfter([...aSpeaks, pause]))).toBeNull();
  });

  it('[FLOOR-22] a server clock that was set back takes nothing away', () => {
    const back: ConferenceEvent[] = [
      { type: 'ConferencePaused', atMs: T0_MS + 1_000 },
      { type: 'ConferenceResumed', atMs: T0_MS - 50_000 },
    ];
    expect(stateAfter([...aSpeaks, ...back]).speech?.endsAtMs).toBe(T0_MS + SETTINGS.speechMs);
  });
});
