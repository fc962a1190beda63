import { createServer, type IncomingMessage, type Server } from 'node:http';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM_PAGE } from './chromium-page.ts';
import { pause, until, watch, type Witness } from './contract-room.ts';
import { MediaFault, type MediaPlane, type SessionAnswer, type SourceTrack } from './media-plane.ts';
import { createSfu } from './sfu/create-sfu.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const MEDIA_FLAGS = [
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

interface InboundStats {
  readonly framesDecoded: number;
  readonly freezeCount: number;
  readonly frameWidth: number;
  readonly pliCount: number;
  readonly totalAudioEnergy: number;
  readonly packetsLost: number;
}

describe('the SFU with real Chromium', { timeout: 60_000 }, () => {
  let browser: Browser;
  let plane: MediaPlane;
  let server: Server;
  let witness: Witness;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [...FLAGS, ...MEDIA_FLAGS],
    });
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    plane = await createSfu({ port: 0, bindAddress: '127.0.0.1', maxSessions: 20, log: () => undefined });
    witness = watch(plane);
    server = await serve(plane);
    page = await openPage();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    witness.stop();
    await plane.close();
    server.closeAllConnections();
    server.close();
  });

  async function openPage(): Promise<Page> {
    const context = await browser.newContext();
    const opened = await context.newPage();
    const address = server.address();
    await opened.goto(`http://localhost:${typeof address === 'object' ? address?.port : 0}/`);
    return opened;
  }

  const told = (type: string, fields: object = {}): Promise<void> =>
    until(`${type} ${JSON.stringify(fields)}`, () => witness.events.some((event) => isLike(event, { type, ...fields })));
  const inbound = async (of: Page, kind: 'audio' | 'video'): Promise<InboundStats> =>
    ((await of.evaluate(`stats('viewer', 'inbound-rtp', '${kind}')`)) as InboundStats[])[0]!;
  const lastBitrateBps = (endpoint: string, track: SourceTrack): number =>
    witness.events.flatMap((event) => (event.type === 'stats' ? event.sessions : [])).findLast((one) => one.label === endpoint)
      ?.bitratesBps[track] ?? 0;

  it('[MEDIA-40] gets sound, picture and thumbnail of a browser, and 1.5 Mbit/s of picture within 5 s', async () => {
    await page.evaluate(`publish('site-a', 1280, 720, 'noise')`);
    await told('session-open', { label: 'site-a' });
    const openedAtMs = Date.now();
    for (const track of ['audio', 'main', 'thumb']) await told('source-flowing', { track });
    await until(
      '1.5 Mbit/s',
      () => lastBitrateBps('site-a', 'main') >= 1_500_000,
      () => lastBitrateBps('site-a', 'main'),
    );
    const tookMs = Date.now() - openedAtMs;
    report('publisher at 1.5 Mbit/s', { tookMs, mainBps: lastBitrateBps('site-a', 'main'), thumbBps: lastBitrateBps('site-a', 'thumb') });
    expect(tookMs).toBeLessThan(5000);
    // The first keyframe of noise is larger than a second's share.
    await until('a thumbnail within its limit', () => lastBitrateBps('site-a', 'thumb') < 100_000);
    await until('round trip and level', () =>
      witness.events.some(
        (event) => event.type === 'stats' && event.sessions.some((one) => one.rttMs !== undefined && one.audioLevelDbov !== undefined),
      ),
    );
  });

  it('[MEDIA-41] shows a viewer each new source of a bus within a second, without a freeze', async () => {
    await page.evaluate(`publish('site-a', 640, 360, 'red')`);
    await (await openPage()).evaluate(`publish('site-b', 640, 360, 'blue')`);
    await plane.setBus({ bus: 'floor-1', source: 'site-a', audio: true, revision: 1 });
    const viewer = await openPage();
    await viewer.evaluate(`subscribe('viewer', [])`);
    await viewer.waitForFunction(`colourSeen() === 'red'`);
    expect(await viewer.title()).toBe('floor');
    await pause(2000);
    const before = await inbound(viewer, 'video');
    const switchesMs: number[] = [];
    for (let revision = 2; revision <= 7; revision += 1) {
      const colour = revision % 2 === 0 ? 'blue' : 'red';
      const startedAtMs = Date.now();
      await plane.setBus({ bus: 'floor-1', source: colour === 'blue' ? 'site-b' : 'site-a', audio: true, revision });
      await viewer.waitForFunction(`colourSeen() === '${colour}'`, null, { polling: 10, timeout: 5000 });
      switchesMs.push(Date.now() - startedAtMs);
      await pause(700);
    }
    const after = await inbound(viewer, 'video');
    report('bus switches', {
      switchesMs,
      freezes: after.freezeCount - before.freezeCount,
      plis: after.pliCount - before.pliCount,
      lost: after.packetsLost,
    });
    expect(Math.max(...switchesMs)).toBeLessThan(1000);
    expect(after.framesDecoded - before.framesDecoded).toBeGreaterThan(60);
    expect(after.packetsLost).toBe(0);
  });

  it('[MEDIA-49] shows H.264 and VP8 in turn on one bus, in one decoder', async () => {
    await page.evaluate(`publish('site-a', 640, 360, 'red')`);
    await (await openPage()).evaluate(`publish('site-b', 640, 360, 'blue', 'video/H264')`);
    await plane.setBus({ bus: 'floor-1', source: 'site-a', audio: true, revision: 1 });
    const viewer = await openPage();
    await viewer.evaluate(`subscribe('viewer', [])`);
    await viewer.waitForFunction(`colourSeen() === 'red'`);
    await pause(1000);
    const before = await inbound(viewer, 'video');
    const switches: (string | number)[] = [];
    for (let revision = 2; revision <= 5; revision += 1) {
      const isH264 = revision % 2 === 0;
      const startedAtMs = Date.now();
      await plane.setBus({ bus: 'floor-1', source: isH264 ? 'site-b' : 'site-a', audio: true, revision });
      await viewer.waitForFunction(`colourSeen() === '${isH264 ? 'blue' : 'red'}'`, null, { polling: 10, timeout: 5000 });
      switches.push(await viewer.evaluate<string>(`codecShown()`), Date.now() - startedAtMs);
      await pause(700);
    }
    const after = await inbound(viewer, 'video');
    report('codec switches', { switches, freezes: after.freezeCount - before.freezeCount, lost: after.packetsLost });
    expect(switches.filter((one) => typeof one === 'string')).toEqual(['video/H264', 'video/VP8', 'video/H264', 'video/VP8']);
    expect(after.framesDecoded - before.framesDecoded).toBeGreaterThan(40);
    expect(after.packetsLost).toBe(0);
  });

  it('[MEDIA-42] lets a room not hear itself while others hear it', async () => {
    await page.evaluate(`publish('site-a', 320, 180, 'red')`);
    await plane.setBus({ bus: 'floor-1', source: 'site-a', audio: true, revision: 1 });
    const [own, other] = [await openPage(), await openPage()];
    await own.evaluate(`subscribe('viewer', ['site-a'])`);
    await other.evaluate(`subscribe('viewer', [])`);
    await pause(4000);
    const [ownAudio, otherAudio] = [await inbound(own, 'audio'), await inbound(other, 'audio')];
    report('energy of sound', { own: ownAudio.totalAudioEnergy, other: otherAudio.totalAudioEnergy });
    expect(otherAudio.totalAudioEnergy).toBeGreaterThan(0.001);
    expect(ownAudio.totalAudioEnergy).toBeLessThan(1e-6);
    expect(ownAudio.packetsLost).toBe(0);
    expect((await inbound(own, 'video')).framesDecoded).toBeGreaterThan(20);
  });

  it('[MEDIA-43] notices a picture that the browser pauses and resumes, with the thumbnail going on', async () => {
    await page.evaluate(`publish('site-a', 640, 360, 'red')`);
    await told('source-flowing', { track: 'main' });
    await told('source-flowing', { track: 'thumb' });
    await page.evaluate(`setMainActive('site-a', false)`);
    await told('source-stalled', { endpoint: 'site-a', track: 'main' });
    const seen = witness.events.length;
    await page.evaluate(`setMainActive('site-a', true)`);
    await until('main flows again', () =>
      witness.events.slice(seen).some((event) => isLike(event, { type: 'source-flowing', track: 'main' })),
    );
    expect(witness.events.some((event) => isLike(event, { type: 'source-stalled', track: 'thumb' }))).toBe(false);
  });

  it('[MEDIA-44] tells that a browser left', async () => {
    await page.evaluate(`publish('site-a', 320, 180, 'red')`);
    await told('source-flowing', { track: 'main' });
    const leftAtMs = Date.now();
    await page.evaluate(`close('site-a')`);
    await told('session-closed', { label: 'site-a', reason: 'ended-by-peer' });
    report('left', { tookMs: Date.now() - leftAtMs });
  });
});

/** Figures go to the terminal of whoever runs the tier. */
function report(what: string, figures: object): void {
  process.stdout.write(`${what}: ${JSON.stringify(figures)}\n`);
}

function isLike(event: object, fields: object): boolean {
  return Object.entries(fields).every(([key, value]) => (event as Record<string, unknown>)[key] === value);
}

function serve(plane: MediaPlane): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html').end(CHROMIUM_PAGE);
      return;
    }
    void answer(plane, request).then(
      (answered) => response.end(JSON.stringify(answered)),
      (error: unknown) =>
        response.writeHead(400).end(JSON.stringify({ code: error instanceof MediaFault ? error.message : String(error) })),
    );
  });
  return new Promise((resolve) => server.listen(0, 'localhost', () => resolve(server)));
}

async function answer(plane: MediaPlane, request: IncomingMessage): Promise<SessionAnswer> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const fields = JSON.parse(body) as { sdp: string; endpoint: string; ownEndpoints: string[] };
  if (request.url === '/publish') return plane.publish(fields);
  return plane.subscribe({ ...fields, feeds: [{ name: 'floor', bus: 'floor-1', audio: true }], label: 'viewer' });
}
