import { CLOSE_REASONS, type ClientMessage, type ServerMessage } from '@diemcau/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Caller } from './access/caller.ts';
import type { Turn } from './admission/admission-line.ts';
import { ConferenceRoom } from './conference-room.ts';
import { frame, textsIn } from './frame.ts';
import { LiveConference } from './live-conference.ts';
import type { SessionDesk } from './session-desk.ts';
import { Session } from './session.ts';
import { CHAIR, mustGive, openBriefing } from './testing/briefing.ts';
import { createMemoryJournal } from './testing/memory-journal.ts';
import { SILENT_LOG } from './testing/silent-log.ts';

const ROOM: Caller = { kind: 'site', siteId: 'a', deviceId: 'device' };
const HELLO: ClientMessage = { type: 'hello', protocol: 1, audience: 'site' };

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

async function loaded(): Promise<LiveConference> {
  const room = new ConferenceRoom('c', createMemoryJournal());
  await openBriefing(room, ['hall', 'a']);
  return new LiveConference(room);
}

async function openSession(caller = ROOM, stay: 'opening' | 'greeting' = 'greeting') {
  let nowMs = 0;
  const said: ServerMessage[] = [];
  const closes: number[] = [];
  const socket = { buffered: 0 };
  const line = { turns: 0, left: 0, call: (_turn: Turn): void => undefined };
  const desk: SessionDesk = {
    build: 'test',
    nowMs: () => nowMs,
    execute: async () => ({ ok: false, refusal: { code: 'chair-only' } }),
    mediaAccess: async () => ({ up: true, epoch: 'one', token: 'token', iceServers: [] }),
    turn: () => {
      line.turns += 1;
      return new Promise((resolve) => (line.call = resolve));
    },
    leave: () => void (line.left += 1),
    comeBackWithinMs: () => 23_000,
    officerNames: async () => ({}),
    bringUpToDate: () => undefined,
    tune: async () => undefined,
  };
  const transport = {
    send: (bytes: Buffer) => void said.push(...textsIn(bytes).map((text) => JSON.parse(text) as ServerMessage)),
    close: (code: number) => void closes.push(code),
    ping: () => undefined,
    isOpen: () => true,
    bufferedBytes: () => socket.buffered,
  };
  const conference = await loaded();
  const { room } = conference;
  const session = new Session({ transport, caller, desk, log: SILENT_LOG });
  if (stay === 'greeting') session.greet(conference);
  const say = async (...messages: readonly (ClientMessage | string)[]) => {
    for (const message of messages) session.receive(typeof message === 'string' ? message : JSON.stringify(message));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { room, session, said, closes, socket, line, say, pass: (ms: number) => (nowMs += ms) };
}

function expectClosed({ said, closes }: Awaited<ReturnType<typeof openSession>>, reason: keyof typeof CLOSE_REASONS): void {
  expect(said.at(-1)).toEqual({ type: 'closing', reason });
  expect(closes).toEqual([CLOSE_REASONS[reason].code]);
}

test('[HUB-10] hello is answered by welcome and the view; later by every step', async () => {
  const { say, said, room, session } = await openSession();
  expect(session.state).toBe('greeting');
  await say(HELLO);
  expect(session.state).toBe('live');
  await mustGive(room, CHAIR, { type: 'PauseConference' });
  expect(said.map((message) => message.type)).toEqual(['welcome', 'state', 'patch']);
  expect(said[0]).toMatchObject({ actor: { kind: 'site', siteId: 'a' }, build: 'test' });
});

test('[HUB-10] a hello that comes while the conference is being loaded waits for it', async () => {
  const { session, said, say } = await openSession(ROOM, 'opening');
  await say(HELLO);
  expect([session.state, said]).toEqual(['opening', []]);
  session.greet(await loaded());
  await say();
  expect(said.map((message) => message.type)).toEqual(['welcome', 'state']);
});

test('[HUB-11] whoever does not say hello within 5 s, or says something else first, is closed', async () => {
  const silent = await openSession();
  vi.advanceTimersByTime(5_000);
  expectClosed(silent, 'hello-missing');
  const hasty = await openSession();
  await hasty.say({ type: 'ping', n: 1 });
  expectClosed(hasty, 'hello-missing');
});

test.each([
  ['no JSON', 'nonsense', 'bad-message'],
  ['an unknown message', '{"type":"shout"}', 'bad-message'],
  ['a field that is not documented', '{"type":"ping","n":1,"extra":true}', 'bad-message'],
  ['a message longer than a room needs', JSON.stringify({ type: 'ping', n: 1, pad: 'x'.repeat(20_000) }), 'bad-message'],
  ['another protocol', JSON.stringify({ ...HELLO, protocol: 2 }), 'protocol-unsupported'],
  ['another audience than it signed in for', JSON.stringify({ ...HELLO, audience: 'console' }), 'not-allowed'],
] as const)('[HUB-12] a client that speaks wrongly is told once and closed: %s', async (_what, text, reason) => {
  const opened = await openSession();
  await opened.say(text);
  expectClosed(opened, reason);
});

test('[HUB-12] a screen that reports or tunes is closed', async () => {
  const opened = await openSession({ kind: 'screen', deviceId: 'screen' });
  await opened.say({ ...HELLO, audience: 'screen' }, { type: 'watch', session: 'x', siteIds: [] });
  expectClosed(opened, 'bad-message');
});

test('[HUB-13] more than 60 messages at once, or 20 a second for long, are too many', async () => {
  const burst = await openSession();
  await burst.say(HELLO);
  const ping: ClientMessage = { type: 'ping', n: 1 };
  await burst.say(...Array.from({ length: 59 }, () => ping));
  expect(burst.session.state).toBe('live');
  burst.pass(1_000);
  await burst.say(...Array.from({ length: 20 }, () => ping));
  expect(burst.session.state).toBe('live');
  await burst.say(ping);
  expectClosed(burst, 'too-many-messages');
});

test('[HUB-14] a client that does not read, or is silent for 15 s, is closed and may come back', async () => {
  const slow = await openSession();
  await slow.say(HELLO);
  slow.socket.buffered = 5 * 1_048_576;
  await mustGive(slow.room, CHAIR, { type: 'PauseConference' });
  expectClosed(slow, 'too-slow');
  const silent = await openSession();
  await silent.say(HELLO);
  silent.pass(15_000);
  silent.session.beat();
  expect(silent.session.state).toBe('live');
  silent.pass(1);
  silent.session.beat();
  expectClosed(silent, 'too-slow');
  expect(CLOSE_REASONS['too-slow'].retry).toBe(true);
});

test('[HUB-15] a dismissed officer and a dropped room lose their sockets', async () => {
  const officer = await openSession({ kind: 'console', accountId: 'secretary', authSessionId: 'sign-in' });
  await officer.say({ ...HELLO, audience: 'console' });
  await mustGive(officer.room, CHAIR, { type: 'DismissOfficer', accountId: 'secretary' });
  expectClosed(officer, 'access-revoked');
  const dropped = await openSession();
  await dropped.say(HELLO);
  await mustGive(dropped.room, CHAIR, { type: 'DropSite', siteId: 'a' });
  expectClosed(dropped, 'access-revoked');
});

const PHONE: Caller = { kind: 'phone', phoneId: 'phone' };
const NEWS = frame({ type: 'ballots', ballots: [] });

test('[HUB-24] a phone says hello, is told its place, and is welcomed at its turn with what it holds', async () => {
  const phone = await openSession(PHONE);
  await phone.say({ ...HELLO, audience: 'phone' }, { type: 'ping', n: 1 });
  expect([phone.session.state, phone.said]).toEqual(['waiting', []]);
  phone.session.told(120, 3_000);
  vi.advanceTimersByTime(60_000);
  phone.line.call('come-in');
  await phone.say();
  expect(phone.said.map((message) => message.type)).toEqual(['waiting', 'welcome', 'state', 'pong']);
  expect(phone.said[0]).toEqual({ type: 'waiting', place: 120, waitMs: 3_000 });
});

test('[HUB-25] a console, a room and a screen are welcomed without a turn', async () => {
  const others: readonly Caller[] = [
    ROOM,
    { kind: 'console', accountId: 'chair', authSessionId: 'sign-in' },
    { kind: 'screen', deviceId: 'screen' },
  ];
  for (const caller of others) {
    const opened = await openSession(caller);
    await opened.say({ ...HELLO, audience: caller.kind });
    expect([opened.session.state, opened.line.turns]).toEqual(['live', 0]);
  }
});

test('[HUB-26] a phone that goes away while it waits leaves the line; one that finds it full is sent away for a while', async () => {
  const gone = await openSession(PHONE);
  await gone.say({ ...HELLO, audience: 'phone' });
  gone.session.gone();
  expect(gone.line.left).toBe(1);
  gone.line.call('left');
  await gone.say();
  expect(gone.said).toEqual([]);
  const late = await openSession(PHONE);
  await late.say({ ...HELLO, audience: 'phone' });
  late.line.call('full');
  await late.say();
  expect(late.said.at(-1)).toEqual({ type: 'closing', reason: 'line-full', withinMs: 23_000 });
  expect(late.closes).toEqual([4529]);
});

test('[HUB-27] phones that are all sent away are told over what time to come back; a room comes back at once', async () => {
  const phone = await openSession(PHONE);
  phone.session.close('server-restarting');
  expect(phone.said.at(-1)).toEqual({ type: 'closing', reason: 'server-restarting', withinMs: 23_000 });
  const own = await openSession(PHONE);
  own.session.close('too-many-messages');
  expect(own.said.at(-1)).toEqual({ type: 'closing', reason: 'too-many-messages' });
  const room = await openSession();
  room.session.close('server-restarting');
  expectClosed(room, 'server-restarting');
});

test('[ABUSE-2] a client that reads nothing is closed after 30 s, whatever it still sends; a slow line that takes a little is not', async () => {
  const deaf = await openSession(PHONE);
  deaf.socket.buffered = 500;
  const slow = await openSession(PHONE);
  for (let beats = 0; beats < 7; beats += 1) {
    slow.session.sendBytes(NEWS);
    slow.socket.buffered += NEWS.length - 1;
    for (const { session, pass } of [deaf, slow]) {
      pass(5_000);
      session.heard();
      session.beat();
    }
  }
  expectClosed(deaf, 'too-slow');
  expect(slow.session.state).toBe('greeting');
});

test('[ABUSE-2] a phone that reads nothing is closed once a mebibyte waits for it', async () => {
  const phone = await openSession(PHONE);
  phone.socket.buffered = 1_048_577;
  phone.session.sendBytes(NEWS);
  expectClosed(phone, 'too-slow');
});

test.each([
  ['negative', -1],
  ['a fraction', 1.5],
  ['beyond what is exact', 2 ** 53],
  ['no number', 'x'],
])('[ABUSE-4] a forged version that cannot be one is refused: %s', async (_what, version) => {
  const opened = await openSession(PHONE);
  await opened.say(JSON.stringify({ ...HELLO, audience: 'phone', have: { version, build: 'test' } }));
  expectClosed(opened, 'bad-message');
});

test.each([
  ['ahead of the conference', { version: 9_000_000, build: 'test' }],
  ['of another build', { version: 3, build: 'forged' }],
  ['of long ago', { version: 0, build: 'test' }],
])('[ABUSE-4] a forged version gets the whole view: %s', async (_what, have) => {
  const opened = await openSession(PHONE);
  await opened.say({ ...HELLO, audience: 'phone', have });
  opened.line.call('come-in');
  await opened.say();
  expect(opened.said.map((message) => message.type)).toEqual(['welcome', 'state']);
  await mustGive(opened.room, CHAIR, { type: 'PauseConference' });
  expect(opened.said.at(-1)).toMatchObject({ type: 'patch', from: (opened.said[1] as { version: number }).version });
});
