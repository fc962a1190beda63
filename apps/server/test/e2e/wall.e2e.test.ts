/** Three desks at one conference of 31 rooms, the wall, the hall's slates, and what a screen reader or a narrow window meets on the way. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, sidewaysPx } from './barriers.ts';
import { eventually, openBrowser, openPage } from './chromium.ts';
import { openHouse, type House } from './house.ts';

/** One page of the wall and five on the next, the hall among them. */
const ROOMS = Array.from({ length: 30 }, (_, place) => (place === 7 ? 'Điểm cầu xã Đồng Bẩm' : `Điểm cầu xã số ${place + 1}`));

let house: House;
let browser: Browser;
let chair: Page;
let technician: Page;
let secretary: Page;
let room: Page;
let screen: Page;

beforeAll(async () => {
  house = await openHouse(ROOMS);
  browser = await openBrowser();
  const { signInUrls, siteUrls, screenUrl } = house.handedOut;
  [chair, technician, secretary] = (await Promise.all(signInUrls.map((url) => openPage(browser, url)))) as [Page, Page, Page];
  screen = await openPage(browser, screenUrl);
  room = await openPage(browser, 'about:blank');
  await reloadBeforeAnswer(room, siteUrls[8]!);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** Opens a room's link while the server does not answer, and reloads. */
async function reloadBeforeAnswer(page: Page, url: string): Promise<void> {
  await page.route('**/api/v1/site-sessions', (route) => route.abort());
  await page.goto(url);
  await page.getByTestId('link-again').waitFor();
  await page.unroute('**/api/v1/site-sessions');
  await page.reload();
}

async function choose(desk: Page, view: string, testId: string): Promise<void> {
  await desk.getByTestId('view-switch').getByText(view, { exact: true }).click();
  await desk.getByTestId(testId).waitFor();
}

/** One of the choices of a segmented control; the button itself is drawn over an unseen field. */
function part(desk: Page, value: string): Promise<void> {
  return desk.locator(`label[for$="-${value}"]`).first().click();
}

function tile(page: Page): Promise<string[]> {
  return page.getByTestId('wall-tile').allInnerTexts();
}

describe('desks of three roles', () => {
  it('[SCREEN-77] a room whose page was reloaded before the server answered enters by the same link', async () => {
    await room.getByTestId('enter-room').click();
    await room.getByTestId('tally').waitFor();
    expect(await room.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('[SCREEN-75] the hall counts down before the opening', async () => {
    const left = () => screen.getByTestId('countdown').innerText();
    const before = await left();
    await eventually('it counts', left, (now) => now !== before);
    expect(await screen.getByTestId('slate').getAttribute('data-kind')).toBe('before');
  });

  it('[SCREEN-74] each role has its own desk, and whoever may takes another', async () => {
    await chair.getByTestId('chair-desk').waitFor();
    expect(await chair.getByRole('group', { name: 'Điều khiển phát biểu' }).getByRole('button').count()).toBe(5);
    expect(await chair.getByRole('tab').count()).toBe(0);
    await secretary.getByTestId('secretary-desk').waitFor();
    await choose(technician, 'Kỹ thuật', 'technician-desk');
    await technician.reload();
    await technician.getByTestId('technician-desk').waitFor();
  });

  it('[SCREEN-72] the wall turns its pages, finds a room without diacritics, and the room is told that it is watched', async () => {
    await eventually(
      'a full page',
      () => tile(technician),
      (tiles) => tiles.length === 25,
    );
    await technician.getByTestId('wall').focus();
    await technician.keyboard.press('PageDown');
    // Worst first: the one room that is there has the last place of all.
    await eventually(
      'the last page',
      () => tile(technician),
      (tiles) => tiles.length === 6 && (tiles.at(-1) ?? '').includes('Đồng Bẩm'),
      30_000,
    );
    await eventually(
      'watched',
      () => room.getByTestId('watched').getAttribute('data-watched'),
      (watched) => watched === 'true',
    );
    await technician.getByTestId('site-search').fill('so 12');
    await eventually(
      'found',
      () => tile(technician),
      (tiles) => tiles.length === 1 && tiles[0]!.includes('xã số 12'),
    );
    await eventually(
      'not watched',
      () => room.getByTestId('watched').getAttribute('data-watched'),
      (watched) => watched === 'false',
    );
    await technician.getByTestId('site-search').fill('');
  });

  it('[SCREEN-73] the figures tell what reaches a room, and its device', async () => {
    await technician.getByText('Chỉ số', { exact: true }).click();
    const row = technician.getByTestId('quality-row').filter({ hasText: 'Đồng Bẩm' });
    await eventually(
      'received',
      () => row.innerText(),
      (text) => text.includes('Hình đầy đủ') && text.includes('Chrome'),
      20_000,
    );
    expect(await technician.getByTestId('quality-row').count()).toBe(31);
  });

  it('[SCREEN-79] two desks side by side agree: on the queue, on who speaks, on the phase', async () => {
    await chair.getByTestId('btn-open').click();
    await room.getByTestId('request-subject').fill('Nước sạch thôn Đông');
    await room.getByTestId('request-floor').click();
    const queue = (desk: Page) => desk.getByTestId('queue-row').allInnerTexts();
    for (const desk of [chair, secretary])
      await eventually(
        'waits',
        () => queue(desk),
        (rows) => rows.length === 1 && rows[0]!.includes('Đồng Bẩm'),
      );
    await chair.keyboard.press('g');
    const speaker = (desk: Page) => desk.getByTestId('lower-third').first().innerText();
    for (const desk of [chair, secretary])
      await eventually(
        'speaks',
        () => speaker(desk),
        (text) => text.includes('Nước sạch'),
      );
    expect(await queue(chair)).toEqual(await queue(secretary));
    await eventually(
      'on the strip',
      () => screen.getByTestId('lower-third').innerText(),
      (text) => text.includes('Đồng Bẩm'),
    );
  });

  it.each(['vi', 'en'])('[SCREEN-40] in %s no part of a desk shuts anybody out', async (language) => {
    for (const desk of [chair, technician, secretary]) await desk.getByRole('button', { name: `${language.toUpperCase()}:` }).click();
    const found: Record<string, unknown> = { chair: await barriers(chair) };
    // The first language goes through everything; the second looks for what longer or shorter words do.
    const full = language === 'vi';
    for (const mode of full ? ['list', 'wall', 'figures'] : ['figures']) {
      await part(technician, mode);
      found[`technician ${mode}`] = await barriers(technician);
    }
    for (const tab of await secretary.getByRole('tab').all()) {
      await tab.click();
      found[`secretary ${await tab.getAttribute('id')}`] = await barriers(secretary);
    }
    await secretary.getByTestId('tab-people').click();
    for (const shown of full ? ['rooms', 'minutes'] : []) {
      await part(secretary, shown);
      found[`people ${shown}`] = await barriers(secretary);
    }
    expect(Object.entries(found).filter(([, barrier]) => (barrier as unknown[]).length > 0)).toEqual([]);
  });

  it('[SCREEN-41] no desk scrolls sideways on 320 px', async () => {
    const over: Record<string, number> = {};
    for (const [name, desk] of Object.entries({ chair, technician, secretary, screen, room })) over[name] = await sidewaysPx(desk, 320);
    expect(Object.entries(over).filter(([, px]) => px > 0)).toEqual([]);
  });

  it('[SCREEN-75] a pause and the closing put their slates on the hall’s screen', async () => {
    await chair.setViewportSize({ width: 1366, height: 768 });
    const slate = () => screen.getByTestId('slate').getAttribute('data-kind', { timeout: 1_000 });
    await chair.getByTestId('btn-pause').click();
    await eventually('paused', slate, (kind) => kind === 'paused');
    await chair.getByTestId('life-menu').click();
    await chair.getByTestId('btn-close').click();
    await chair.getByTestId('confirm-close').click();
    await eventually('closed', slate, (kind) => kind === 'closed');
  });
});
