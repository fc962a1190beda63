/** One opening of the phone page by a browser that has never seen it, on a slow line and a slow processor. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const EXECUTABLE = process.env['DIEMCAU_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'];

/** A phone of the middle class on a mast that it shares with a hall. */
export const HANDSET = { bitrateBps: 1_600_000, rttMs: 150, cpuSlowdown: 4, widthPx: 360, heightPx: 740 } as const;

export interface Opening {
  readonly url: string;
  /** Kept by the phone from before; the files of the page are not. */
  readonly cookies?: readonly { readonly name: string; readonly value: string; readonly url: string }[];
  /** What the page is opened for. */
  readonly content: string;
  /** Presses the first thing a person would press, and what then changes. */
  readonly press: (page: Page) => Promise<void>;
  readonly answer: string;
}

export interface Opened {
  /** What the page is opened for is on the screen. */
  readonly contentMs: number;
  /** The first control has answered. */
  readonly usableMs: number;
  readonly requests: number;
  readonly transferredBytes: number;
}

export async function openChromium(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) throw new Error(`Chromium is missing at ${EXECUTABLE}; on Debian: apt-get install -y chromium`);
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args: ARGS });
}

/** A context of its own is a cold cache, cold connections and no service worker. */
export async function openOnHandset(browser: Browser, opening: Opening): Promise<Opened> {
  const context = await browser.newContext({
    locale: 'vi-VN',
    viewport: { width: HANDSET.widthPx, height: HANDSET.heightPx },
    isMobile: true,
    hasTouch: true,
  });
  try {
    if (opening.cookies) await context.addCookies([...opening.cookies]);
    return await measure(context, opening);
  } finally {
    await context.close();
  }
}

async function measure(context: BrowserContext, { url, content, press, answer }: Opening): Promise<Opened> {
  const page = await context.newPage();
  const traffic = await slowDown(context, page);
  const beganMs = performance.now();
  // The event of loading waits for files that nobody waits for.
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(content).first().waitFor();
  const contentMs = performance.now() - beganMs;
  await press(page);
  await page.locator(answer).first().waitFor();
  return { contentMs, usableMs: performance.now() - beganMs, requests: traffic.requests, transferredBytes: traffic.bytes };
}

/** As Chromium's developer tools do it: the delay stands before each answer, the rate is shared. */
async function slowDown(context: BrowserContext, page: Page): Promise<{ requests: number; bytes: number }> {
  const cdp = await context.newCDPSession(page);
  const bytesPerSecond = HANDSET.bitrateBps / 8;
  const line = { offline: false, latency: HANDSET.rttMs, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond };
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', line);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: HANDSET.cpuSlowdown });
  const traffic = { requests: 0, bytes: 0 };
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    traffic.requests += 1;
    traffic.bytes += encodedDataLength;
  });
  return traffic;
}
