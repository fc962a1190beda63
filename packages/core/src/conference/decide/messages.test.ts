import { describe, expect, it } from 'vitest';
import type { ConferenceCommand } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import { mailedSites, mailFor } from '../mail.ts';
import type { Addressee } from '../state.ts';
import { given, stateAfter } from '../testing/given.ts';
import {
  account,
  asked,
  chair,
  closed,
  conductor,
  deputy,
  EVENT_SAMPLES,
  live,
  operator,
  paused,
  prepared,
  room,
  scheduled,
  secretary,
  T0_MS,
} from '../testing/samples.ts';

const toA: Addressee = { kind: 'site', siteId: 'a' };
const toBranch: Addressee = { kind: 'branch', unitId: 'unit-a' };
const toAll: Addressee = { kind: 'all' };
const send = (to: Addressee, text = 'Bật loa'): ConferenceCommand => ({ type: 'SendMessage', messageId: 'm1', to, text });
const sent = (messageId: string, to: Addressee): ConferenceEvent => ({ type: 'MessageSent', messageId, to, text: 'Bật loa', atMs: T0_MS });
const post = (siteId: string | null, text = 'Nghe rõ'): ConferenceCommand => ({ type: 'PostMessage', postId: 'p1', siteId, text });
const posted = (siteId: string | null, postId = 'p1'): ConferenceEvent => ({
  type: 'MessagePosted',
  postId,
  siteId,
  text: 'Nghe rõ',
  atMs: T0_MS,
});
const openChannel: ConferenceCommand = { type: 'OpenChannel' };
const closeChannel: ConferenceCommand = { type: 'CloseChannel' };
const opened: ConferenceEvent = { type: 'ChannelOpened' };
const call = (siteId: string, text = 'Không nghe thấy', kind: 'sound' | 'other' = 'sound'): ConferenceCommand => ({
  type: 'CallForHelp',
  callId: 'h1',
  siteId,
  kind,
  text,
});
const called = EVENT_SAMPLES.HelpCalled;

describe('messages of the bureau', () => {
  it('[MESSAGE-1] go to a room, a branch or all until the closing', () => {
    for (const to of [toA, toBranch, toAll]) given(prepared).when(send(to, ' Bật loa '), secretary).then(sent('m1', to));
    given(paused).when(send(toA), chair).then(sent('m1', toA));
  });

  it('[MESSAGE-1] are refused in order', () => {
    for (const by of [deputy, operator, conductor, room('a')]) given(closed).when(send(toA, ''), by).refused('bureau-only');
    given(closed).when(send(toA, ''), chair).refused('conference-not-running');
    given(live)
      .when(send({ kind: 'site', siteId: 'x' }, ''), chair)
      .refused('site-unknown');
    given(live)
      .when(send({ kind: 'branch', unitId: 'unit-x' }, ''), chair)
      .refused('branch-empty');
    given(live, sent('m1', toA)).when(send(toA, ' '), chair).refused('text-missing');
    given(live, sent('m1', toA)).when(send(toA), chair).refused('message-id-taken');
  });

  it('[MESSAGE-2] reach the rooms they are for as mail, those for all in the view', () => {
    const state = stateAfter([...live, sent('m1', toA), sent('m2', toBranch), sent('m3', toAll)]);
    const ids = (siteId: string, afterNo = 0) => mailFor(state, siteId, afterNo).messages.map((message) => message.messageId);
    expect(['hall', 'a', 'b', 'c', 'toString'].map((siteId) => ids(siteId))).toEqual([[], ['m1', 'm2'], [], ['m2'], []]);
    expect(ids('a', 1)).toEqual(['m2']);
    expect(ids('a', 2)).toEqual([]);
  });

  it('[MESSAGE-3] a step tells whose mail it changed', () => {
    const before = stateAfter(live);
    const changed = (event: ConferenceEvent) => mailedSites(before, stateAfter([event], before));
    expect(changed(sent('m1', toA))).toEqual(['a']);
    expect(changed(sent('m1', toBranch))).toEqual(['a', 'c']);
    expect(changed(sent('m1', toAll))).toEqual([]);
    expect(changed(called)).toEqual(['a']);
    expect(changed(EVENT_SAMPLES.HeadcountReported)).toEqual(['a']);
    expect(changed({ type: 'ConferencePaused', atMs: T0_MS })).toEqual([]);
    expect(mailedSites(null, stateAfter([called], before))).toEqual(['a']);
  });

  it('[MESSAGE-4] the newest 500 messages and 200 posts are kept, whatever their ids look like', () => {
    const many = Array.from({ length: 501 }, (_, place) => sent(String(501 - place), toA));
    const state = stateAfter([...live, ...many]);
    expect(Object.keys(state.messages)).toHaveLength(500);
    expect(state.messages['501']).toBeUndefined();
    expect(state.messages['1']?.no).toBe(501);
    const posts = stateAfter([opened, ...Array.from({ length: 201 }, (_, place) => posted('a', `p${place}`))], state).posts;
    expect(Object.keys(posts)).toHaveLength(200);
    expect(posts['p0']).toBeUndefined();
  });
});

describe('the channel of all rooms', () => {
  it('[MESSAGE-5] is closed until the chair opens it, and ends with the conference', () => {
    expect(stateAfter(live).channelOpen).toBe(false);
    for (const phase of [live, paused]) given(phase).when(openChannel, chair).then(opened);
    given(live, opened).when(openChannel, chair).then();
    given(live, opened).when(closeChannel, chair).then({ type: 'ChannelClosed' });
    given(live).when(closeChannel, chair).then();
    expect(given(live, opened).when(closeChannel, chair).state().channelOpen).toBe(false);
    given(live, opened).when({ type: 'CloseConference' }, chair).then({ type: 'ChannelClosed' }, { type: 'ConferenceClosed', atMs: T0_MS });
  });

  it('[MESSAGE-5] is refused in order', () => {
    for (const command of [openChannel, closeChannel]) {
      for (const by of [secretary, deputy, operator, room('hall')]) given(scheduled).when(command, by).refused('chair-only');
    }
    for (const phase of [scheduled, closed]) given(phase).when(openChannel, chair).refused('conference-not-running');
  });

  it('[MESSAGE-6] while it is open a room writes for itself and the bureau as such', () => {
    given(live, opened).when(post('a', ' Nghe rõ '), room('a')).then(posted('a'));
    for (const by of [chair, secretary]) given(live, opened).when(post(null), by).then(posted(null));
    expect(given(live, opened).when(post('a'), room('a')).state().posts['p1']).toMatchObject({ siteId: 'a', no: 1 });
  });

  it('[MESSAGE-6] is refused in order', () => {
    for (const by of [room('b'), chair, operator]) given(live).when(post('a', ''), by).refused('not-yours');
    for (const by of [room('a'), deputy]) given(live).when(post(null, ''), by).refused('not-yours');
    given(live).when(post('x', ''), room('x')).refused('site-unknown');
    given(live).when(post('a', ''), room('a')).refused('channel-closed');
    given(live, opened, posted('b')).when(post('a', ' '), room('a')).refused('text-missing');
    given(live, opened, posted('b')).when(post('a'), room('a')).refused('message-id-taken');
  });
});

describe('calls for help', () => {
  it('[MESSAGE-7] a room says what is wrong, or the bureau for it', () => {
    for (const by of [room('a'), chair, secretary]) given(scheduled).when(call('a'), by).then(called);
    const again = given(live, called, EVENT_SAMPLES.HelpAcknowledged)
      .when({ ...call('a', 'Mất hình'), callId: 'h2' } as ConferenceCommand, room('a'), T0_MS + 9)
      .state();
    expect(again.helpCalls).toEqual({
      a: { callId: 'h2', siteId: 'a', kind: 'sound', text: 'Mất hình', calledAtMs: T0_MS, acknowledgedAtMs: null },
    });
  });

  it('[MESSAGE-7] is refused in order', () => {
    for (const by of [room('b'), deputy, operator]) given(closed).when(call('a'), by).refused('not-yours');
    given(closed).when(call('x'), room('x')).refused('conference-not-running');
    given(live)
      .when(call('x', '', 'other'), room('x'))
      .refused('site-unknown');
    given(live)
      .when(call('a', ' ', 'other'), room('a'))
      .refused('text-missing');
    given(live)
      .when(call('a', ''), room('a'))
      .then({ ...called, text: '' });
  });

  it('[MESSAGE-8] the bureau takes a call up and closes it', () => {
    const take: ConferenceCommand = { type: 'AcknowledgeHelp', callId: 'h1' };
    const close: ConferenceCommand = { type: 'CloseHelp', callId: 'h1', note: ' Đã đổi loa ' };
    given(live, called).when(take, secretary).then(EVENT_SAMPLES.HelpAcknowledged);
    given(live, called, EVENT_SAMPLES.HelpAcknowledged).when(take, chair).then();
    given(closed.slice(0, -1), called, { type: 'ConferenceClosed', atMs: T0_MS }).when(close, secretary).then(EVENT_SAMPLES.HelpClosed);
    const state = given(live, called)
      .when(close, chair, T0_MS + 5)
      .state();
    const technician = account('technician');
    const appointed = { type: 'OfficerAppointed', accountId: 'technician', roles: ['technician'] } as const;
    given(live, appointed, called).when(take, technician).then(EVENT_SAMPLES.HelpAcknowledged);
    given(live, appointed, asked('a')).when({ type: 'PutOnStandby', requestId: 'ra' }, technician).refused('bureau-only');
    expect(state.helpCalls).toEqual({});
    expect(state.pastHelpCalls['h1']).toMatchObject({ siteId: 'a', note: 'Đã đổi loa', closedAtMs: T0_MS + 5 });
    for (const command of [take, close]) {
      for (const by of [room('a'), deputy, operator]) given(live).when(command, by).refused('bureau-only');
      given(live).when(command, chair).refused('help-gone');
    }
  });

  it('[MESSAGE-9] a room withdraws its own call', () => {
    const withdraw: ConferenceCommand = { type: 'WithdrawHelp', siteId: 'a' };
    given(live, called)
      .when(withdraw, room('a'))
      .then({ ...EVENT_SAMPLES.HelpClosed, note: '' });
    given(live).when(withdraw, room('a')).then();
    for (const by of [room('b'), chair, secretary]) given(live, called).when(withdraw, by).refused('not-yours');
    expect(mailFor(stateAfter([...live, called]), 'a').helpCall?.callId).toBe('h1');
    expect(mailFor(stateAfter([...live, called]), 'b').helpCall).toBeNull();
  });
});
