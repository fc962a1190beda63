/** Every page in real Chromium: nothing refused by the content policy, nothing that shuts somebody out. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, sidewaysPx } from './barriers.ts';
import { openBrowser } from './chromium.ts';
import { GREEN } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

const LANGUAGES = ['vi', 'en'] as const;

interface Place {
  readonly name: string;
  readonly url: string;
  /** What is there once the page has settled. */
  readonly settled: string;
  readonly enters?: boolean;
}

let house: House;
let browser: Browser;
let context: BrowserContext;
let places: readonly Place[] = [];

beforeAll(async () => {
  house = await openHouse(['Điểm cầu xã An Bình', 'Điểm cầu Ban Chỉ huy Quân sự huyện miền núi Trường Sơn Đông']);
  browser = await openBrowser(GREEN);
  context = await browser.newContext({ locale: 'vi-VN', permissions: ['camera', 'microphone'] });
  const { conferenceId, signInUrls, siteUrls, screenUrl } = house.handedOut;
  const first = await context.newPage();
  await first.goto(signInUrls[0]!);
  await first.getByTestId('btn-open').click();
  await first.getByTestId('btn-pause').waitFor();
  await first.close();
  const { url } = house.server;
  const at = signInUrls[0]!.startsWith('http://localhost') ? url.replace('127.0.0.1', 'localhost') : url;
  places = [
    { name: 'home', url: `${at}/`, settled: 'h1' },
    { name: 'join', url: `${at}/join`, settled: '[data-testid="join-code"]' },
    { name: 'sign-in', url: `${at}/sign-in`, settled: 'h1' },
    { name: 'console', url: `${at}/console/${conferenceId}`, settled: '[data-testid="console"]' },
    { name: 'set-up of a room', url: siteUrls[1]!, settled: '[data-testid="enter-room"]:not([disabled])' },
    { name: 'room', url: siteUrls[2]!, settled: '[data-testid="tally"]', enters: true },
    { name: 'hall screen', url: screenUrl, settled: '[data-testid="hall-screen"]' },
    { name: 'unknown page', url: `${at}/console/none/of/these`, settled: 'h1' },
  ];
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** A page that notes what Chromium complains about. */
async function openPlace(place: Place, language: string): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(`localStorage.setItem('diemcau.language', '${language}')`);
  await page.goto(place.url);
  if (place.enters) await page.getByTestId('enter-room').or(page.getByTestId('tally')).first().click();
  await page.locator(place.settled).first().waitFor();
  return { page, complaints };
}

describe('pages', () => {
  it.each(LANGUAGES)('[SCREEN-40] in %s no page breaks a rule of its own server or shuts anybody out', async (language) => {
    const found: Record<string, unknown> = {};
    for (const place of places) {
      const { page, complaints } = await openPlace(place, language);
      const violations = await barriers(page);
      found[place.name] = [complaints, violations];
      await page.close();
    }
    expect(found).toEqual(Object.fromEntries(places.map(({ name }) => [name, [[], []]])));
  });

  it('[SCREEN-41] no page scrolls sideways on 320 px, nor at 200 % on a small desk', async () => {
    const found: Record<string, unknown> = {};
    for (const place of places) {
      const { page } = await openPlace(place, 'vi');
      for (const width of [320, 640]) {
        found[`${place.name} ${width}`] = await sidewaysPx(page, width);
      }
      await page.close();
    }
    expect(Object.entries(found).filter(([, over]) => (over as number) > 0)).toEqual([]);
  });

  it('[HTTP-23] files are sent compressed and kept for ever, pages are asked for again', async () => {
    const { url } = house.server;
    const page = await fetch(`${url}/`);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())![1]!;
    expect(page.headers.get('cache-control')).toBe('no-cache');
    for (const encoding of ['br', 'gzip']) {
      const file = await fetch(`${url}${script}`, { headers: { 'accept-encoding': encoding } });
      expect(file.headers.get('content-encoding')).toBe(encoding);
      expect(file.headers.get('content-type')).toContain('javascript');
      expect(file.headers.get('cache-control')).toContain('immutable');
      expect(await file.text()).toContain('import');
    }
    expect((await fetch(`${url}/assets/none-such.js`)).status).toBe(404);
  });

  it('[HTTP-21] the description of the interface can be read in a browser', async () => {
    const { page, complaints } = await openPlace({ name: 'docs', url: `${house.server.url}/api/docs`, settled: '.opblock-tag' }, 'vi');
    expect(complaints).toEqual([]);
    await page.close();
  });
});
