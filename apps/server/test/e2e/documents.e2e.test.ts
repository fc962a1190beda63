/** Documents from the desk to a room that has lost its line, in real Chromium. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleDocx, samplePdf } from '../sample-files.ts';
import { eventually, openBrowser, openPage } from './chromium.ts';
import { GREEN } from './fake-media.ts';
import { openHouse, type House } from './house.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PDF = { name: 'Báo cáo quý IV.pdf', mimeType: 'application/pdf', buffer: samplePdf(['First page', 'Second page', 'Third page']) };
const DOCX = { name: 'Kế hoạch.docx', mimeType: 'application/octet-stream', buffer: sampleDocx('Kế hoạch quý I') };
const WRONG = { name: 'trang.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<script>alert(1)</script>') };

let house: House;
let browser: Browser;
let desk: Page;
let room: Page;
const complaints: string[] = [];

beforeAll(async () => {
  house = await openHouse(['Điểm cầu xã An Bình'], { DIEMCAU_SOFFICE: 'none' });
  browser = await openBrowser(GREEN);
  const { signInUrls, siteUrls } = house.handedOut;
  desk = await openPage(browser, local(signInUrls[2]!));
  await desk.getByTestId('tab-documents').click();
  room = await openPage(browser, local(siteUrls[1]!));
  room.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await room.getByTestId('enter-room').click();
  await room.getByTestId('room-tab-documents').click();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** Storage and service workers need https or localhost. */
function local(url: string): string {
  return url.replace('127.0.0.1', 'localhost');
}

/** Ids of what axe finds against WCAG 2.2 A and AA. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
  });
}

/** A file that is for the desk only, over the interface; its address for whoever asks. */
async function attachHidden(): Promise<string> {
  const bytes = [...samplePdf(['For the desk only'])];
  const api = `/api/v1/conferences/${house.handedOut.conferenceId}/documents`;
  return desk.evaluate(
    async ({ api, bytes }) => {
      const body = new FormData();
      body.append('file', new Blob([Uint8Array.from(bytes)]), 'Ghi chú nội bộ.pdf');
      const init = { method: 'POST', headers: { 'idempotency-key': crypto.randomUUID() }, body };
      const documentId = crypto.randomUUID();
      const answer = await fetch(`${api}?documentId=${documentId}&visibleTo=console`, init);
      const { document } = (await answer.json()) as { document: { sha256: string } };
      return `${api}/${documentId}/files/${document.sha256}`;
    },
    { api, bytes },
  );
}

/** How far the page scrolls sideways. */
const overPx = (page: Page) => page.evaluate(() => Math.max(document.documentElement.scrollWidth - innerWidth, 0));
const shownText = (page: Page) => page.locator('[data-testid="pdf-pages"] .textLayer').allInnerTexts();

async function readSecondPage(page: Page): Promise<void> {
  await page.getByTestId('document-open').filter({ hasText: 'Báo cáo quý IV' }).first().click();
  await page.locator('[data-testid="pdf-pages"]:focus').waitFor();
  await page.keyboard.press('PageDown');
  await eventually(
    'the page number',
    () => page.getByTestId('pdf-page').inputValue(),
    (value) => value === '2',
  );
  await eventually(
    'the text of page 2',
    () => shownText(page),
    (texts) => texts.some((text) => text.includes('Second page')),
  );
}

describe('documents', () => {
  it('[SCREEN-63] are given by button, one by one, and what is not taken says why', async () => {
    await desk.getByTestId('documents-file').setInputFiles([PDF, DOCX, WRONG]);
    await eventually(
      'two documents at the desk',
      () => desk.getByTestId('desk-document').count(),
      (count) => count >= 2,
    );
    await eventually(
      'the reason',
      () => desk.getByTestId('upload-problem').first().innerText(),
      (text) => text.includes('Chỉ nhận PDF'),
    );
    expect(await barriers(desk)).toEqual([]);
  });

  it('[SCREEN-64] a room reads them beside the program by keyboard; what is hidden from it is not served to it', async () => {
    const hidden = await attachHidden();
    await desk.setViewportSize({ width: 320, height: 700 });
    expect(await overPx(desk)).toBe(0);
    await eventually(
      'two documents in the room',
      () => room.getByTestId('document-open').count(),
      (count) => count >= 2,
    );
    await readSecondPage(room);
    expect(await barriers(room)).toEqual([]);
    await room.setViewportSize({ width: 320, height: 700 });
    await eventually(
      'no sideways scroll',
      () => overPx(room),
      (px) => px === 0,
    );
    await room.setViewportSize({ width: 1366, height: 768 });
    const site = house.handedOut.sites[1]!.siteId;
    const status = (address: string) => room.evaluate(async (url) => (await fetch(url)).status, address);
    const complained = complaints.length;
    expect([await status(`${hidden}?site=${site}`), await status(hidden)]).toEqual([404, 401]);
    // Chromium tells of every refused fetch; those two were meant.
    expect(complaints.slice(0, complained)).toEqual([]);
    await room.keyboard.press('Escape');
    await room.getByTestId('document-reader').waitFor({ state: 'detached' });
  });

  it('[SCREEN-65] a room that stored them opens and reads them while the server is out of reach', async () => {
    const stored = room.getByTestId('documents-stored');
    await eventually(
      'everything stored',
      async () => {
        const fetch = room.getByTestId('documents-fetch');
        if (await fetch.isVisible()) await fetch.click({ timeout: 1_000 }).catch(() => undefined);
        return stored.getAttribute('data-all');
      },
      (state) => state === 'true',
      30_000,
    );
    await house.server.stop();
    await room.reload();
    await room.getByTestId('offline-room').waitFor({ timeout: 20_000 });
    await readSecondPage(room);
    expect(await barriers(room)).toEqual([]);
  });
});
