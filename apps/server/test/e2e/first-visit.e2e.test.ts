/** A fresh server in real Chromium: set up with the code on its console, left, and signed in to again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeFolder, startServer, temporaryFolder, type RunningServer } from '../running-server.ts';
import { eventually, openBrowser, openPage } from './chromium.ts';

const PASSWORD = 'sông xanh núi biếc 26';

let server: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startServer({ dataDir: temporaryFolder() });
  browser = await openBrowser();
  page = await openPage(browser, `http://localhost:${server.port}/`);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (server) removeFolder(server.dataDir);
});

it('[PAGE-9] is set up with its code, and lets the administrator in with the password', async () => {
  await page.waitForURL('**/setup');
  const code = () => /set-up code: (\S+)/.exec(server.output())?.[1] ?? '';
  await eventually('the code is printed', async () => code(), Boolean);
  const fields = { 'setup-code': 'AAAAA-BBBBB', 'setup-organisation': 'Tỉnh Lâm Giang', 'setup-name': 'Nguyễn Thị Hoà' };
  const rest = { 'setup-username': 'hoa.nt', 'new-password': PASSWORD, 'new-password-again': PASSWORD };
  for (const [testId, value] of Object.entries({ ...fields, ...rest })) await page.getByTestId(testId).fill(value);
  await page.getByTestId('setup-submit').click();
  await page.getByText('Mã thiết lập không đúng').waitFor();
  await page.getByTestId('setup-code').fill(code());
  await page.getByTestId('setup-submit').click();
  await page.getByTestId('unit-line').getByText('Tỉnh Lâm Giang').waitFor();

  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto(`http://localhost:${server.port}/sites`);
  await page.getByTestId('staff-signed-out').getByRole('link').click();
  await page.getByTestId('login').fill('hoa.nt');
  await page.getByTestId('password').fill('không phải mật khẩu');
  await page.getByTestId('sign-in').click();
  expect(await page.getByTestId('sign-in-problem').innerText()).toBe('Tên đăng nhập hoặc mật khẩu không đúng.');
  await page.getByTestId('password').fill(PASSWORD);
  await page.getByTestId('sign-in').click();
  await page.waitForURL('**/sites');
});
