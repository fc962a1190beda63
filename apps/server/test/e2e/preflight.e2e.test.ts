/** The hour before: one room with everything, one whose browser refuses its camera, and the desk’s board. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openBrowser, openPage } from './chromium.ts';
import { openHouse, type House } from './house.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Ten seconds of measuring, as long again for two encoders on two busy cores. */
const CHECK_MAX_MS = 60_000;

let house: House;
let browser: Browser;
let good: Page;
let board: Page;

beforeAll(async () => {
  house = await openHouse(['Điểm cầu xã An Bình', 'Điểm cầu xã Trường Sơn Đông', 'Điểm cầu xã Chưa Vào']);
  browser = await openBrowser();
  board = await openPage(browser, house.handedOut.signInUrls[0]!);
  await board.waitForURL(/\/console\//);
  await board.goto(`${board.url()}/preflight`);
  await board.getByTestId('board-row').first().waitFor();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** The camera of this page is refused, as by the padlock of a browser. */
async function openRefusedRoom(url: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'vi-VN', permissions: ['microphone'] })).newPage();
  await page.addInitScript(`(() => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) =>
      wanted.video ? Promise.reject(new DOMException('no', 'NotAllowedError')) : open(wanted);
  })()`);
  await page.goto(url);
  return page;
}

const checked = (page: Page) =>
  page.locator('[data-testid="preflight"][data-step="none"][data-verdict]').waitFor({ timeout: CHECK_MAX_MS });
const verdictOf = (page: Page, point: string) => page.getByTestId(`point-${point}`).getAttribute('data-verdict');
const rowAt = (place: number) => board.getByTestId('board-row').nth(place);

describe('preflight', () => {
  it('[PREFLIGHT-19] a room checks itself on arrival; one whose camera is refused is no-go and told what to do', async () => {
    good = await openPage(browser, house.handedOut.siteUrls[1]!);
    const refused = await openRefusedRoom(house.handedOut.siteUrls[2]!);
    await Promise.all([checked(good), checked(refused)]);
    expect(await verdictOf(refused, 'camera')).toBe('no-go');
    expect(await refused.getByTestId('point-camera').innerText()).toContain('ổ khoá');
    await good.getByTestId('preflight-heard').click();
    await good.locator('[data-testid="preflight"][data-verdict]:not([data-verdict="no-go"])').waitFor();
    await good.getByRole('button', { name: 'Chi tiết' }).click();
    for (const point of ['camera', 'speaker', 'clock', 'browser']) expect([point, await verdictOf(good, point)]).toEqual([point, 'go']);
    // The test picture went up and came back: only then is loss known.
    expect(await good.getByTestId('point-loss').innerText()).toMatch(/\d/);
    await refused.context().close();
  }, 120_000);

  it('[PREFLIGHT-20] the board hears of it by itself and has the worst first, those who never came before those who may', async () => {
    const verdicts = () => board.getByTestId('board-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-verdict')));
    await eventually(
      'the board',
      verdicts,
      ([worst, ...rest]) => worst === 'no-go' && rest.filter((one) => one === 'unchecked').length === 2,
      30_000,
    );
    expect(await rowAt(0).innerText()).toContain('Trường Sơn Đông');
    expect(await board.getByTestId('board-row').last().innerText()).toContain('An Bình');
    await board.getByTestId('board-search').fill('an binh');
    await expect.poll(() => board.getByTestId('board-row').count(), { timeout: 10_000 }).toBe(1);
  }, 60_000);

  it('[PREFLIGHT-21] one key on the board makes a room check itself again, and the board shows that it did', async () => {
    const before = await good.getByTestId('preflight').getAttribute('data-step');
    expect(before).toBe('none');
    await board.getByTestId('board-search').blur();
    await board.keyboard.press('ArrowDown');
    await board.keyboard.press('k');
    await good.locator('[data-testid="preflight"]:not([data-step="none"])').waitFor({ timeout: 15_000 });
    await checked(good);
  }, 120_000);

  it.each(['vi', 'en'])('[PREFLIGHT-22] in %s the board shuts nobody out, and does not scroll sideways on 320 px', async (language) => {
    await board.evaluate(`localStorage.setItem('diemcau.language', '${language}')`);
    await board.reload();
    await board.getByTestId('board-row').first().waitFor();
    await board.evaluate(AXE);
    const found = await board.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
      return (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    });
    expect(found).toEqual([]);
    await board.setViewportSize({ width: 320, height: 640 });
    expect(await board.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await board.setViewportSize({ width: 1366, height: 768 });
  });
});
