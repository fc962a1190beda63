import type { ServerMessage } from '@diemcau/core';
import { expect, test } from 'vitest';
import type { Caller } from './access/caller.ts';
import { ConferenceRoom } from './conference-room.ts';
import { textsIn } from './frame.ts';
import { LiveConference } from './live-conference.ts';
import { Session } from './session.ts';
import type { SessionDesk } from './session-desk.ts';
import { mustGive, openBriefing, SECRETARY } from './testing/briefing.ts';
import { createMemoryJournal } from './testing/memory-journal.ts';
import { SILENT_LOG } from './testing/silent-log.ts';

const DESK: SessionDesk = {
  build: 'test',
  nowMs: () => 0,
  execute: async () => ({ ok: false, refusal: { code: 'chair-only' } }),
  mediaAccess: async () => ({ up: true, epoch: 'one', token: 'token', iceServers: [] }),
  turn: async () => 'come-in',
  leave: () => undefined,
  comeBackWithinMs: () => 1_000,
  officerNames: async () => ({}),
  bringUpToDate: (session) => session.sendMail(),
  tune: async () => undefined,
};

async function liveBriefing(): Promise<LiveConference> {
  const room = new ConferenceRoom('c', createMemoryJournal());
  await openBriefing(room, ['hall', 'a', 'b']);
  return new LiveConference(room);
}

async function joinAs(conference: LiveConference, caller: Caller): Promise<ServerMessage[]> {
  const said: ServerMessage[] = [];
  const transport = {
    send: (bytes: Buffer) => void said.push(...textsIn(bytes).map((text) => JSON.parse(text) as ServerMessage)),
    close: () => undefined,
    ping: () => undefined,
    isOpen: () => true,
    bufferedBytes: () => 0,
  };
  const session = new Session({ transport, caller, desk: DESK, log: SILENT_LOG });
  session.greet(conference);
  session.receive(JSON.stringify({ type: 'hello', protocol: 1, audience: session.audience }));
  await new Promise((resolve) => setImmediate(resolve));
  return said;
}

function textsOf(said: readonly ServerMessage[]): string[][] {
  return said.flatMap((message) => (message.type === 'mail' ? [message.mail.messages.map(({ text }) => text)] : []));
}

const write = (conference: LiveConference, messageId: string, siteId: string) =>
  mustGive(conference.room, SECRETARY, {
    type: 'SendMessage',
    messageId,
    to: { kind: 'site', siteId },
    text: `to ${siteId}: ${messageId}`,
  });

test('[HUB-22] a message to one room reaches the sockets of that room only', async () => {
  const conference = await liveBriefing();
  const a = await joinAs(conference, { kind: 'site', siteId: 'a', deviceId: 'one' });
  const b = await joinAs(conference, { kind: 'site', siteId: 'b', deviceId: 'two' });
  const screen = await joinAs(conference, { kind: 'screen', deviceId: 'three' });
  await write(conference, 'm1', 'a');
  expect(textsOf(a)).toEqual([[], ['to a: m1']]);
  expect(textsOf(b)).toEqual([[]]);
  expect(textsOf(screen)).toEqual([]);
  expect(JSON.stringify([b, screen])).not.toContain('to a: m1');
});

test('[HUB-23] a socket is sent each message once; a new one is sent all that is kept', async () => {
  const conference = await liveBriefing();
  const first = await joinAs(conference, { kind: 'site', siteId: 'a', deviceId: 'one' });
  await write(conference, 'm1', 'a');
  await write(conference, 'm2', 'a');
  expect(textsOf(first)).toEqual([[], ['to a: m1'], ['to a: m2']]);
  const second = await joinAs(conference, { kind: 'site', siteId: 'a', deviceId: 'one' });
  expect(textsOf(second)).toEqual([['to a: m1', 'to a: m2']]);
});
