import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CLOSE_REASONS, type ClientMessage, type CloseReason, type ConferenceState, type ServerMessage } from '@diemcau/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { LiveSocket } from './live-socket.ts';
import { sampleView } from './sample-view.ts';

const VIEW: ConferenceState = { ...sampleView(), phase: 'scheduled' };

/** A server that says what a test writes, on a real socket. */
let server: WebSocketServer;
let client: LiveSocket;
let ended: CloseReason[];
const connections: WebSocket[] = [];
const heard: ClientMessage[] = [];

beforeEach(async () => {
  heard.length = 0;
  connections.length = 0;
  ended = [];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    connections.push(socket);
    socket.on('message', (text: Buffer) => heard.push(JSON.parse(text.toString()) as ClientMessage));
  });
  await once(server, 'listening');
  client = new LiveSocket({
    address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    headers: {},
    audience: 'site',
    // The shortest wait the protocol allows.
    random: () => 0,
    onMessage: () => undefined,
    onEnd: (reason) => ended.push(reason),
  });
  await welcome();
});
afterEach(() => {
  client.close();
  server.close();
  for (const socket of connections) socket.terminate();
});

function say(message: ServerMessage): void {
  connections.at(-1)!.send(JSON.stringify(message));
}

/** Waits for the hello that is next and greets. */
async function welcome(helloCount = 1): Promise<void> {
  await expect.poll(() => heard.filter(({ type }) => type === 'hello').length).toBe(helloCount);
  const media = { up: false, epoch: '', token: '', iceServers: [] };
  say({ type: 'welcome', protocol: 1, build: 'b', audience: 'site', actor: null, serverTimeMs: 0, media });
}

const hellos = () => heard.filter((message) => message.type === 'hello');
const commands = () => heard.filter((message) => message.type === 'command');

test('[SIM-17] it keeps a copy of the view, and comes back after a cut with what it holds', async () => {
  say({ type: 'state', version: 4, view: VIEW });
  say({ type: 'patch', from: 4, version: 5, edits: [{ type: 'update', path: '/phase', value: 'live' }] });
  await expect.poll(() => client.version).toBe(5);
  expect(client.view?.phase).toBe('live');
  connections.at(-1)!.terminate();
  await welcome(2);
  expect(hellos()).toEqual([
    { type: 'hello', protocol: 1, audience: 'site' },
    { type: 'hello', protocol: 1, audience: 'site', have: { version: 5, build: 'b' } },
  ]);
});

test('[SIM-17] a patch that does not fit makes it begin anew on the same socket, and what belongs to the old copy is left aside', async () => {
  say({ type: 'state', version: 4, view: VIEW });
  say({ type: 'patch', from: 7, version: 8, edits: [] });
  say({ type: 'patch', from: 8, version: 9, edits: [] });
  await welcome(2);
  say({ type: 'state', version: 9, view: { ...VIEW, title: 'Mới' } });
  await expect.poll(() => client.view?.title).toBe('Mới');
  expect(hellos()).toHaveLength(2);
  expect(hellos()[1]).not.toHaveProperty('have');
  expect(connections).toHaveLength(1);
});

test('[SIM-17] a command is repeated under its id until it is answered, over a cut too', async () => {
  const answer = client.command('k1', { type: 'OpenConference' });
  await expect.poll(() => commands().length).toBe(1);
  say({ type: 'answer', commandId: 'k1', ok: false, tryAgain: true, faultId: 'f' });
  await expect.poll(() => commands().length).toBe(2);
  connections.at(-1)!.terminate();
  await welcome(2);
  await expect.poll(() => commands().length).toBe(3);
  expect(new Set(commands().map(({ commandId }) => commandId))).toEqual(new Set(['k1']));
  say({ type: 'answer', commandId: 'k1', ok: true, version: 6 });
  expect(await answer).toEqual({ ok: true, version: 6 });
});

test('[SIM-17] a refusal is an answer; closing answers what is still open', async () => {
  const refused = client.command('k1', { type: 'OpenConference' });
  const open = client.command('k2', { type: 'OpenConference' });
  say({ type: 'answer', commandId: 'k1', ok: false, refusal: { code: 'chair-only' } });
  expect(await refused).toEqual({ ok: false, refusal: { code: 'chair-only' } });
  client.close();
  expect(await open).toEqual({ ok: false, refusal: null });
});

test.each([
  ['taken-over', 1],
  ['too-slow', 2],
] as const)('[SIM-17] closed as %s it connects %i times', async (reason, times) => {
  connections.at(-1)!.close(CLOSE_REASONS[reason].code, reason);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(connections).toHaveLength(times);
  expect(ended).toEqual(times === 1 ? [reason] : []);
});
