/** A room that speaks over a line of its own, which turns bad and good again: real server, real page, real Chromium. */
import { LossyRelay } from '@diemcau/media/peers';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openBrowser, openPage, pictureOf, sentBps, soundOf } from './chromium.ts';
import { GREEN } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

const TALKS = 1e-4;
const SOUND_ONLY = 'Chỉ có tiếng';
/** Three bad seconds for each of two rungs or ten good ones for one, and as much again for seconds in which the machine stands still (NET-12). */
const STEPS_MS = 30_000;
/** A third: more than a small picture bears (a quarter), and less than sound does (half). */
const BAD = 3;

let house: House;
let browser: Browser;
let desk: Page;
let screen: Page;
let room: Page;
const relays: LossyRelay[] = [];

beforeAll(async () => {
  house = await openHouse(['Điểm cầu xã An Bình']);
  const { signInUrls, siteUrls, screenUrl } = house.handedOut;
  browser = await openBrowser(GREEN);
  desk = await openPage(browser, signInUrls[0]!);
  screen = await openPage(browser, screenUrl);
  room = await openPage(browser, siteUrls[1]!);
  await leadOverRelays(room);
  await room.getByTestId('enter-room').click();
  await room.getByTestId('tally').waitFor();
  await desk.getByTestId('btn-open').click();
  await giveFloor();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  for (const relay of relays) relay.close();
  await house?.close();
});

/** What the room sends goes over a relay, and over nothing else: the plane is not told where the room is. What it receives comes straight. */
async function leadOverRelays(page: Page): Promise<void> {
  await page.route(/\/whip\?source=camera$/, async (route) => {
    const offer = (route.request().postData() ?? '').replace(/^a=candidate:.*\r\n/gm, '');
    const response = await route.fetch({ postData: offer });
    const relay = await LossyRelay.open(0);
    relays.push(relay);
    await route.fulfill({ response, body: relay.lead(await response.text()) });
  });
}

async function giveFloor(): Promise<void> {
  await room.getByTestId('request-subject').fill('Đường về bản bị sạt lở');
  await room.getByTestId('request-floor').click();
  await room.getByTestId('queue-place').waitFor();
  await desk.getByTestId('queue-row').waitFor();
  for (const [key, state] of [
    ['s', 'standby'],
    ['g', 'on-air'],
  ] as const) {
    await desk.keyboard.press(key);
    await eventually(state, tally, (now) => now === state);
  }
}

function tally(): Promise<string | null> {
  return room.getByTestId('tally').getAttribute('data-state', { timeout: 1_000 });
}

function setLine(loseEach: number): void {
  for (const relay of relays) relay.loseEach = loseEach;
}

async function lostPackets(): Promise<number> {
  return relays.reduce((sum, relay) => sum + relay.lostPackets, 0);
}

/** What stands on a page in place of the floor's picture. */
function inPlaceOfFloor(page: Page): Promise<string> {
  return page.locator('[data-feed="floor"]').first().innerText({ timeout: 1_000 });
}

function framesAtScreen(): Promise<number> {
  return screen.getByTestId('program-floor-video').evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
}

describe('a speaker on a bad uplink', () => {
  it('[NET-11] sends its sound alone while its line carries no more, everybody is told, and its picture comes back with the line', async () => {
    const banner = room.locator('[data-testid="delivery-banner"][data-trouble="sendsSound"]');
    const floorAtScreen = () => pictureOf(screen, 'program-floor-video');
    await eventually('the picture', floorAtScreen, (hue) => hue === 'green');
    expect(relays.length).toBeGreaterThan(0);

    setLine(BAD);
    await eventually('packets are lost', lostPackets, (lost) => lost > 0);
    await banner.waitFor({ timeout: STEPS_MS });
    await eventually(
      'only sound leaves',
      () => sentBps(room),
      (sent) => sent.main === 0 && sent.thumb === 0 && sent.audio > 0,
    );
    await everybodySees((text) => text.includes(SOUND_ONLY));
    const framesBefore = await framesAtScreen();
    await eventually(
      'heard',
      () => soundOf(screen, 'floor'),
      (energy) => energy > TALKS,
    );
    expect(await framesAtScreen()).toBe(framesBefore);
    expect(await tally()).toBe('on-air');
    expect(await banner.count()).toBe(1);

    setLine(0);
    await eventually(
      'its picture leaves again',
      () => sentBps(room),
      ({ main, audio }) => main > 0 && audio > 0,
      STEPS_MS,
    );
    await everybodySees((text) => !text.includes(SOUND_ONLY));
    await eventually('the picture moves', framesAtScreen, (frames) => frames > framesBefore + 10);
    expect([await floorAtScreen(), await banner.count()]).toEqual(['green', 0]);
  });
});

async function everybodySees(isRight: (inPlaceOfFloor: string) => boolean): Promise<void> {
  for (const page of [screen, desk]) await eventually('in place of the picture', () => inPlaceOfFloor(page), isRight);
}
