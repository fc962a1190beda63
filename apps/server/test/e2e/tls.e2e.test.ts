/** Rooms on other machines come over TLS: by the server's own certificate, or through a proxy that ends it. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { freeTcpPort } from '../running-server.ts';
import { eventually, openBrowser, openPage, pictureOf } from './chromium.ts';
import { GREEN, RED } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

const CERT_FILE = fileURLToPath(new URL('../fixtures/localhost.cert.pem', import.meta.url));
const KEY_FILE = fileURLToPath(new URL('../fixtures/localhost.key.pem', import.meta.url));

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe('a server that is reached over TLS', () => {
  it('[PROC-22] by certificate files: signing in, the live socket, publishing and watching all work', async () => {
    const house = await open({ DIEMCAU_TLS_CERT_FILE: CERT_FILE, DIEMCAU_TLS_KEY_FILE: KEY_FILE });
    expect(house.handedOut.screenUrl).toMatch(/^https:/);
    await seesTheHall(house);
  });

  it('[PROC-23] behind a proxy that ends TLS: the same, and cookies are for secure connections only', async () => {
    const [port, publicPort] = [await freeTcpPort(), await freeTcpPort()];
    const proxy = endTls(publicPort, port);
    closing.push(() => proxy.close());
    const publicUrl = `https://localhost:${publicPort}`;
    const house = await open({ PORT: String(port), DIEMCAU_PUBLIC_URL: publicUrl, DIEMCAU_MEDIA_BIND: '127.0.0.1' });
    expect(house.handedOut.screenUrl).toContain(`${publicUrl}/screen/`);
    const office = await seesTheHall(house);
    const cookies = (await Promise.all(office.contexts().map((context) => context.cookies()))).flat();
    expect(cookies.length).toBeGreaterThan(0);
    expect(cookies.filter(({ secure, httpOnly }) => !secure || !httpOnly)).toEqual([]);
  });
});

async function open(settings: Readonly<Record<string, string>>): Promise<House> {
  const house = await openHouse(['Điểm cầu xã An Bình'], settings);
  closing.push(() => house.close());
  return house;
}

/** A chair opens the conference, the hall sends, and a room sees it. */
async function seesTheHall({ handedOut }: House): Promise<Browser> {
  const [hallBrowser, roomBrowser, office] = await Promise.all([openBrowser(RED), openBrowser(GREEN), openBrowser()]);
  closing.push(() => Promise.all([hallBrowser, roomBrowser, office].map((browser) => browser.close())));
  const desk = await openPage(office, handedOut.signInUrls[0]!);
  const hall = await openPage(hallBrowser, handedOut.siteUrls[0]!);
  const room = await openPage(roomBrowser, handedOut.siteUrls[1]!);
  for (const page of [hall, room]) await page.getByTestId('enter-room').click();
  await desk.getByTestId('btn-open').click();
  const seen = () => pictureOf(room, 'program-hall-video');
  await eventually('the hall in a room', seen, (hue) => hue === 'red', 20_000);
  return office;
}

/** Ends TLS and passes the bytes on, upgrades to WebSocket included. */
function endTls(fromPort: number, toPort: number): Server {
  const options = { cert: readFileSync(CERT_FILE), key: readFileSync(KEY_FILE) };
  const server = createServer(options, (outside) => {
    const inside = connect(toPort, '127.0.0.1');
    outside.pipe(inside).pipe(outside);
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  return server.listen(fromPort, '127.0.0.1');
}
