/** A conference that is called off: what desk, rooms, screens and phones are told, and what their links open afterwards. */
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, sidewaysPx } from './barriers.ts';
import { openBrowser, openPage } from './chromium.ts';
import { GREEN } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

const LIST = 'Họ và tên,Chức vụ,Đơn vị,Điểm cầu\nNguyễn Đức Mười,Bí thư Đảng ủy,Đảng ủy xã An Bình,Điểm cầu xã An Bình\n';
const REASON = 'Bão số 9 đổ bộ, các xã trực phòng chống thiên tai';

let house: House;
let browser: Browser;
let desk: Page;
let screen: Page;
let room: Page;
let phone: Page;
let checkedIn: Page;

beforeAll(async () => {
  house = await openHouse(['Điểm cầu xã An Bình']);
  browser = await openBrowser(GREEN);
  const { conferenceId, signInUrls, siteUrls, screenUrl } = house.handedOut;
  desk = await openPage(browser, signInUrls[2]!);
  await desk.getByTestId('console').waitFor();
  screen = await openPage(browser, screenUrl);
  await screen.getByTestId('slate').waitFor();
  room = await openPage(browser, siteUrls[0]!);
  await room.getByTestId('enter-room').waitFor();
  const api = `${new URL(screenUrl).origin}/api/v1/conferences/${conferenceId}`;
  const { url } = (await (await desk.request.get(`${api}/phone-page`)).json()) as { url: string };
  phone = await openPage(browser, url, { width: 360, height: 740 });
  await phone.getByTestId('room-code').waitFor();
  const file = { name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) };
  expect((await desk.request.post(`${api}/attendance/import`, { multipart: { file } })).ok()).toBe(true);
  const { slips } = (await (await desk.request.get(`${api}/attendance/slips`)).json()) as { slips: { url: string }[] };
  checkedIn = await openPage(browser, slips[0]!.url, { width: 360, height: 740 });
  await checkedIn.getByTestId('check-in').click();
  await checkedIn.getByTestId('checked-in').waitFor();
  const headers = { 'idempotency-key': randomUUID() };
  const answer = await desk.request.post(`${api}/plan/commands`, { data: { type: 'CancelConference', reason: REASON }, headers });
  expect(answer.ok()).toBe(true);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

describe('called off', () => {
  it('[SCREEN-103] desk, rooms and screens say so, and not that the conference is closed; desk, rooms and phones that are checked in with the reason', async () => {
    await desk.getByText('Hội nghị đã huỷ. Lý do:').waitFor();
    expect(await desk.getByTestId('phase').innerText()).toBe('Đã huỷ');
    await room.getByTestId('slate').filter({ hasText: REASON }).waitFor();
    await screen.getByTestId('slate').filter({ hasText: 'Hội nghị không tiến hành' }).waitFor();
    await checkedIn.getByTestId('over').filter({ hasText: REASON }).waitFor();
    expect(await checkedIn.getByTestId('phase').innerText()).toBe('Đã huỷ');
    for (const page of [desk, room, screen, checkedIn]) expect(await page.getByText(/đã bế mạc/i).count()).toBe(0);
    for (const page of [room, checkedIn]) expect(await barriers(page)).toEqual([]);
    expect(await sidewaysPx(room, 320)).toBeLessThanOrEqual(0);
  });

  it('[PHONE-17] a phone that has not checked in is told, and is offered no check-in', async () => {
    await phone.reload();
    await phone.getByTestId('over').filter({ hasText: 'Hội nghị không tiến hành' }).waitFor();
    expect(await phone.getByTestId('room-code').count()).toBe(0);
    expect(await phone.getByText(/đã bế mạc/i).count()).toBe(0);
    expect(await barriers(phone)).toEqual([]);
  });

  it('[SCREEN-104] a screen that is opened anew by its ended link shows the slate it had; another one is told that the link is over', async () => {
    const { screenUrl } = house.handedOut;
    const again = await anew(screen.context(), screenUrl);
    await again.getByTestId('slate').filter({ hasText: 'Hội nghị không tiến hành' }).waitFor();
    const stranger = await openPage(browser, screenUrl);
    await stranger.getByText('đường dẫn hết hiệu lực khi hội nghị kết thúc').waitFor();
    expect(await stranger.getByTestId('slate').count()).toBe(0);
  });

  it('[SCREEN-105] a screen with a wrong link goes on by the right one in the same tab, without a hand on it', async () => {
    const own = await openHouse([]);
    try {
      const { screenUrl } = own.handedOut;
      const page = await openPage(browser, screenUrl.replace(/#t=.*/, '#t=wrong'));
      await page.getByText('đường dẫn hết hiệu lực khi hội nghị kết thúc').waitFor();
      await page.evaluate((hash) => (location.hash = hash), new URL(screenUrl).hash);
      await page.getByTestId('slate').waitFor();
    } finally {
      await own.close();
    }
  });

  it('[SCREEN-104] a room whose link is over is told when links end', async () => {
    const page = await openPage(browser, house.handedOut.siteUrls[0]!);
    await page.getByText('hết hiệu lực khi hội nghị kết thúc').waitFor();
  });
});

async function anew(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}
