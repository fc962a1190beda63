/** The main job with real parts: real server, real Chromium, a fake camera of its own colour in every room. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childPid } from '../running-server.ts';
import { eventually, openBrowser, openPage, pictureOf, sentBps, soundOf } from './chromium.ts';
import { BLUE, GREEN, RED, YELLOW, type Hue } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

const SITES = ['Điểm cầu xã An Bình', 'Điểm cầu xã Bình Minh', 'Điểm cầu xã Cẩm Giàng'];
/** What the issue promises after a killed process; the pages must agree by then. */
const RECOVERY_LIMIT_MS = 10_000;
const TALKS = 1e-4;

let house: House;
const browsers: Browser[] = [];
let console_: Page;
let hall: Page;
let screen: Page;
/** Rooms A (green), B (blue) and C (yellow). */
let rooms: Page[] = [];

beforeAll(async () => {
  house = await openHouse(SITES);
  const { handedOut } = house;
  browsers.push(...(await Promise.all([RED, GREEN, BLUE, YELLOW].map((camera) => openBrowser(camera)))), await openBrowser());
  const office = browsers[4]!;
  console_ = await openPage(office, handedOut.signInUrls[0]!);
  screen = await openPage(office, handedOut.screenUrl, { width: 1920, height: 1080 });
  [hall, ...rooms] = (await Promise.all(handedOut.siteUrls.map((url, place) => openPage(browsers[place]!, url)))) as [Page, ...Page[]];
  await Promise.all([hall, ...rooms].map(enter));
  await console_.getByTestId('btn-open').click();
  await Promise.all([hall, ...rooms].map((page) => page.getByTestId('program').waitFor()));
}, 120_000);

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await house?.close();
});

async function enter(page: Page): Promise<void> {
  await page.getByTestId('enter-room').click();
  await page.getByTestId('tally').waitFor();
}

async function ask(page: Page, subject: string): Promise<void> {
  await page.getByTestId('request-subject').fill(subject);
  await page.getByTestId('request-floor').click();
  await page.getByTestId('queue-place').waitFor();
}

/** Every page but the speaker's own watches the floor: what it decodes there. */
function pictures(pages: readonly Page[], wanted: Hue, limitMs = RECOVERY_LIMIT_MS) {
  return Promise.all(
    pages.map((page) =>
      eventually(
        `floor picture at ${page.url()}`,
        () => pictureOf(page, 'program-floor-video'),
        (hue) => hue === wanted,
        limitMs,
      ),
    ),
  );
}

function tally(page: Page): Promise<string | null> {
  return page.getByTestId('tally').getAttribute('data-state');
}

describe('a live floor', () => {
  it('[FLOOR-40] shows and sounds the hall to every room once the conference is open', async () => {
    for (const page of [...rooms, screen]) {
      await eventually(
        'hall picture',
        () => pictureOf(page, 'program-hall-video'),
        (hue) => hue === 'red',
      );
    }
    await eventually(
      'hall heard in room A',
      () => soundOf(rooms[0]!, 'hall'),
      (energy) => energy > TALKS,
    );
    // The check of the line that began before the opening may still be at its end.
    await eventually(
      'a room sends neither picture nor sound',
      () => sentBps(rooms[0]!),
      ({ main, audio }) => main === 0 && audio === 0,
      30_000,
    );
  });

  it('[FLOOR-41] gives the floor to A: every other page decodes and hears A, and A is told', async () => {
    await ask(rooms[0]!, 'Loa kéo và mức phạt');
    await ask(rooms[1]!, 'Phòng dịch');
    await console_.keyboard.press('s');
    await eventually(
      'A on standby',
      () => tally(rooms[0]!),
      (state) => state === 'standby',
    );
    await eventually(
      'A sends its main picture on standby',
      async () => (await sentBps(rooms[0]!)).main,
      (bps) => bps > 0,
    );
    await console_.keyboard.press('g');
    await eventually(
      'A on air',
      () => tally(rooms[0]!),
      (state) => state === 'on-air',
    );
    await pictures([hall, rooms[1]!, rooms[2]!, screen, console_], 'green');
    await eventually(
      'A heard in the hall',
      () => soundOf(hall, 'floor'),
      (energy) => energy > TALKS,
    );
    await eventually(
      'A heard in C',
      () => soundOf(rooms[2]!, 'floor'),
      (energy) => energy > TALKS,
    );
  });

  it('[FLOOR-42] lets nobody hear themselves', async () => {
    expect(await soundOf(rooms[0]!, 'floor')).toBeLessThan(TALKS);
    expect(await soundOf(hall, 'hall')).toBeLessThan(TALKS);
  });

  it('[FLOOR-43] moves on to B: the picture changes everywhere and A stops sending', async () => {
    await console_.keyboard.press('n');
    await pictures([hall, rooms[0]!, rooms[2]!, screen, console_], 'blue');
    await eventually(
      'B heard in A',
      () => soundOf(rooms[0]!, 'floor'),
      (energy) => energy > TALKS,
    );
    await eventually(
      'A stopped',
      () => sentBps(rooms[0]!),
      ({ main, audio }) => main === 0 && audio === 0,
    );
  });

  it('[FLOOR-44] shows the whole state and picture to a page that joins late', async () => {
    const late = await openPage(browsers[4]!, house.handedOut.screenUrl, { width: 1280, height: 720 });
    await pictures([late], 'blue');
    expect(await late.getByTestId('lower-third').innerText()).toContain('Bình Minh');
    expect(await late.getByTestId('lower-third').innerText()).toContain('Phòng dịch');
    await late.close();
  });

  it('[FLOOR-45] keeps the floor of a page that is killed, asks the chair after the grace, and takes the room back', async () => {
    await rooms[1]!.close();
    await eventually('the chair is asked', () => console_.getByTestId('lost-link-prompt').isVisible(), Boolean, 30_000);
    rooms[1] = await openPage(browsers[2]!, house.handedOut.siteUrls[2]!);
    await enter(rooms[1]);
    await eventually(
      'B on air again',
      () => tally(rooms[1]!),
      (state) => state === 'on-air',
    );
    await eventually(
      'the question is gone',
      () => console_.getByTestId('lost-link-prompt').isVisible(),
      (seen) => !seen,
    );
    await pictures([hall, rooms[0]!, rooms[2]!, screen], 'blue');
  });

  it.each(['media-0', 'worker-1', 'worker-2', 'postgres'])(
    '[PROC-20] after kill -9 of %s mid-speech every page shows the same state and picture within 10 s',
    async (name) => {
      const { dataDir } = house.server;
      const killed = childPid(dataDir, name)!;
      process.kill(killed, 'SIGKILL');
      // First of all, or frames of before would pass for the new ones, and the next kill would fall into this recovery.
      await eventually(
        `${name} is back`,
        async () => childPid(dataDir, name),
        (pid) => pid !== undefined && pid !== killed,
      );
      // A picture that merely stands still would pass; a frame counter that grows does not.
      await Promise.all(
        [hall, rooms[0]!, rooms[2]!, screen].map((page) =>
          eventually(
            `moving picture after ${name}`,
            () => framesDecoded(page),
            (frames) => frames > 5,
          ),
        ),
      );
      await pictures([hall, rooms[0]!, rooms[2]!, screen], 'blue');
      await console_.keyboard.press('t');
      const ends = await Promise.all([hall, rooms[0]!, screen].map((page) => page.getByTestId('lower-third').innerText()));
      expect(new Set(ends.map((text) => text.trim())).size).toBe(1);
      await eventually(
        'B still on air',
        () => tally(rooms[1]!),
        (state) => state === 'on-air',
      );
    },
  );

  it('[PROC-21] comes back by itself after a restart of the whole server', async () => {
    await house.restart();
    await pictures([hall, rooms[0]!, rooms[2]!, screen], 'blue', 20_000);
    await eventually(
      'B still on air',
      () => tally(rooms[1]!),
      (state) => state === 'on-air',
    );
  });
});

/** Frames of the floor that a page decodes in a second. */
function framesDecoded(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const video = document.querySelector<HTMLVideoElement>('video[data-testid="program-floor-video"]');
    const count = () => video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    const before = count();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return count() - before;
  });
}
