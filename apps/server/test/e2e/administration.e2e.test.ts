/** Whoever keeps an installation in order walks its pages: state, backup, working days, mail, journal, personal data. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder, runCommand, startServer, temporaryFolder, type RunningServer } from '../running-server.ts';
import { openBrowser, openPage } from './chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Nobody of this name is anywhere else. */
const NAME = 'Đinh Thị Ngọc Khuê';
const CONTACT_ID = 'contact-of-khue';

let server: RunningServer;
let browser: Browser;
let page: Page;
let accountId: string;

beforeAll(async () => {
  const dataDir = temporaryFolder();
  const settings = {
    DIEMCAU_BACKUP_DIR: join(dataDir, 'backups'),
    DIEMCAU_SMTP_URL: 'smtp://u:p@127.0.0.1:1',
    DIEMCAU_SMTP_FROM: 'a@example.vn',
  };
  server = await startServer({ dataDir, env: settings });
  const env = { ...settings, DIEMCAU_DATA_DIR: dataDir, PORT: String(server.port) };
  const made = await runCommand(['admin', 'create', '--name', 'Nguyễn Thị Hoà'], env);
  if (made.code !== '0') throw new Error(made.stderr || made.stdout);
  browser = await openBrowser();
  page = await openPage(browser, made.stdout.trim());
  await page.waitForURL((url) => url.pathname === '/');
  const unit = { unitId: 'x', code: 'X', name: 'Xã Đông Lai', kind: 'xã', parentId: null };
  await send('POST', '/units/commands', { type: 'CreateUnits', units: [unit], from: '2026-01-01', document: '12/NQ' });
  const contact = { code: '', name: NAME, post: 'Văn thư', phone: '0900000077', email: 'khue@example.vn', unitId: 'x', role: null };
  await send('PUT', `/contacts/${CONTACT_ID}`, contact);
  const form = { name: NAME, username: 'khue', email: null, unitId: 'x', contactId: CONTACT_ID };
  accountId = String((await send('POST', '/accounts', form))['accountId']);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (server) removeFolder(server.dataDir);
});

/** By the page's own session. */
async function send(method: string, path: string, json: object): Promise<Record<string, unknown>> {
  return page.evaluate(
    async ([verb, where, body]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch(`/api/v1${where}`, { method: verb!, headers, body: body! });
      if (!answer.ok) throw new Error(`${where}: ${await answer.text()}`);
      return answer.status === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
    },
    [method, path, JSON.stringify(json)],
  );
}

async function visit(path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href);
}

describe('keeping an installation in order', () => {
  it('[PAGE-41] shows how every process is, and what should be done, the worst first', async () => {
    await visit('/administration');
    await page.getByTestId('processes').locator('[data-process="supervisor"]').waitFor();
    expect(await page.getByTestId('processes').innerText()).toContain('Tiến trình web 2');
    const levels = await page.locator('[data-level]').evaluateAll((all) => all.map((one) => one.getAttribute('data-level')));
    expect(levels).toEqual(
      levels.toSorted((a, b) => ['bad', 'soon', 'note', 'well'].indexOf(a!) - ['bad', 'soon', 'note', 'well'].indexOf(b!)),
    );
  });

  it('[PAGE-42] makes a backup on request, shows how far it is, and that it was restored', async () => {
    await visit('/administration?tab=upkeep');
    const ended = page.getByTestId('backups').locator('[data-testid="upkeep-run"][data-ended="true"]').getByText('theo yêu cầu');
    // The day’s own may be under way; it is waited for.
    await expect.poll(() => page.getByTestId('backup-now').isEnabled(), { timeout: 60_000 }).toBe(true);
    await page.getByTestId('backup-now').click();
    await ended.waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('backups').innerText()).toContain('khôi phục thử được');
  });

  it('[PAGE-43] announces the days off of a year, and deadlines are counted by them', async () => {
    await visit('/administration?tab=calendar');
    await page.getByTestId('calendar-add').click();
    await page.getByTestId('calendar-document').fill('TB 8/2026');
    await page.getByTestId('calendar-save').click();
    await page.getByText(/Đã biết ngày nghỉ đến hết/).waitFor();
  });

  it('[PAGE-44] lists mail with why it failed, and shows the slip to print', async () => {
    await visit('/mails');
    await page.getByTestId('mail-line').first().waitFor();
    await page.getByTestId('mail-slip').first().click();
    expect(await page.getByTestId('slip').innerText()).toContain(NAME);
    expect(await page.getByTestId('slip-print').isEnabled()).toBe(true);
  });

  it('[PAGE-45] tells the journal in sentences of the reader’s language, filtered by kind', async () => {
    await visit('/journal');
    await page.getByText('Mời một người của Xã Đông Lai lập tài khoản.').waitFor();
    await page.getByTestId('journal-kind').selectOption('calendar');
    await page.getByText(/Ghi lịch làm việc năm/).waitFor();
    await expect
      .poll(() => page.locator('[data-testid="journal-entry"]:not([data-code^="calendar."])').count(), { timeout: 10_000 })
      .toBe(0);
  });

  it('[PAGE-46] finds a person, records a request with its day, tells what erasing does, and erases', async () => {
    await visit('/personal-data');
    await page.getByTestId('person-search').fill('dinh thi ngoc');
    await page.getByTestId('person-line').first().click();
    expect(await page.getByTestId('kept-contact').innerText()).toContain('0900000077');
    await page.getByTestId('person-ask').click();
    await page.getByTestId('ask-submit').click();
    await page.getByTestId('kept-requests').waitFor();
    await page.getByTestId('person-erase').click();
    expect(await page.getByTestId('consequences').locator('li').count()).toBeGreaterThan(2);
    expect(await page.getByTestId('erase-submit').isEnabled()).toBe(false);
    await page.getByTestId('erase-read').check();
    await page.getByTestId('erase-submit').click();
    await page.getByTestId('open-request').waitFor();
    expect(await page.locator('main').innerText()).not.toContain(NAME);
  });

  it('[PAGE-47] shuts nobody out and never scrolls sideways on 320 px, in English, and goes by one button there', async () => {
    await page.evaluate(() => localStorage.setItem('diemcau.language', 'en'));
    await page.setViewportSize({ width: 320, height: 640 });
    const found: Record<string, unknown> = {};
    const places = ['/administration', ...['upkeep', 'settings', 'organisation', 'calendar'].map((tab) => `/administration?tab=${tab}`)];
    for (const path of [...places, '/mails', '/journal', '/personal-data', `/personal-data/${accountId}`]) {
      await visit(path);
      await page.locator('main h1').waitFor();
      // Skeletons are what a page waits with.
      await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null);
      await page.evaluate(AXE);
      found[path] = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: { run(options: unknown): Promise<{ violations: { id: string }[] }> } };
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } });
        return [violations.map(({ id }) => id), Math.max(0, document.documentElement.scrollWidth - window.innerWidth)];
      });
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, [[], 0]])));
    await page.getByTestId('nav-open').click();
    await page.getByRole('link', { name: 'Journal' }).click();
    await page.getByRole('heading', { name: 'Journal' }).waitFor();
  });
});
