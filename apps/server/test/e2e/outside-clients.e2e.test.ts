/** [WHIP-7] with clients that are not ours, from a page of another origin. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveClient } from '../live-client.ts';
import { ask, joinRoom, openRoom, signIn } from '../people.ts';
import { openBrowser } from './chromium.ts';
import { openHouse, type House } from './house.ts';

const PAGE = `<!doctype html><title>outside</title><video autoplay muted playsinline></video><script src="/clients.js"></script><script>
const video = document.querySelector('video');
function redPicture() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const context = canvas.getContext('2d');
  let frame = 0;
  setInterval(() => {
    context.fillStyle = 'red';
    context.fillRect(0, 0, 640, 360);
    context.fillStyle = 'white';
    context.fillRect((frame += 4) % 640, 340, 40, 20);
  }, 40);
  return canvas.captureStream(25);
}
async function publish(endpoint, authkey) {
  const stream = redPicture();
  for (const track of (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()) stream.addTrack(track);
  window.encoder = new clients.WHIPClient({ endpoint, opts: { authkey } });
  await window.encoder.ingest(stream);
}
async function watch(url, token) {
  window.player = new clients.WebRTCPlayer({ video, type: 'whep' });
  // This player sends its key as it is.
  await window.player.load(new URL(url), 'Bearer ' + token);
}
function isRed() {
  if (!video.videoWidth) return false;
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  context.drawImage(video, 0, 0, video.videoWidth / 2, video.videoHeight / 2, 0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return red > 150 && green < 80 && blue < 80;
}
</script>`;

let house: House;
let browser: Browser;
let pages: Server;

beforeAll(async () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  const contents = `export { WHIPClient } from '@eyevinn/whip-web-client'; export { WebRTCPlayer } from '@eyevinn/webrtc-player';`;
  const bundle = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'clients',
    define: { global: 'window' },
    logLevel: 'silent',
  });
  const script = bundle.outputFiles[0]!.text;
  pages = createServer((request, response) => {
    const isScript = request.url === '/clients.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8').end(isScript ? script : PAGE);
  });
  await new Promise<void>((resolve) => pages.listen(0, 'localhost', resolve));
  [house, browser] = await Promise.all([openHouse(['Xã A']), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  pages.close();
  await house.close();
});

async function openPage(): Promise<Page> {
  const page = await (await browser.newContext({ permissions: ['microphone'] })).newPage();
  await page.goto(`http://localhost:${(pages.address() as AddressInfo).port}/`);
  return page;
}

const keyOf = (url: string): string => url.split('#t=')[1]!;

test('[WHIP-7] clients that are not ours publish as the hall with a token and watch it, from another origin', async () => {
  const { handedOut, server } = house;
  const base = `${server.url}/api/v1/conferences/${handedOut.conferenceId}`;
  const chair = await signIn(server.url, keyOf(handedOut.signInUrls[0]!));
  const key = { 'idempotency-key': 'open-1' };
  expect((await ask(`${base}/commands`, { method: 'POST', json: { type: 'OpenConference' }, headers: { ...chair, ...key } })).status).toBe(
    200,
  );
  const made = await ask(`${base}/encoder-tokens`, {
    method: 'POST',
    json: { name: 'Encoder', siteId: handedOut.sites[0]!.siteId },
    headers: chair,
  });
  expect(made.status).toBe(201);
  const encoder = await openPage();
  await encoder.evaluate(`publish('${base}/whip', '${String(made.body['token'])}')`);

  const sites = handedOut.sites.map((site, index) => ({ ...site, token: keyOf(handedOut.siteUrls[index]!) }));
  const room = sites[1]!;
  const device = await joinRoom(server.url, { sites }, room.siteId);
  const live: LiveClient = await openRoom(server.url, handedOut.conferenceId, room.siteId, device);
  const { token } = (await live.heard('welcome')).media;
  const viewer = await openPage();
  await viewer.evaluate(`watch('${base}/whep?feeds=hall', '${token}')`);
  await viewer.waitForFunction('isRed()', null, { timeout: 20_000 });

  const address = `${base}/encoder-tokens/${String(made.body['tokenId'])}`;
  expect((await ask(address, { method: 'DELETE', headers: chair })).status).toBe(204);
  const headers = { authorization: `Bearer ${String(made.body['token'])}`, 'content-type': 'application/sdp' };
  expect((await ask(`${base}/whip`, { method: 'POST', text: 'v=0', headers })).status).toBe(401);
  await encoder.waitForFunction(`['disconnected', 'failed', 'closed'].includes(window.encoder.peer.connectionState)`);
});
