/**
 * What a room sees on a bad network: real Chromium in a network namespace, over a line that
 * loses, delays and queues packets, to a server behind NAT, and over Debian's coturn where no UDP passes.
 * Needs root, Chromium and coturn.
 *
 *   npm run bench:networks
 *
 * Prints the table of docs/operate.md; its last line is one JSON object. Exits 1 where a room that should have
 * picture or sound has none.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createSfu } from '@diemcau/media';
import { chromium, type Page } from 'playwright-core';
import { BadLine, type Line } from './networks/bad-line.ts';
import { NAT_ADDRESS, Namespace, SERVER_ADDRESS, TURN_ADDRESS } from './networks/namespace.ts';
import { OneToOneNat } from './networks/one-to-one-nat.ts';
import { NETWORKS_PAGE } from './networks/page.ts';

interface Figures {
  readonly state: string;
  readonly relay: string | null;
  readonly frames: number;
  readonly packets: number;
  readonly concealed: number;
  readonly samples: number;
  readonly height: number;
}

/** How long the ladder needs to find its rung on the worst of these lines, and how long is then looked at. */
const SETTLE_MS = 12_000;
const LOOK_MS = 6_000;
const HTTP_PORT = 20_180;
const TURN = { port: 20_178, tlsPort: 20_179, secret: 'for this run only' };
const FLAGS = ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required', '--ignore-certificate-errors'];
const LINES: readonly (readonly [string, Line])[] = [
  ['a good line', {}],
  ['5 % loss', { lossRatio: 0.05 }],
  ['15 % loss', { lossRatio: 0.15 }],
  ['30 % loss', { lossRatio: 0.3 }],
  ['300 ms delay', { delayMs: 150 }],
  ['300 kbit/s', { rateBps: 300_000 }],
];

const namespace = new Namespace();
const plane = await createSfu({ port: 0, bindAddress: SERVER_ADDRESS, maxSessions: 50, relayDoorPort: 0, log: () => undefined });
/** A second server, which only its router's address leads to. */
const hidden = await createSfu({ port: 0, bindAddress: '127.0.0.1', announcedAddress: NAT_ADDRESS, maxSessions: 50, log: () => undefined });
const nats: OneToOneNat[] = [];
/** Rooms that had nothing although they should have. */
const missed: string[] = [];
let rung = '–';
/** The line of the newest viewer; null: it is straight. */
let line: BadLine | null = null;
for (const one of [plane, hidden])
  one.listen((event) => {
    if (event.type === 'stats') rung = event.sessions.findLast((session) => session.role === 'subscribe')?.rung ?? rung;
  });
const pages = createServer((request, response) => {
  if (request.method !== 'POST') return void response.setHeader('content-type', 'text/html').end(NETWORKS_PAGE);
  void answer(request).then((sdp) => response.end(sdp));
}).listen(HTTP_PORT, SERVER_ADDRESS);
for (const one of [plane, hidden]) await one.setBus({ bus: 'floor', source: 'hall', audio: true, revision: 1 });
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: FLAGS });
const room = await chromium.launch({ executablePath: namespace.browserProgram(), args: FLAGS });
let turn: ChildProcess | null = null;
try {
  for (const path of ['/publish', '/hidden/publish']) await (await open(browser)).evaluate(`publish('${path}')`);
  console.log('| Line | Rung | Picture | Sound made up | Connected by |\n|---|---|---|---|---|');
  for (const [name, bad] of LINES) {
    line = await BadLine.open(SERVER_ADDRESS);
    await look(name, () => void (line && (line.line = bad)));
    line.close();
  }
  line = await BadLine.open(SERVER_ADDRESS);
  await cut(line);
  line.close();
  line = null;
  await changedAddress();
  await look('server behind NAT', () => undefined, { path: '/hidden/subscribe' });
  turn = startTurn();
  await pause(1500);
  namespace.dropUdp();
  await look('no UDP, TURN over TCP', () => undefined, { turnUrl: `turn:${TURN_ADDRESS}:${TURN.port}?transport=tcp` });
  await look('no UDP, TURN over TLS', () => undefined, { turnUrl: `turns:${TURN_ADDRESS}:${TURN.tlsPort}?transport=tcp` });
} finally {
  turn?.kill('SIGKILL');
  await Promise.all([browser.close(), room.close()]);
  pages.close();
  for (const nat of nats) nat.close();
  await Promise.all([plane.close(), hidden.close()]);
  namespace.close();
}
console.log(JSON.stringify({ missed, aims: { missed: [] } }));
process.exit(missed.length === 0 ? 0 : 1);

async function open(of: typeof browser): Promise<Page> {
  const page = await (await of.newContext()).newPage();
  await page.goto(`http://${SERVER_ADDRESS}:${HTTP_PORT}/`);
  return page;
}

interface Way {
  readonly path?: string;
  readonly turnUrl?: string;
}

/** A viewer that is connected before the line turns bad, as a room that came in the morning. */
async function look(name: string, spoil: () => void, { path = '/subscribe', turnUrl }: Way = {}): Promise<void> {
  const page = await open(room);
  const servers = turnUrl === undefined ? [] : [{ urls: [turnUrl], ...credentials() }];
  await page.evaluate(`watch('${path}', ${JSON.stringify(servers)}, ${turnUrl !== undefined})`);
  await page.waitForFunction(`figures().then((one) => one.frames > 10)`, null, { timeout: 20_000 }).catch(() => missed.push(name));
  spoil();
  await pause(line === null ? 3000 : SETTLE_MS);
  await row(name, page);
  await page.close();
}

async function row(name: string, page: Page): Promise<void> {
  const before = (await page.evaluate('figures()')) as Figures;
  await pause(LOOK_MS);
  const after = (await page.evaluate('figures()')) as Figures;
  const framesPerSecond = ((after.frames - before.frames) / LOOK_MS) * 1000;
  const concealed = (after.concealed - before.concealed) / Math.max(1, after.samples - before.samples);
  const way = after.relay === null ? (after.state === 'connected' ? 'UDP' : after.state) : `relay over ${after.relay.toUpperCase()}`;
  const picture = framesPerSecond < 1 ? 'none' : `${Math.round(framesPerSecond)} frames/s, ${after.height} lines`;
  if (after.packets === before.packets) missed.push(`${name}: sound`);
  if (rung === 'full' && framesPerSecond < 1) missed.push(`${name}: picture`);
  console.log(`| ${name} | ${rung} | ${picture} | ${Math.round(concealed * 100)} % | ${way} |`);
}

/** 20 s without a packet: the session outlives them (consent ends after 30 s, RFC 7675 §5.1). */
async function cut(over: BadLine): Promise<void> {
  const page = await open(room);
  await page.evaluate(`watch('/subscribe', [], false)`);
  await page.waitForFunction(`figures().then((one) => one.frames > 10)`);
  over.line = { lossRatio: 1 };
  await pause(20_000);
  const { frames } = (await page.evaluate('figures()')) as Figures;
  over.line = {};
  const backMs = await timeUntil(page, `figures().then((one) => one.frames > ${frames})`);
  console.log(`| 20 s cut | ${rung} | back ${backMs} ms after the line | | same session |`);
  await page.close();
}

/** The page opens a new session when the old one is lost, as the product's does. */
async function changedAddress(): Promise<void> {
  const page = await open(room);
  await page.evaluate(`watch('/subscribe', [], false)`);
  await page.waitForFunction(`figures().then((one) => one.frames > 10)`);
  namespace.changeAddress();
  const startedAtMs = performance.now();
  await page.evaluate(`watch('/subscribe', [], false)`);
  const backMs = await timeUntil(page, `figures().then((one) => one.frames > 0)`);
  console.log(`| changed address | ${rung} | back ${Math.round(performance.now() - startedAtMs)} ms after the new offer | | new session |`);
  if (!Number.isFinite(backMs)) throw new Error('the viewer did not come back');
  await page.close();
}

async function timeUntil(page: Page, condition: string): Promise<number> {
  const startedAtMs = performance.now();
  await page.waitForFunction(condition, null, { timeout: 30_000, polling: 20 });
  return Math.round(performance.now() - startedAtMs);
}

function credentials(): { username: string; credential: string } {
  const username = `${Math.floor(Date.now() / 1000) + 600}:bench`;
  return { username, credential: createHmac('sha1', TURN.secret).update(username).digest('base64') };
}

function startTurn(): ChildProcess {
  const fixture = (name: string): string => fileURLToPath(new URL(`../apps/server/test/fixtures/localhost.${name}.pem`, import.meta.url));
  const addresses = ['--listening-ip', TURN_ADDRESS, '--relay-ip', TURN_ADDRESS];
  const ports = ['--listening-port', String(TURN.port), '--tls-listening-port', String(TURN.tlsPort)];
  const secret = ['--use-auth-secret', '--static-auth-secret', TURN.secret, '--realm', 'diemcau'];
  const tls = ['--cert', fixture('cert'), '--pkey', fixture('key')];
  return spawn('turnserver', ['-n', '--no-cli', '--log-file', 'stdout', ...addresses, ...ports, ...secret, ...tls], { stdio: 'ignore' });
}

async function answer(request: IncomingMessage): Promise<string> {
  let sdp = '';
  for await (const chunk of request) sdp += String(chunk);
  const to = request.url?.startsWith('/hidden/') ? hidden : plane;
  if (request.url?.endsWith('/publish')) return (await to.publish({ endpoint: 'hall', sdp })).sdp;
  const feeds = [{ name: 'floor', bus: 'floor', audio: true }];
  const answered = (await to.subscribe({ sdp, feeds, ownEndpoints: [], label: 'room' })).sdp;
  const port = Number(/^a=candidate:.* (\d+) typ host/m.exec(answered)?.[1]);
  if (to === hidden && nats.length === 0) nats.push(await OneToOneNat.open(NAT_ADDRESS, port));
  return line?.lead(answered) ?? answered;
}
