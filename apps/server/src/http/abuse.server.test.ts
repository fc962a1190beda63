import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { LiveClient } from '../../test/live-client.ts';
import { ask, joinRoom, openConsole, openRoom, signIn } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { ensurePhonePage, setPublic } from '../attendance/phone-pages.ts';
import type { CreatedConference } from '../hub/create-conference.ts';

const CROWD = fileURLToPath(new URL('../../test/silent-crowd.ts', import.meta.url));
const PATIENT = { timeout: 30_000, interval: 200 };

let workers: WorkersUnderTest;
let url: string;
let conference: CreatedConference;
let phones: string;
let code: string;
const ends: (() => void)[] = [];

beforeAll(async () => {
  workers = await startWorkers(1);
  url = workers.urls[0]!;
  conference = await workers.createConference({ reusableLinks: true });
  ({ code } = await ensurePhonePage(workers.database.pool, conference.conferenceId));
  await setPublic(workers.database.pool, conference.conferenceId, true);
  phones = `${url}/api/v1/conferences/${conference.conferenceId}/live?as=phone`;
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
});
afterAll(() => workers.close());

function openPhone(headers: Readonly<Record<string, string>> = {}): Promise<LiveClient> {
  return LiveClient.open({ url: phones, headers, audience: 'phone' });
}

async function metric(name: string): Promise<number> {
  const { text } = await ask(`${url}/metrics`);
  return Number(new RegExp(`^diemcau_${name}\\{.*\\} (\\d+)$`, 'm').exec(text)?.[1]);
}

async function tellOf(crowd: ChildProcess): Promise<{ opened: number; closed: number }> {
  crowd.send('tell');
  const [told] = (await once(crowd, 'message')) as [{ opened: number; closed: number }];
  return told;
}

test('[ABUSE-1] abuse: 10,000 half-open sockets are cut down to 4,000, the oldest first, and a desk, a room and a phone get in meanwhile', async () => {
  const crowd = fork(CROWD, [new URL(url).port, '10000'], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  ends.push(() => crowd.kill());
  await once(crowd, 'message');
  const desk = await openConsole(url, conference);
  const room = await openRoom(url, conference.conferenceId, 'a', await joinRoom(url, conference, 'a'));
  const phone = await openPhone();
  const commandAnswer = await desk.client.command({ type: 'OpenConference' });
  expect(commandAnswer.ok).toBe(true);
  for (const client of [room, phone]) await client.until((view) => view.phase === 'live');
  await expect.poll(() => tellOf(crowd).then(({ opened, closed }) => opened - closed), PATIENT).toBeLessThanOrEqual(4_000);
  expect(await metric('silent_connections')).toBeLessThanOrEqual(4_000);
  expect(await metric('silent_connections_dropped')).toBeGreaterThanOrEqual(6_000);
  for (const client of [desk.client, room, phone]) client.close();
});

test('[ABUSE-2] abuse: a client that never reads is told to go, and a phone and a desk have every step in time', async () => {
  const own = await workers.createConference();
  await ensurePhonePage(workers.database.pool, own.conferenceId);
  await setPublic(workers.database.pool, own.conferenceId, true);
  const { client: desk } = await openConsole(url, own, 2);
  const phone = await LiveClient.open({
    url: `${url}/api/v1/conferences/${own.conferenceId}/live?as=phone`,
    headers: {},
    audience: 'phone',
  });
  await openDeafConsole(own);
  const before = await metric('sockets');
  // More than the systems of both ends keep for one connection, some ten megabytes.
  for (let round = 0; round < 60 && (await metric('sockets')) === before; round += 1) {
    const items = longAgenda(String(round));
    // The clock stands still otherwise, and a desk may send twenty messages a second.
    workers.clock.nowMs += 100;
    expect(await desk.command({ type: 'PlanAgenda', items })).toMatchObject({ ok: true });
    await phone.until((view) => view.agendaItems['i0']?.title === items[0]!.title);
  }
  // Who does not answer the close frame is cut off some seconds later.
  await expect.poll(() => metric('sockets')).toBe(before - 1);
  for (const client of [desk, phone]) client.close();
}, 120_000);

/** Everything in it differs from one round to the next: 400 kB. */
function longAgenda(round: string) {
  return Array.from({ length: 200 }, (_, item) => ({
    itemId: `i${item}`,
    kind: 'report' as const,
    title: `Báo cáo ${round}`,
    presenterUnitId: null,
    presenterSiteId: null,
    plannedMs: 600_000,
    speechMs: null,
    notes: `${round} `.repeat(1_000).slice(0, 1_990).trim(),
  }));
}

/** Says hello and takes no further byte from the system. */
async function openDeafConsole({ conferenceId, officers }: CreatedConference): Promise<void> {
  const headers = await signIn(url, officers[0]!.signInToken);
  const ws = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v1/conferences/${conferenceId}/live?as=console`, { headers });
  ws.on('error', () => undefined);
  await once(ws, 'open');
  ws.send(JSON.stringify({ type: 'hello', protocol: 1, audience: 'console' }));
  await once(ws, 'message');
  ws.pause();
  ends.push(() => ws.terminate());
}

test.each(['console', 'site', 'screen', 'phone'])('[ABUSE-3] abuse: a message of 10 MB ends the socket with 1009: %s', async (as) => {
  const other = await openPhone();
  const ws = new WebSocket(`${phones.replace(/^http/, 'ws').replace('as=phone', `as=${as}&site=b`)}`, { headers: await headersOf(as) });
  ws.on('error', () => undefined);
  await once(ws, 'open');
  ws.send('x'.repeat(10_000_000));
  const [closeCode] = (await once(ws, 'close')) as [number];
  expect(closeCode).toBe(1009);
  other.say({ type: 'ping', n: 3 });
  expect(await other.heard('pong')).toMatchObject({ n: 3 });
  other.close();
});

async function headersOf(as: string): Promise<Readonly<Record<string, string>>> {
  if (as === 'site') return joinRoom(url, conference, 'b');
  if (as === 'phone') return {};
  if (as === 'console') return signIn(url, conference.officers[1]!.signInToken);
  const joined = await ask(`${url}/api/v1/screen-sessions`, { method: 'POST', json: { token: conference.screenToken } });
  return { authorization: `Bearer ${String(joined.body['deviceToken'])}` };
}

test.each([
  ['/api/v1/session', 10_000_000],
  ['/api/v1/phones/CODE/check-ins', 10_000_000],
  ['/api/v1/phones/CODE/check-ins', 20_000],
])('[ABUSE-3] abuse: over HTTP it is 413 before it is read: %s, %i bytes', async (path, bytes) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  ends.push(() => socket.destroy());
  const head = [
    `POST ${path.replace('CODE', code)} HTTP/1.1`,
    'Host: x',
    'Content-Type: application/json',
    'Idempotency-Key: one',
    `Content-Length: ${bytes}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n{"x":"`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
});

test('[ABUSE-4] abuse: a forged version gets the present view, whatever it says', async () => {
  for (const version of [0, 1, 9_007_199_254_740_991]) {
    const client = new LiveClient(phones, {});
    const honest = await openPhone();
    const { build } = await honest.heard('welcome');
    await expect.poll(() => sayHello(client, { version, build }), PATIENT).toBe(true);
    const state = await client.heard('state');
    expect(state.view).toEqual(honest.replica.view);
    for (const one of [client, honest]) one.close();
  }
});

function sayHello(client: LiveClient, have: { readonly version: number; readonly build: string }): boolean {
  try {
    client.say({ type: 'hello', protocol: 1, audience: 'phone', have });
    return true;
  } catch {
    return false;
  }
}

test('[ABUSE-4] abuse: a phone and a room of another conference are refused, with whatever version', async () => {
  const closedOne = await workers.createConference();
  const live = `${url}/api/v1/conferences/${closedOne.conferenceId}/live`;
  const room = await joinRoom(url, conference, 'b');
  const [phone, site] = [new LiveClient(`${live}?as=phone`, room), new LiveClient(`${live}?as=site&site=b`, room)];
  expect(await Promise.all([phone.closed(), site.closed()])).toEqual([4401, 4401]);
});

test('[ABUSE-5] two hundred phones of one room behind one address all get in, beside somebody there who guesses', async () => {
  for (let guess = 0; guess < 15; guess += 1) await ask(`${url}/api/v1/phones/ABCDEFG${2 + (guess % 8)}`);
  const pages = await Promise.all(Array.from({ length: 200 }, () => ask(`${url}/api/v1/phones/${code}`)));
  expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]));
  const clients = await Promise.all(Array.from({ length: 200 }, () => openPhone()));
  expect(clients.every(({ replica }) => replica.view !== null)).toBe(true);
  expect(await metric('phones_admitted')).toBeGreaterThanOrEqual(200);
  for (const client of clients) client.close();
});
