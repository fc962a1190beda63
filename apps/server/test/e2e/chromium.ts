/** Real Chromium with a fake camera and microphone each, and what a test may read off a page. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { hueOf, writeFakeMedia, type FakeCamera, type Hue } from './fake-media.ts';

const EXECUTABLE = process.env['DIEMCAU_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
const ALWAYS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Several windows are open and only one is in front; the others must not be slowed down.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

/** Collects every connection and device of a page, so that a test can ask the browser what it sends, receives and has open. */
const WATCH_CONNECTIONS = `(() => {
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.__tracks = [];
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    window.__tracks.push(...stream.getTracks());
    return stream;
  };
  const Real = window.RTCPeerConnection;
  window.__connections = [];
  window.RTCPeerConnection = class extends Real { constructor(...all) { super(...all); window.__connections.push(this); } };
})()`;

export async function openBrowser(camera?: FakeCamera): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) throw new Error(`Chromium is missing at ${EXECUTABLE}; on Debian: apt-get install -y chromium`);
  const files = camera && (await writeFakeMedia(camera));
  const fakes = files ? [`--use-file-for-fake-video-capture=${files.video}`, `--use-file-for-fake-audio-capture=${files.audio}`] : [];
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args: [...ALWAYS, ...fakes] });
}

/** Its camera looks at one still video, Y4M. */
export async function openBrowserWith(video: string): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) throw new Error(`Chromium is missing at ${EXECUTABLE}; on Debian: apt-get install -y chromium`);
  const args = [...ALWAYS, `--use-file-for-fake-video-capture=${video}`];
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args });
}

export async function openPage(browser: Browser, url: string, viewport = { width: 1366, height: 768 }): Promise<Page> {
  // The certificates of tests are signed by nobody.
  const context = await browser.newContext({ viewport, locale: 'vi-VN', permissions: ['camera', 'microphone'], ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.addInitScript(WATCH_CONNECTIONS);
  await page.goto(url);
  return page;
}

/** Colour in the upper middle of a video as it is decoded; `dark` where there is no picture. */
export async function pictureOf(page: Page, testId: string): Promise<Hue> {
  const pixel = await page.evaluate((id) => {
    const video = document.querySelector<HTMLVideoElement>(`video[data-testid="${id}"]`);
    if (!video || video.videoWidth === 0) return [0, 0, 0] as [number, number, number];
    const canvas = document.createElement('canvas');
    canvas.width = 16;
    canvas.height = 9;
    const context = canvas.getContext('2d')!;
    context.drawImage(video, 0, 0, 16, 9);
    const [r = 0, g = 0, b = 0] = context.getImageData(8, 2, 1, 1).data;
    return [r, g, b] as [number, number, number];
  }, testId);
  return hueOf(pixel);
}

/** Sound received on a bus during half a second, as energy (W3C webrtc-stats, totalAudioEnergy). */
export async function soundOf(page: Page, feed: string): Promise<number> {
  return page.evaluate(async (name) => {
    const connections = (window as unknown as { __connections: RTCPeerConnection[] }).__connections;
    const energy = async () => {
      let sum = 0;
      for (const connection of connections.filter((one) => one.connectionState === 'connected')) {
        const mids = new Set(
          (connection.remoteDescription?.sdp ?? '')
            .split('m=')
            .filter((section) => section.startsWith('audio') && new RegExp(`a=(ssrc:\\d+ )?msid:${name}[ \\r]`).test(section))
            .map((section) => /a=mid:(\S+)/.exec(section)?.[1]),
        );
        (await connection.getStats()).forEach((entry: { type: string; kind?: string; mid?: string; totalAudioEnergy?: number }) => {
          if (entry.type === 'inbound-rtp' && entry.kind === 'audio' && mids.has(entry.mid)) sum += entry.totalAudioEnergy ?? 0;
        });
      }
      return sum;
    };
    const before = await energy();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return (await energy()) - before;
  }, feed);
}

/** Bits per second that a page sends, by kind, over a second. The main picture is the first video section. */
export async function sentBps(page: Page): Promise<{ audio: number; main: number; thumb: number }> {
  return page.evaluate(async () => {
    const connections = (window as unknown as { __connections: RTCPeerConnection[] }).__connections;
    const bytes = async () => {
      const sum = { audio: 0, main: 0, thumb: 0 };
      for (const connection of connections.filter((one) => one.connectionState === 'connected')) {
        const videos = connection
          .getTransceivers()
          .filter((one) => one.sender.track?.kind === 'video' || one.receiver.track.kind === 'video');
        (await connection.getStats()).forEach((entry: { type: string; kind?: string; mid?: string; bytesSent?: number }) => {
          if (entry.type !== 'outbound-rtp') return;
          const track = entry.kind === 'audio' ? 'audio' : entry.mid === videos[0]?.mid ? 'main' : 'thumb';
          sum[track] += entry.bytesSent ?? 0;
        });
      }
      return sum;
    };
    const before = await bytes();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const after = await bytes();
    return { audio: (after.audio - before.audio) * 8, main: (after.main - before.main) * 8, thumb: (after.thumb - before.thumb) * 8 };
  });
}

/** Asks again until it is so; says what it last saw when the time is up. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  isRight: (value: T) => boolean,
  limitMs = 10_000,
): Promise<number> {
  const beganMs = performance.now();
  let last: T | undefined;
  while (performance.now() - beganMs < limitMs) {
    last = await ask().catch((error: unknown) => String(error) as T);
    if (isRight(last)) return performance.now() - beganMs;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what}: still ${JSON.stringify(last)} after ${limitMs} ms`);
}
