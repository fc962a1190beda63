/** An administrator brings a list in, renames a unit from a day on, and looks at the tree before and after. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder, runCommand, startServer, temporaryFolder, type RunningServer } from '../running-server.ts';
import { openBrowser, openPage } from './chromium.ts';

const UNITS = [
  'Mã đơn vị;Tên đơn vị;Loại đơn vị;Đơn vị cấp trên',
  'T;Tỉnh Lâm Giang;tỉnh;',
  'X1;Xã Đông Lai;xã;T',
  'X2;Xã Tây Sơn;xã;T',
].join('\n');
/** Far enough ahead to be a plan whenever this runs. */
const FROM = '2090-07-01';
const DAY_BEFORE = '2090-06-30';

let server: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer({ dataDir: temporaryFolder() });
  const env = { DIEMCAU_DATA_DIR: server.dataDir, PORT: String(server.port) };
  const made = await runCommand(['admin', 'create', '--name', 'Nguyễn Thị Hoà'], env);
  if (made.code !== '0') throw new Error(made.stderr || made.stdout);
  browser = await openBrowser();
  page = await openPage(browser, made.stdout.trim());
  await page.waitForURL((url) => url.pathname === '/');
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (server) removeFolder(server.dataDir);
});

async function visit(path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
}

async function importList(text: string): Promise<void> {
  await visit('/import');
  await page.locator('input[type=file]').setInputFiles({ name: 'don-vi.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByTestId('import-check').click();
  await page.getByTestId('import-report').waitFor();
}

function names(): Promise<string[]> {
  return page.getByTestId('unit-line').evaluateAll((lines) => lines.map((line) => line.children[1]?.textContent ?? ''));
}

describe('the organisation', () => {
  it('[PAGE-6] tells what is wrong with a list, row by row, and imports it once it is right', async () => {
    await importList(`${UNITS}\nX3;;xã;T`);
    expect(await page.getByTestId('import-report').getAttribute('data-ok')).toBe('false');
    expect(await page.getByTestId('import-problems').innerText()).toMatch(/dòng 5/);
    expect(await page.getByTestId('import-commit').count()).toBe(0);
    await importList(UNITS);
    await page.getByTestId('import-commit').click();
    await page.locator('[data-done="true"]').waitFor();
    await visit('/organisation');
    await page.getByTestId('unit-line').first().waitFor();
    expect(await names()).toEqual(['Tỉnh Lâm Giang', 'Xã Đông Lai', 'Xã Tây Sơn']);
  });

  it('[PAGE-7] renames a unit from a day on, by keyboard, and shows the tree of any day, as known at any time', async () => {
    await page.getByTestId('unit-tree').focus();
    for (const key of ['Home', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.getByTestId('unit-rename').click();
    await page.getByTestId('change-word').fill('Xã Đông Tân');
    await page.getByTestId('change-from').fill(FROM);
    await page.getByTestId('change-document').fill('12/NQ-HĐND');
    await page.getByTestId('change-submit').click();
    const timeline = page.getByTestId('timeline');
    await timeline.getByText('12/NQ-HĐND').waitFor();
    expect(await timeline.innerText()).toContain('Dự kiến');
    expect(await page.getByTestId('unit-name').innerText()).toBe('Xã Đông Lai');

    await page.getByTestId('as-of-day').fill(FROM);
    await page.getByTestId('unit-name').getByText('Xã Đông Tân').waitFor();
    await page.getByTestId('unit-line').getByText('Xã Đông Tân').waitFor();
    await page.getByTestId('as-of-day').fill(DAY_BEFORE);
    await page.getByTestId('unit-line').getByText('Xã Đông Lai').waitFor();
    // Before anything was recorded nothing was known, of whatever day.
    await page.getByTestId('as-of-known').fill('2020-01-01');
    await page.getByTestId('unit-tree').waitFor({ state: 'detached' });
    await page.getByTestId('as-of-now').click();
    await page.getByTestId('unit-name').getByText('Xã Đông Lai').waitFor();
  });

  it('[PAGE-8] tells why a change is refused and keeps what was typed', async () => {
    await page.getByTestId('unit-more').click();
    await page.getByTestId('unit-recode').click();
    await page.getByTestId('change-word').fill('X2');
    await page.getByTestId('change-submit').click();
    expect(await page.getByTestId('change-refused').innerText()).toBe('Hai đơn vị trùng mã vào ngày đó.');
    expect(await page.getByTestId('change-word').inputValue()).toBe('X2');
    await page.keyboard.press('Escape');
  });

  it('[PAGE-80] goes to a unit by its first letters', async () => {
    await page.getByTestId('unit-tree').focus();
    await page.keyboard.press('Home');
    await page.keyboard.type('tay');
    expect(await page.locator('[data-testid="unit-line"][data-cursor="true"]').innerText()).toContain('Xã Tây Sơn');
  });

  it('[PAGE-83] shows what is planned, and the tree of that day at a press', async () => {
    await visit('/organisation');
    const plans = page.getByTestId('plans');
    await plans.getByText('12/NQ-HĐND').waitFor();
    await plans.getByRole('button', { name: 'Xem cây ngày này' }).click();
    await page.getByTestId('unit-line').getByText('Xã Đông Tân').waitFor();
  });

  it('[PAGE-82] writes somebody new down and posts them to a site', async () => {
    await visit('/sites');
    await page.getByTestId('site-register').click();
    await page.getByTestId('site-unit').fill('dong lai');
    await page.getByRole('option', { name: /Xã Đông Lai/ }).click();
    await page.getByTestId('site-name').fill('Hội trường xã Đông Lai');
    await page.getByTestId('site-submit').click();
    await page.getByTestId('site-line').getByText('Hội trường xã Đông Lai').click();
    await page.getByTestId('contact-new').click();
    await page.getByTestId('contact-name').fill('Lò Văn Páo');
    await page.getByTestId('contact-phone').fill('0912 345 678');
    await page.getByTestId('contact-submit').click();
    expect(await page.getByRole('link', { name: '0912 345 678' }).getAttribute('href')).toBe('tel:0912345678');
  });

  it('[PAGE-81] moves a site to another unit', async () => {
    await page.getByTestId('site-move').click();
    await page.getByTestId('move-unit').fill('tay son');
    await page.getByRole('option', { name: /Xã Tây Sơn/ }).click();
    await page.getByTestId('site-submit').click();
    await page.getByRole('link', { name: 'Xã Tây Sơn' }).waitFor();
    await page.getByTestId('site-preflights').waitFor();
  });
});
