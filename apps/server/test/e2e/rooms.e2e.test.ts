/** What happens to rooms on a long day: reloads, cuts, another machine, a missing camera, slides. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openBrowser, openPage, pictureOf, sentBps } from './chromium.ts';
import { BLUE, GREEN, RED, type Hue } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

let house: House;
const browsers: Browser[] = [];
let desk: Page;
let hall: Page;
let screen: Page;
let room: Page;

beforeAll(async () => {
  // Two media processes: what goes between them is part of every picture here.
  house = await openHouse(['Điểm cầu xã An Bình', 'Điểm cầu xã Bình Minh'], { DIEMCAU_MEDIA_PROCESSES: '2' });
  const { signInUrls, siteUrls, screenUrl } = house.handedOut;
  browsers.push(...(await Promise.all([RED, GREEN, BLUE].map((camera) => openBrowser(camera)))), await openBrowser());
  desk = await openPage(browsers[3]!, signInUrls[0]!);
  screen = await openPage(browsers[3]!, screenUrl);
  hall = await openPage(browsers[0]!, siteUrls[0]!);
  room = await openPage(browsers[1]!, siteUrls[1]!);
  await Promise.all([hall, room].map(enter));
  await desk.getByTestId('btn-open').click();
  await giveFloor(room, 'Loa kéo và mức phạt');
}, 120_000);

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await house?.close();
});

async function enter(page: Page): Promise<void> {
  await page.getByTestId('enter-room').click();
  await page.getByTestId('tally').waitFor();
}

async function giveFloor(page: Page, subject: string): Promise<void> {
  await page.getByTestId('request-subject').fill(subject);
  await page.getByTestId('request-floor').click();
  await putOnStandby(page);
  await desk.keyboard.press('g');
  await tallies(page, 'on-air');
}

/** The desk hears of a request when the room does, but on another socket. */
async function putOnStandby(page: Page): Promise<void> {
  await page.getByTestId('queue-place').waitFor();
  await desk.getByTestId('queue-row').waitFor();
  await desk.keyboard.press('s');
  await tallies(page, 'standby');
}

function tallies(page: Page, state: string, limitMs = 10_000): Promise<number> {
  const seen = () => page.getByTestId('tally').getAttribute('data-state', { timeout: 1_000 });
  return eventually(`tally ${state}`, seen, (now) => now === state, limitMs);
}

function shows(page: Page, feed: string, hue: Hue, limitMs = 10_000): Promise<number> {
  const seen = () => pictureOf(page, `program-${feed}-video`);
  return eventually(`${feed} at ${page.url()}`, seen, (now) => now === hue, limitMs);
}

/** Chromium's own picture of a screen, in the layout that has slides in front. */
async function showsSlides(page: Page): Promise<void> {
  await layout(page, 'slides');
  const seen = () => pictureOf(page, 'slides-video');
  await eventually('slides', seen, (hue) => hue !== 'dark');
}

function layout(page: Page, wanted: string): Promise<number> {
  const seen = () => page.getByTestId('program').getAttribute('data-layout');
  return eventually(`layout ${wanted}`, seen, (now) => now === wanted);
}

describe('rooms', () => {
  it('[FLOOR-50] a room on air sends its main picture within 5 s, never above 2.5 Mbit/s, and no thumbnail nobody watches', async () => {
    await shows(screen, 'floor', 'green');
    await eventually(
      'main picture',
      () => sentBps(room),
      ({ main }) => main > 0 && main <= 2_600_000,
      5_000,
    );
    expect((await sentBps(room)).thumb).toBe(0);
  });

  it('[FLOOR-46] a room that reloads its page while it speaks is on air again, and nobody is asked', async () => {
    await room.reload();
    await tallies(room, 'on-air');
    await shows(screen, 'floor', 'green');
    await eventually(
      'moving again',
      () => sentBps(room),
      ({ main }) => main > 0,
    );
    await eventually(
      'no question',
      () => desk.getByTestId('lost-link-prompt').isVisible(),
      (asked) => !asked,
    );
  });

  it('[FLOOR-47] a hall that reloads its page is shown to everybody again', async () => {
    await hall.reload();
    await hall.getByTestId('tally').waitFor();
    await shows(room, 'hall', 'red');
  });

  it('[FLOOR-48] a room without a network says so, and is what it was when the network is back', async () => {
    await room.context().setOffline(true);
    await room.getByTestId('connection-notice').waitFor({ timeout: 20_000 });
    await room.context().setOffline(false);
    await room.getByTestId('connection-notice').waitFor({ state: 'detached', timeout: 20_000 });
    await tallies(room, 'on-air');
    await shows(screen, 'floor', 'green');
    await eventually(
      'sends again',
      () => sentBps(room),
      ({ main }) => main > 0,
    );
  });

  it('[SLIDES-5] slides of the room with the floor are seen on every page and leave with its speech', async () => {
    await room.getByTestId('share-slides').click();
    await Promise.all([screen, hall].map(showsSlides));
    await desk.keyboard.press('e');
    await layout(screen, 'speaker');
    await eventually(
      'capture ended',
      () => room.getByTestId('stop-slides').count(),
      (count) => count === 0,
    );
  });

  it('[SLIDES-6] the hall shares slides while nobody speaks, and stops them itself', async () => {
    await hall.getByTestId('share-slides').click();
    await showsSlides(screen);
    await hall.getByTestId('stop-slides').click();
    await layout(screen, 'speaker');
  });

  it('[FLOOR-49] a second device asks, the first is told; then the second is the room', async () => {
    await giveFloor(room, 'Phòng dịch');
    const second = await openPage(browsers[2]!, house.handedOut.siteUrls[1]!);
    await second.getByTestId('take-over').waitFor();
    await room.getByTestId('takeover-asked').waitFor();
    await second.getByTestId('take-over').click();
    await room.getByTestId('page-ended').waitFor();
    expect(await room.getByTestId('page-ended').innerText()).toContain('thiết bị khác');
    await enter(second);
    await tallies(second, 'on-air');
    await shows(screen, 'floor', 'blue');
    await desk.keyboard.press('e');
    await second.context().close();
  });

  it('[SCREEN-43] a room whose camera is refused is told what to do, may enter, and the desk sees it', async () => {
    const context = await browsers[2]!.newContext({ locale: 'vi-VN' });
    const page = await context.newPage();
    // As where an officer pressed "Block", which a browser remembers (W3C mediacapture-streams §10.2).
    await page.addInitScript(`navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))`);
    await page.goto(house.handedOut.siteUrls[2]!);
    await page.getByTestId('camera-problem').waitFor();
    await enter(page);
    await page.getByTestId('device-warning').waitFor();
    await page.getByTestId('request-subject').fill('Trạm y tế');
    await page.getByTestId('request-floor').click();
    await putOnStandby(page);
    await desk.getByTestId('preview-check').waitFor();
    const check = () => desk.getByTestId('preview-check').innerText();
    await eventually('the desk is told', check, (text) => text.includes('Máy quay lỗi') && text.includes('Micro lỗi'));
    await context.close();
  });
});
