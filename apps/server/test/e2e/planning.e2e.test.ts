/** The office prepares the quarter’s briefing: from its series, by keyboard, to paper and a rehearsal that is thrown away. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder, runCommand, startServer, temporaryFolder, type RunningServer } from '../running-server.ts';
import { eventually, openBrowser, openPage } from './chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const UNITS = [
  'Mã đơn vị;Tên đơn vị;Loại đơn vị;Đơn vị cấp trên',
  'T;Tỉnh Sông Lam;tỉnh;',
  'X1;Xã Đông Bến;xã;T',
  'X2;Xã miền núi Trường Sơn Đông;xã;T',
].join('\n');

let server: RunningServer;
let browser: Browser;
let page: Page;
/** `/conferences/…` of the quarter’s briefing. */
let path: string;

beforeAll(async () => {
  server = await startServer({ dataDir: temporaryFolder() });
  const env = { DIEMCAU_DATA_DIR: server.dataDir, PORT: String(server.port) };
  const made = await runCommand(['admin', 'create', '--name', 'Nguyễn Thị Hoà'], env);
  if (made.code !== '0') throw new Error(made.stderr || made.stdout);
  browser = await openBrowser();
  page = await openPage(browser, made.stdout.trim());
  await page.waitForURL((url) => url.pathname === '/');
  await prepareOrganisation();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (server) removeFolder(server.dataDir);
});

/** Units, and a room in each, as the pages for them would send it. */
async function prepareOrganisation(): Promise<void> {
  await page.goto(at('/import'));
  await page.locator('input[type=file]').setInputFiles({ name: 'don-vi.csv', mimeType: 'text/csv', buffer: Buffer.from(UNITS) });
  await page.getByTestId('import-check').click();
  await page.getByTestId('import-commit').click();
  await page.locator('[data-done="true"]').waitFor();
  const status = await page.evaluate(async () => {
    const { units } = (await (await fetch('/api/v1/units')).json()) as { units: { unitId: string; name: string }[] };
    const sites = units.map(({ unitId, name }, index) => ({
      ...{ siteId: `s${index}`, code: '', unitId, name: `Phòng họp ${name}`, kind: '', room: 'Tầng 2', address: '', capacity: 40 },
    }));
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'sites' };
    return (await fetch('/api/v1/sites/commands', { method: 'POST', headers, body: JSON.stringify({ type: 'RegisterSites', sites }) }))
      .status;
  });
  expect(status).toBe(200);
}

function at(place: string): string {
  return new URL(place, page.url()).href;
}

async function pick(testId: string, words: string): Promise<void> {
  await page.getByTestId(testId).click();
  await page.getByTestId(testId).fill(words);
  await page.getByRole('option').first().click();
}

/** WCAG 2.2 A and AA, whatever axe rates it. */
async function barriers(): Promise<unknown> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    interface Found {
      readonly id: string;
      readonly nodes: readonly { readonly html: string }[];
    }
    const { axe } = window as unknown as { axe: { run(options: unknown): Promise<{ violations: readonly Found[] }> } };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200)]);
  });
}

function titles(): Promise<string[]> {
  return page.getByTestId('edited-item').locator('p:first-child').allInnerTexts();
}

async function addItem(title: string): Promise<void> {
  await page.getByTestId('add-item').click();
  await page.getByTestId('item-title').fill(title);
  await page.getByTestId('item-submit').click();
  await page.getByTestId('edited-item').getByText(title).first().waitFor();
}

describe('planning', () => {
  it('[PAGE-64] a series proposes its next conference, which is created with the rooms of the branch', async () => {
    await page.goto(at('/series'));
    await page.getByTestId('series-new').click();
    await page.getByTestId('series-name').fill('Giao ban quý');
    await pick('series-unit', 'song lam');
    await page.getByTestId('series-submit').click();
    await page.getByTestId('next-of-series').waitFor();
    expect(await page.getByTestId('next-of-series').innerText()).toMatch(/Đề xuất họp ngày .*Quý \d năm \d{4}.*3 điểm cầu/s);
    await page.getByTestId('create-next').click();
    await eventually(
      'a title is proposed',
      () => page.getByTestId('new-title').inputValue(),
      (title) => /^Giao ban quý \d năm \d{4}$/.test(title),
    );
    await page.getByTestId('create-submit').click();
    await page.waitForURL(/\/conferences\/(?!new)/);
    path = new URL(page.url()).pathname;
    await page.getByTestId('readiness').getByText('3 điểm cầu').waitFor();
  });

  it('[PAGE-65] the agenda is put in order by keyboard, and an item is revised', async () => {
    await page.getByTestId('tab-agenda').click();
    for (const title of ['Báo cáo', 'Thảo luận', 'Kết luận']) await addItem(title);
    await page.getByTestId('item-handle').last().focus();
    // What a screen reader hears is also how one knows where the item is; a key pressed while the list is measured is lost.
    const heard = page.locator('[id^="DndLiveRegion"]');
    await page.keyboard.press('Space');
    await heard.getByText('vị trí 3 trên 3').waitFor({ state: 'attached' });
    const upwards = async (): Promise<string> => {
      await page.keyboard.press('ArrowUp');
      return (await heard.textContent()) ?? '';
    };
    await eventually('the last is at the top', upwards, (text) => text.includes('vị trí 1 trên 3'));
    await page.keyboard.press('Space');
    await heard.getByText('Đã đặt Kết luận').waitFor({ state: 'attached' });
    await eventually('the last is first', titles, (order) => order.join() === 'Kết luận,Báo cáo,Thảo luận');
    await page.getByTestId('item-edit').first().click();
    await page.getByTestId('item-minutes').fill('25');
    await page.getByTestId('item-submit').click();
    await page.getByTestId('agenda-sum').getByText('45 phút').waitFor();
  });

  it('[PAGE-66] rooms are taken out and a branch is invited; how many is told before it is saved', async () => {
    await page.getByTestId('tab-sites').click();
    await page.getByTestId('invite-search').fill('truong son');
    const room = page.getByTestId('invite-room').getByRole('checkbox');
    await room.uncheck();
    await page.getByTestId('invite-count').getByText('Đã chọn 2 điểm cầu · Mời thêm 0, bỏ 1').waitFor();
    await page.getByTestId('invite-save').click();
    await page.getByTestId('invite-count').getByText('Đã chọn 2 điểm cầu', { exact: true }).waitFor();
    await page.getByTestId('invite-search').fill('');
    await page.getByTestId('invite-branch').getByRole('checkbox').first().check();
    await page.getByTestId('invite-save').click();
    await page.getByTestId('invite-count').getByText('Đã chọn 3 điểm cầu', { exact: true }).waitFor();
  });

  it('[PAGE-67] the checklist keeps what was ticked, by which office, and takes points of one’s own', async () => {
    await page.getByTestId('tab-checklist').click();
    // The tick shows once the server has it, so there is nothing to check for right after the click.
    await page.getByTestId('check-row').getByRole('checkbox').first().click();
    await page.getByTestId('check-row').first().getByText('Thư ký xác nhận').waitFor();
    await page.getByTestId('check-text').fill('Đặt hoa hội trường');
    await page.getByTestId('check-add').click();
    await page.getByText('Đặt hoa hội trường').waitFor();
    expect(await page.getByTestId('check-progress').innerText()).toBe('Đã xong 1/19');
  });

  it('[PAGE-68] a rehearsal is marked wherever it is opened, and thrown away', async () => {
    await page.getByTestId('tab-overview').click();
    await page.getByTestId('rehearse').click();
    await page.getByTestId('rehearsal-notice').waitFor();
    const twin = new URL(page.url()).pathname.split('/')[2]!;
    expect(twin).not.toBe(path.split('/')[2]);
    await page.goto(at(`/console/${twin}`));
    await page.getByTestId('rehearsal-mark').waitFor();
    await page.goto(at(`/conferences/${twin}`));
    await page.getByTestId('dispose').click();
    await page.getByTestId('confirm-submit').click();
    await page.getByTestId('phase').getByText('Đã huỷ').waitFor();
    await page.getByTestId('to-original').click();
    await page.getByTestId('readiness').waitFor();
    expect(await page.getByTestId('rehearsal-line').count()).toBe(0);
  });

  it('[PRINT-2] every print is A4 pages with something on them', async () => {
    const pages: Record<string, number> = {};
    for (const print of ['agenda', 'sites', 'rooms', 'codes', 'headcounts']) {
      await page.goto(at(`${path}/print/${print}`));
      await page.locator('article h1, article h2').first().waitFor();
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      pages[print] = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    }
    expect(pages).toEqual({ agenda: 1, sites: 1, rooms: 3, codes: 1, headcounts: 1 });
  });

  it('[PAGE-69] no page of planning shuts anybody out or scrolls sideways on 320 px, in either language', async () => {
    const tabs = ['', '/agenda', '/sites', '/desk', '/policy', '/checklist', '/prints', '/print/agenda'];
    const places = ['/conferences', '/conferences/new', '/series', ...tabs.map((tab) => path + tab)];
    const found: Record<string, unknown> = {};
    await page.setViewportSize({ width: 320, height: 640 });
    for (const [index, place] of places.entries()) {
      const language = index % 2 === 0 ? 'en' : 'vi';
      await page.evaluate((chosen) => localStorage.setItem('diemcau.language', chosen), language);
      await page.goto(at(place));
      await page.locator('h1').first().waitFor();
      await page.locator('.mantine-Skeleton-root, .mantine-Loader-root').first().waitFor({ state: 'detached' });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      found[place] = [Math.max(0, over), await barriers()];
    }
    expect(found).toEqual(Object.fromEntries(places.map((place) => [place, [0, []]])));
  });

  it('[PAGE-84] what could not be read is told: not allowed without another try, signed out with the way in, and no answer with one', async () => {
    await page.evaluate(() => localStorage.setItem('diemcau.language', 'vi'));
    let answer: readonly [status: number, code: string] = [403, 'not-allowed'];
    await page.route('**/api/v1/series', (route) => route.fulfill({ status: answer[0], json: { code: answer[1] } }));
    const offers = async (now: typeof answer): Promise<string[]> => {
      answer = now;
      await page.goto(at('/series'));
      const alert = page.getByRole('alert');
      await alert.waitFor();
      expect(await barriers()).toEqual([]);
      return alert.locator('a, button').allInnerTexts();
    };
    expect(await offers([403, 'not-allowed'])).toEqual([]);
    expect(await offers([401, 'not-signed-in'])).toEqual(['Đăng nhập']);
    expect(await offers([503, 'database-unavailable'])).toEqual(['Thử lại']);
    await page.unroute('**/api/v1/series');
    await page.getByRole('alert').getByRole('button').click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.getByTestId('series-new').waitFor();
  });
});
