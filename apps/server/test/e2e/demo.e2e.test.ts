/** What a newcomer sees who has typed `npm run demo`: the tour, a room given the floor, its picture in the hall. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeFolder, startServer, temporaryFolder, type RunningServer } from '../running-server.ts';
import { barriers, sidewaysPx } from './barriers.ts';
import { eventually, openBrowser, openPage, pictureOf } from './chromium.ts';

let dataDir: string;
let demo: RunningServer;
let browser: Browser;
let chair: Page;
let screen: Page;

beforeAll(async () => {
  dataDir = temporaryFolder();
  [demo, browser] = await Promise.all([startServer({ dataDir, command: ['demo'] }), openBrowser()]);
  const links = () => [...demo.output().matchAll(/http\S+#t=[\w-]+/g)].map(([link]) => link);
  await eventually(
    'the links are printed',
    () => Promise.resolve(links().length),
    (count) => count === 8,
    30_000,
  );
  [chair, screen] = (await Promise.all([links()[0]!, links()[7]!].map((link) => openPage(browser, link)))) as [Page, Page];
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  if (dataDir) removeFolder(dataDir);
});

const step = (name: string) => chair.locator(`[data-testid="tour"][data-step="${name}"]`);

it('[TOUR-1] [TOUR-2] [DEMO-2] the newcomer is shown around, opens, gives a room without media the floor, and the hall sees it', async () => {
  await step('look').waitFor();
  expect(new URL(chair.url()).hash).toBe('');
  expect(await barriers(chair)).toEqual([]);
  await chair.getByTestId('btn-open').click();
  await step('give').waitFor();
  // The card stays in a phone's window.
  expect(await sidewaysPx(chair, 320)).toBeLessThanOrEqual(0);
  await chair.setViewportSize({ width: 1366, height: 768 });

  await chair.getByTestId('add-request').click();
  await chair.getByTestId('add-site').fill('xa bien lam');
  await chair.keyboard.press('ArrowDown');
  await chair.keyboard.press('Enter');
  await chair.keyboard.press('Tab');
  await chair.keyboard.type('Nước sạch cho các bản vùng cao');
  await chair.getByTestId('add-submit').click();
  expect(await pictureOf(screen, 'program-floor-video')).toBe('dark');
  await chair.getByTestId('queue-row').filter({ hasText: 'Xã Biên Lam' }).getByTestId('row-give').click();
  await step('watch').waitFor();
  // The wall behind the speaker of that room's clip is blue, the hall's is brown.
  await eventually(
    'the hall sees the room',
    () => pictureOf(screen, 'program-floor-video'),
    (hue) => hue === 'blue',
    20_000,
  );
  await screen.getByText('Xã Biên Lam').first().waitFor();

  for (const next of ['wall', 'end']) {
    await chair.getByTestId('tour-next').click();
    await step(next).waitFor();
  }
  await chair.getByTestId('tour-back').click();
  await step('wall').waitFor();
  await chair.keyboard.press('Escape');
  await chair.getByTestId('tour').waitFor({ state: 'detached' });
  expect(await chair.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['testid'])).toBe('life-menu');
});

it('[TOUR-1] closed once the tour does not come again by itself, and the menu brings it back', async () => {
  await chair.goto(`${chair.url()}#tour`);
  await chair.reload();
  await chair.getByTestId('chair-desk').waitFor();
  expect(await chair.getByTestId('tour').count()).toBe(0);
  await chair.getByTestId('life-menu').click();
  await chair.getByTestId('btn-tour').click();
  await step('look').waitFor();
  await chair.getByTestId('tour-close').click();
  await chair.getByTestId('tour').waitFor({ state: 'detached' });
});
