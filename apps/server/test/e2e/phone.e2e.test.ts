/** Delegates check in with their phones: by the room's code and a name, and by an invitation without network. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openBrowser } from './chromium.ts';
import { GREEN } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ROOM = 'Điểm cầu xã An Bình';
/** One of each for every try of a test. */
const LIST = ['Họ và tên,Chức vụ,Đơn vị,Điểm cầu']
  .concat([1, 2, 3].map((no) => `Trần Thị Thanh Bình ${no},Phó Chủ tịch,UBND xã An Bình,${ROOM}`))
  .concat([1, 2, 3].map((no) => `Nguyễn Đức Mười ${no},Bí thư Đảng ủy,Đảng ủy xã An Bình,${ROOM}`))
  .join('\n');
const invited = [1, 2, 3].map((no) => `Nguyễn Đức Mười ${no}`);

let house: House;
let browser: Browser;
let desk: BrowserContext;
let base: string;
let api: string;
let phoneUrl: string;

beforeAll(async () => {
  house = await openHouse([ROOM]);
  browser = await openBrowser(GREEN);
  desk = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1366, height: 768 } });
  const { signInUrls, conferenceId } = house.handedOut;
  base = new URL(signInUrls[2]!).origin;
  api = `${base}/api/v1/conferences/${conferenceId}`;
  const page = await desk.newPage();
  await page.goto(signInUrls[2]!);
  await page.getByTestId('console').waitFor();
  const file = { name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) };
  const answer = await desk.request.post(`${api}/attendance/import`, { multipart: { file } });
  expect(await answer.json()).toMatchObject({ ok: true, counts: { created: 6 } });
  phoneUrl = ((await (await desk.request.get(`${api}/phone-page`)).json()) as { url: string }).url;
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

function openPhone(): Promise<BrowserContext> {
  return browser.newContext({ locale: 'vi-VN', viewport: { width: 360, height: 740 } });
}

async function barriers(page: Page): Promise<unknown> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]);
  });
}

/** Pixels that stand out sideways, at the widths of small phones. */
async function sideways(page: Page): Promise<readonly number[]> {
  const over: number[] = [];
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 740 });
    over.push(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth));
  }
  return over;
}

async function tally(): Promise<Record<string, number>> {
  const { sites } = (await (await desk.request.get(`${api}/attendance`)).json()) as { sites: Record<string, Record<string, number>> };
  return sites[house.handedOut.sites.find(({ name }) => name === ROOM)!.siteId]!;
}

describe('phones', () => {
  it('[PHONE-8] the room shows a code, a phone finds its name with it and is checked in, and the desk sees room and headcount differ', async () => {
    const officer = await browser.newContext({
      locale: 'vi-VN',
      viewport: { width: 1366, height: 768 },
      permissions: ['camera', 'microphone'],
    });
    const room = await officer.newPage();
    await room.goto(house.handedOut.siteUrls[1]!);
    await room.getByTestId('enter-room').or(room.getByTestId('tally')).first().click();
    await room.getByTestId('headcount-number').first().fill('30');
    await room.getByTestId('headcount-save').click();
    await room.getByTestId('room-tab-people').click();
    await room.getByTestId('show-room-code').click();
    await room.getByTestId('room-code-digits').waitFor();
    expect(await barriers(room)).toEqual([]);

    const phone = await (await openPhone()).newPage();
    await phone.goto(phoneUrl);
    await phone.getByTestId('room-code').waitFor();
    expect(await phone.locator('main').innerText()).not.toContain('Chương trình');
    expect([await barriers(phone), await sideways(phone)]).toEqual([[], [0, 0]]);
    await phone.getByTestId('room-code').fill((await room.getByTestId('room-code-digits').innerText()).trim());
    await phone.getByTestId('read-code').click();
    await phone.getByTestId('name').fill('tran binh');
    await phone.getByTestId('found').first().click();
    await phone.getByTestId('confirm').click();
    await phone.getByTestId('checked-in').waitFor();
    await phone.getByTestId('phase').waitFor();
    expect([await barriers(phone), await sideways(phone)]).toEqual([[], [0, 0]]);

    const page = desk.pages()[0]!;
    await page.getByTestId('tab-people').click();
    await page.getByText('Điểm danh', { exact: true }).first().click();
    const row = page.getByTestId('reconciled-room').filter({ hasText: ROOM });
    await eventually(
      'the desk',
      () => row.innerText(),
      (text) => /lệch \+2\d/.test(text),
    );
    expect(await row.getByTestId('in-person').innerText()).toMatch(/[123]/);
    expect(await barriers(page)).toEqual([]);
    await officer.close();
    await phone.context().close();
  });

  it('[PHONE-9] a check-in without network says so, is kept over a reload and sent once when the network is back', async () => {
    const { slips } = (await (await desk.request.get(`${api}/attendance/slips`)).json()) as { slips: { name: string; url: string }[] };
    const context = await openPhone();
    const phone = await context.newPage();
    const name = invited.shift();
    const { online: before } = await tally();
    await phone.goto(slips.find((slip) => slip.name === name)!.url);
    await phone.getByTestId('check-in').waitFor();
    expect(phone.url()).toBe(phoneUrl);
    await phone.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await eventually('the kept page', () => phone.evaluate(async () => (await caches.match('/c/')) !== undefined), Boolean);
    await context.setOffline(true);
    // A page that is loaded anew may send before Chromium takes its network away again.
    await context.route('**/check-ins', (route) => route.abort('internetdisconnected'));
    await phone.getByTestId('check-in').click();
    await phone.getByText('Chưa điểm danh xong').waitFor();
    await phone.reload();
    await phone.getByText('Chưa điểm danh xong').waitFor();
    expect(await tally()).toMatchObject({ online: before });
    expect(await barriers(phone)).toEqual([]);
    await context.unroute('**/check-ins');
    await context.setOffline(false);
    await phone.getByTestId('checked-in').waitFor({ timeout: 30_000 });
    await eventually('the tally', tally, ({ online }) => online === before! + 1);
    await phone.reload();
    await phone.getByTestId('checked-in').waitFor();
    await context.close();
  });
});
