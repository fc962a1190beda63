/** What a chair, a deputy and a secretary do at their desks, from the opening to the reopening. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openBrowser, openPage, pictureOf } from './chromium.ts';
import { GREEN, RED } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

let house: House;
const browsers: Browser[] = [];
let chair: Page;
let deputy: Page;
let secretary: Page;
let screen: Page;
let hall: Page;
let room: Page;

beforeAll(async () => {
  house = await openHouse(['Điểm cầu xã An Bình', 'Điểm cầu xã Bình Minh', 'Điểm cầu xã Cẩm Giàng']);
  const { signInUrls, siteUrls, screenUrl } = house.handedOut;
  browsers.push(...(await Promise.all([RED, GREEN].map((camera) => openBrowser(camera)))), await openBrowser());
  [chair, deputy, secretary] = (await Promise.all(signInUrls.map((url) => openPage(browsers[2]!, url)))) as [Page, Page, Page];
  screen = await openPage(browsers[2]!, screenUrl);
  hall = await openPage(browsers[0]!, siteUrls[0]!);
  room = await openPage(browsers[1]!, siteUrls[1]!);
  for (const page of [hall, room]) {
    await page.getByTestId('enter-room').click();
    await page.getByTestId('tally').waitFor();
  }
}, 120_000);

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await house?.close();
});

/** By the keyboard alone: the dialog is found with Tab and left with Enter. */
async function requestFor(desk: Page, site: string, subject: string, pointOfOrder = false): Promise<void> {
  // The queue opens with the conference, and every desk hears of that for itself.
  await desk.locator('[data-testid="add-request"]:enabled').focus();
  await desk.keyboard.press('Enter');
  await desk.getByTestId('add-site').fill(site);
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Tab');
  await desk.keyboard.type(subject);
  await desk.keyboard.press('Tab');
  if (pointOfOrder) await desk.keyboard.press('ArrowRight');
  // The desk may hear of the opening later than the one that opened.
  await desk.locator('[data-testid="add-submit"]:not([disabled])').waitFor();
  await desk.getByTestId('add-submit').focus();
  await desk.keyboard.press('Enter');
  await desk.getByTestId('add-submit').waitFor({ state: 'detached' });
}

async function queue(desk: Page): Promise<string> {
  return (await desk.getByTestId('queue-row').allInnerTexts()).join('\n');
}

/** Minutes and seconds as they stand on the page. */
async function timer(page: Page): Promise<string> {
  return page.getByTestId('timer').first().innerText();
}

async function menu(desk: Page, item: string): Promise<void> {
  await desk.getByTestId('life-menu').click();
  await desk.getByTestId(item).click();
}

describe('desks', () => {
  it('[SCREEN-42] a chair opens, and a secretary asks for the floor for rooms, with the keyboard alone', async () => {
    await chair.getByTestId('btn-open').focus();
    await chair.keyboard.press('Enter');
    await requestFor(secretary, 'binh minh', 'Phòng dịch');
    await requestFor(secretary, 'cam giang', 'Học nghề');
    await requestFor(secretary, 'an binh', 'Trật tự', true);
    await eventually(
      'three wait',
      () => queue(chair),
      (text) => /An Bình[^]*Bình Minh[^]*Cẩm Giàng/.test(text),
    );
  });

  it('[SCREEN-44] of two desks that give the floor at once one wins and the other says why not', async () => {
    await secretary.close();
    const second = await browsers[2]!.newContext({ storageState: await chair.context().storageState(), locale: 'vi-VN' });
    const other = await second.newPage();
    // The other desk hears of nothing for a while, and so acts on what was.
    let held = false;
    await other.routeWebSocket(/\/live\?/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((text) => void (held && String(text).includes('"patch"') ? undefined : socket.send(text)));
    });
    await other.goto(chair.url());
    await other.getByTestId('queue-row').nth(2).waitFor();
    held = true;
    await chair.keyboard.press('g');
    await eventually(
      'An Bình speaks',
      () => room.getByTestId('tally').getAttribute('data-state'),
      (state) => state === 'on-air',
    );
    await other.keyboard.press('g');
    await other.getByRole('alert').first().waitFor();
    expect(await room.getByTestId('tally').getAttribute('data-state')).toBe('on-air');
    await second.close();
  });

  it('[SCREEN-45] in a pause every timer stands still, and afterwards goes on', async () => {
    await chair.getByTestId('btn-pause').click();
    await chair.getByTestId('btn-resume').waitFor();
    await eventually(
      'stopped',
      async () => [await timer(chair), await timer(room)],
      ([a, b]) => a === b,
    );
    const before = await timer(room);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await timer(room)).toBe(before);
    expect(await screen.getByTestId('slate').isVisible()).toBe(true);
    await chair.getByTestId('btn-resume').click();
    await eventually(
      'goes on',
      () => timer(room),
      (text) => text !== before,
    );
  });

  it('[SCREEN-46] the chair is handed over and taken back, and every desk shows who has it', async () => {
    await menu(chair, 'btn-hand-over');
    await chair.getByRole('radio', { name: 'Lê Thị Hạnh' }).check();
    await chair.getByTestId('confirm-hand-over').click();
    for (const desk of [chair, deputy]) {
      await eventually(
        'deputy',
        () => desk.getByTestId('chair-holder').innerText(),
        (text) => text.includes('Lê Thị Hạnh'),
      );
    }
    await deputy.keyboard.press('e');
    await eventually(
      'ended',
      () => room.getByTestId('tally').getAttribute('data-state'),
      (state) => state === 'idle',
    );
    await chair.getByTestId('btn-reclaim').click();
    await eventually(
      'chair',
      () => deputy.getByTestId('chair-holder').innerText(),
      (text) => text.includes('Trần Văn Bình'),
    );
  });

  it('[SCREEN-47] closing puts a closing card everywhere and switches every camera off; reopened, rooms come back', async () => {
    await menu(chair, 'btn-close');
    await chair.getByTestId('confirm-close').click();
    for (const page of [hall, room, screen]) await page.getByTestId('slate').waitFor();
    const states = () => room.evaluate(() => (window as unknown as { __tracks: MediaStreamTrack[] }).__tracks.map((one) => one.readyState));
    await eventually('camera off', states, (all) => all.length > 0 && all.every((state) => state === 'ended'));
    await chair.getByTestId('btn-reopen').click();
    await chair.getByTestId('reason').fill('Còn một kiến nghị chưa trả lời');
    await chair.getByTestId('reason-submit').click();
    for (const page of [hall, room]) {
      await page.getByTestId('enter-room').or(page.getByTestId('tally')).first().waitFor();
      if (await page.getByTestId('enter-room').isVisible()) await page.getByTestId('enter-room').click();
    }
    await eventually(
      'hall seen again',
      () => pictureOf(room, 'program-hall-video'),
      (hue) => hue === 'red',
    );
    await eventually(
      'on the screen too',
      () => pictureOf(screen, 'program-hall-video'),
      (hue) => hue === 'red',
    );
  });
});
