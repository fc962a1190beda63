import { describe, expect, it } from 'vitest';
import type { ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import { given, stateAfter } from '../testing/given.ts';
import {
  asked,
  aSpeaks,
  chair,
  closed,
  conductor,
  deputy,
  live,
  onStandby,
  operator,
  paused,
  room,
  scheduled,
  secretary,
  stranger,
  T0_MS,
} from '../testing/samples.ts';

function request(siteId: string, change: Partial<Extract<ConferenceCommand, { type: 'RequestFloor' }>> = {}): ConferenceCommand {
  return { type: 'RequestFloor', requestId: `r${siteId}`, siteId, kind: 'speech', subject: `Về việc ${siteId}`, ...change };
}
const withdraw = (requestId: string): ConferenceCommand => ({ type: 'WithdrawRequest', requestId });
const decline = (requestId: string, reason = ''): ConferenceCommand => ({ type: 'DeclineRequest', requestId, reason });
const order = (...requestIds: readonly string[]): ConferenceCommand => ({ type: 'OrderQueue', requestIds: [...requestIds] });
const standby = (requestId: string): ConferenceCommand => ({ type: 'PutOnStandby', requestId });
const cancel = (requestId: string): ConferenceCommand => ({ type: 'CancelStandby', requestId });
const ready = (requestId: string, camera = true, microphone = true): ConferenceCommand => ({
  type: 'ConfirmReady',
  requestId,
  camera,
  microphone,
});
const outsiders = [deputy, stranger, conductor, operator];

describe('requests', () => {
  it('[FLOOR-1] a site asks for itself, the hall too, the bureau for any site', () => {
    given(live).when(request('a'), room('a')).then(asked('a'));
    given(live).when(request('hall'), room('hall')).then(asked('hall'));
    for (const by of [chair, secretary]) given(live).when(request('b'), by).then(asked('b'));
  });

  it('[FLOOR-1] the subject is kept without the space around it', () => {
    given(live)
      .when(request('a', { subject: '  Về việc a\n' }), room('a'))
      .then(asked('a'));
  });

  it('[FLOOR-2] is refused in order', () => {
    const blank = request('x', { subject: ' ' });
    for (const by of [...outsiders, room('a'), room('hall')]) given(closed).when(blank, by).refused('not-yours');
    for (const phase of [scheduled, paused, closed]) given(phase).when(blank, chair).refused('conference-not-live');
    given(live).when(blank, room('x')).refused('site-unknown');
    given(live, asked('a'))
      .when(request('a', { subject: ' ' }), room('a'))
      .refused('request-already-open');
    given(live)
      .when(request('a', { subject: ' ' }), room('a'))
      .refused('subject-missing');
  });

  it('[FLOOR-3] one open request per site, be it queued, on standby or speaking', () => {
    const again = request('a', { requestId: 'other', kind: 'point-of-order' });
    for (const history of [[...live, asked('a')], [...live, asked('a'), onStandby('a')], aSpeaks]) {
      given(history).when(again, room('a')).refused('request-already-open');
    }
    given(live, asked('a'))
      .when(request('b', { requestId: 'ra' }), room('b'))
      .refused('request-already-open');
  });

  it('[LIFE-16] a request may be called toString', () => {
    given(live).when(withdraw('toString'), chair).refused('request-gone');
    given(live).when(decline('valueOf'), chair).refused('request-gone');
    const event = { ...asked('a'), requestId: 'toString' } as ConferenceEvent;
    given(live)
      .when(request('a', { requestId: 'toString' }), room('a'))
      .then(event);
    expect(stateAfter([...live, event]).queue).toEqual(['toString']);
  });

  it('[FLOOR-5] the site or the bureau withdraws, in any phase', () => {
    for (const by of [room('a'), chair, secretary])
      given(live, asked('a')).when(withdraw('ra'), by).then({ type: 'RequestWithdrawn', requestId: 'ra' });
    const waits: ConferenceEvent[] = [...live, asked('a'), onStandby('a'), { type: 'ConferencePaused', atMs: T0_MS }];
    expect(given(waits).when(withdraw('ra'), room('a')).state()).toMatchObject({ requests: {}, queue: [], standby: null });
  });

  it('[FLOOR-5] is refused in order', () => {
    for (const by of [...outsiders, room('b')]) given(aSpeaks).when(withdraw('ra'), by).refused('not-yours');
    given(aSpeaks).when(withdraw('ra'), room('a')).refused('request-gone');
    given(live).when(withdraw('ra'), room('a')).refused('request-gone');
  });

  it('[FLOOR-6] the chair declines, from the queue or from standby', () => {
    given(live, asked('a')).when(decline('ra', ' Hết giờ '), chair).then({ type: 'RequestDeclined', requestId: 'ra', reason: 'Hết giờ' });
    expect(given(live, asked('a'), asked('b'), onStandby('a')).when(decline('ra'), chair).state()).toMatchObject({
      queue: ['rb'],
      standby: null,
    });
  });

  it('[FLOOR-6] is refused in order', () => {
    for (const by of [...outsiders, secretary, room('a')]) given(live).when(decline('ra'), by).refused('chair-only');
    given(live).when(decline('ra'), chair).refused('request-gone');
    given(aSpeaks).when(decline('ra'), chair).refused('request-gone');
  });
});

describe('the queue', () => {
  const queueOf = (...events: readonly ConferenceEvent[]) => stateAfter([...live, ...events]).queue;

  it('[FLOOR-4] ordinary requests wait in the order they came', () => {
    expect(queueOf(asked('b'), asked('a'), asked('hall'))).toEqual(['rb', 'ra', 'rhall']);
  });

  it('[FLOOR-4] points of order stand before them, in the order they were raised', () => {
    expect(queueOf(asked('a'), asked('b', 'point-of-order'), asked('c', 'point-of-order'))).toEqual(['rb', 'rc', 'ra']);
  });

  it('[FLOOR-4] what was put before a point of order by hand stays there', () => {
    const byHand: ConferenceEvent = { type: 'QueueOrdered', requestIds: ['ra', 'rb'] };
    expect(queueOf(asked('a'), asked('b', 'point-of-order'), byHand, asked('c', 'point-of-order'))).toEqual(['ra', 'rb', 'rc']);
  });

  it('[FLOOR-7] the bureau orders it', () => {
    const three = given(live, asked('a'), asked('b'), asked('c'));
    for (const by of [chair, secretary])
      three.when(order('rc', 'ra', 'rb'), by).then({ type: 'QueueOrdered', requestIds: ['rc', 'ra', 'rb'] });
    three.when(order('ra', 'rb', 'rc'), chair).then();
    expect(three.when(order('rc', 'ra', 'rb'), chair).state().queue).toEqual(['rc', 'ra', 'rb']);
  });

  it('[FLOOR-7] is refused in order', () => {
    const two = given(live, asked('a'), asked('b'));
    for (const by of [...outsiders, room('a')]) two.when(order('x'), by).refused('bureau-only');
    for (const ids of [['ra'], ['ra', 'rb', 'rc'], ['ra', 'ra'], ['ra', 'rc'], []])
      two.when(order(...ids), secretary).refused('queue-changed');
  });
});

describe('standby', () => {
  it('[FLOOR-8] the bureau calls a request out of the queue', () => {
    for (const by of [chair, secretary]) given(live, asked('a'), asked('b')).when(standby('rb'), by).then(onStandby('b'));
    const state = given(live, asked('a'), asked('b')).when(standby('rb'), secretary).state();
    expect(state).toMatchObject({ queue: ['ra'], standby: { requestId: 'rb', sinceMs: T0_MS, check: null } });
  });

  it('[FLOOR-8] is refused in order', () => {
    for (const by of [...outsiders, room('a')]) given(closed).when(standby('x'), by).refused('bureau-only');
    for (const phase of [scheduled, paused, closed]) given(phase).when(standby('x'), chair).refused('conference-not-live');
    given(live).when(standby('ra'), chair).refused('request-gone');
    given(aSpeaks).when(standby('ra'), chair).refused('request-gone');
    given(live, asked('a'), onStandby('a')).when(standby('ra'), chair).then();
  });

  it('[FLOOR-9] the first goes back to the head when another is called', () => {
    const history = given(live, asked('a'), asked('b'), asked('c'), onStandby('b'));
    history.when(standby('rc'), chair).then({ type: 'StandbyEnded', requestId: 'rb' }, onStandby('c'));
    expect(history.when(standby('rc'), chair).state()).toMatchObject({ queue: ['rb', 'ra'], standby: { requestId: 'rc' } });
  });

  it('[FLOOR-9] an ordinary one lets the points of order go first', () => {
    const points = [asked('b', 'point-of-order'), asked('c', 'point-of-order')];
    const state = given(live, asked('a'), asked('hall'), onStandby('a'), ...points)
      .when(standby('rb'), chair)
      .state();
    expect(state.queue).toEqual(['rc', 'ra', 'rhall']);
    const back = given(live, asked('a'), ...points, onStandby('c'))
      .when(cancel('rc'), chair)
      .state();
    expect(back.queue).toEqual(['rc', 'rb', 'ra']);
  });

  it('[FLOOR-10] the bureau sends the request back, also in a pause', () => {
    const waits: ConferenceEvent[] = [...live, asked('a'), onStandby('a')];
    for (const by of [chair, secretary]) given(waits).when(cancel('ra'), by).then({ type: 'StandbyEnded', requestId: 'ra' });
    expect(given(waits, { type: 'ConferencePaused', atMs: T0_MS }).when(cancel('ra'), chair).state()).toMatchObject({
      queue: ['ra'],
      standby: null,
    });
  });

  it('[FLOOR-10] is refused in order', () => {
    for (const by of [...outsiders, room('a')]) given(live).when(cancel('ra'), by).refused('bureau-only');
    given(live, asked('a'), asked('b'), onStandby('b')).when(cancel('ra'), chair).refused('request-not-standby');
    given(live, asked('a')).when(cancel('ra'), chair).refused('request-not-standby');
  });

  it('[FLOOR-11] the room itself says whether its devices work', () => {
    const waits: ConferenceEvent[] = [...live, asked('a'), onStandby('a')];
    const checked: ConferenceEvent = { type: 'StandbyChecked', requestId: 'ra', check: { camera: true, microphone: false } };
    given(waits)
      .when(ready('ra', true, false), room('a'))
      .then(checked);
    given(waits, checked)
      .when(ready('ra', true, false), room('a'))
      .then();
    given(waits, checked)
      .when(ready('ra'), room('a'))
      .then({ ...checked, check: { camera: true, microphone: true } });
    expect(
      given(waits)
        .when(ready('ra', true, false), room('a'))
        .state().standby?.check,
    ).toEqual({ camera: true, microphone: false });
  });

  it('[FLOOR-11] another standby begins without a check', () => {
    const checked: ConferenceEvent = { type: 'StandbyChecked', requestId: 'ra', check: { camera: true, microphone: true } };
    const state = given(live, asked('a'), asked('b'), onStandby('a'), checked).when(standby('rb'), chair).state();
    expect(state.standby).toEqual({ requestId: 'rb', sinceMs: T0_MS, check: null });
  });

  it('[FLOOR-11] is refused in order', () => {
    given(live, asked('a')).when(ready('ra'), chair).refused('request-not-standby');
    for (const by of [chair, secretary, conductor, room('b')])
      given(live, asked('a'), onStandby('a')).when(ready('ra'), by).refused('not-yours');
  });
});
