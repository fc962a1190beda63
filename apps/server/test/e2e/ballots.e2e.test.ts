/** A show of hands from the desk over a room to the hall's screen. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from './chromium.ts';
import { RED } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

let house: House;
const browsers: Browser[] = [];
let desk: Page;
let room: Page;
let screen: Page;

beforeAll(async () => {
  house = await openHouse(['Điểm cầu xã An Bình']);
  const { signInUrls, siteUrls, screenUrl } = house.handedOut;
  browsers.push(await openBrowser(RED), await openBrowser());
  const chair = await openPage(browsers[1]!, signInUrls[0]!);
  desk = await openPage(browsers[1]!, signInUrls[2]!);
  screen = await openPage(browsers[1]!, screenUrl);
  room = await openPage(browsers[0]!, siteUrls[1]!);
  await room.getByTestId('enter-room').click();
  await room.getByTestId('tally').waitFor();
  await chair.getByTestId('btn-open').click();
  await screen.getByTestId('hall-strip').waitFor();
  await chair.close();
}, 120_000);
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await house?.close();
});

async function enter(hands: { readonly yes: number; readonly no: number }): Promise<void> {
  await room.getByTestId('hands-yes').fill(String(hands.yes));
  await room.getByTestId('hands-no').fill(String(hands.no));
  await room.getByTestId('hands-abstain').fill('0');
  await room.getByTestId('hands-submit').click();
  await expect.poll(() => room.getByTestId('hands-yes').inputValue()).toBe('');
}

describe('ballots', () => {
  it('[SCREEN-100] a show of hands is announced and opened at the desk, entered by two officers of a room, and its result is on every screen', async () => {
    await desk.getByTestId('tab-ballots').click();
    await desk.getByTestId('new-ballot').click();
    await desk.getByTestId('ballot-question').fill('Thông qua chỉ tiêu bao phủ trường học thông minh quý IV');
    await desk.getByRole('radio', { name: /Giơ tay/ }).check();
    await desk.getByTestId('ballot-announce').click();
    await desk.getByTestId('ballot-open').click();
    await desk.getByTestId('ballot-open-submit').click();
    await screen.getByTestId('hall-ballot').waitFor();
    await room.getByTestId('hands-form').waitFor();
    await enter({ yes: 20, no: 3 });
    await enter({ yes: 21, no: 3 });
    await expect.poll(() => room.getByTestId('hands-form').textContent()).toContain('Cả hai đếm lại');
    await enter({ yes: 21, no: 3 });
    await enter({ yes: 21, no: 3 });
    await expect.poll(() => desk.getByTestId('ballot-turnout').textContent()).toContain('1/');
    expect(await screen.getByTestId('hall-ballot').textContent()).not.toContain('21');
    await desk.getByTestId('ballot-close').click();
    await desk.getByTestId('ballot-close-submit').click();
    for (const page of [desk, room, screen]) await expect.poll(() => page.getByTestId('ballot-result').textContent()).toContain('21 phiếu');
  });
});
