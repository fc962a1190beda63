import { CLOSE_REASONS, type ClientMessage, type ServerMessage } from '@diemcau/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Caller } from './access/caller.ts';
import { ConferenceRoom } from './conference-room.ts';
import { textsIn } from './frame.ts';
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
  const desk: SessionDesk = {
    build: 'test',
    nowMs: () => nowMs,
    execute: async () => ({ ok: false, refusal: { code: 'chair-only' } }),
    mediaAccess: async () => ({ up: true, epoch: 'one', token: 'token', iceServers: [] }),
    officerNames: async () => ({}),
    bringUpToDate: () => undefined,
    tune: async () => undefined,
  };
  const transport = {
    send: (bytes: Buffer) => void said.push(...textsIn(bytes).map((text) => JSON.parse(text) as ServerMessage)),
    close: (code: number) => void closes.push(code),
    ping: () => undefined,
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
  return { room, session, said, closes, socket, say, pass: (ms: number) => (nowMs += ms) };
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
