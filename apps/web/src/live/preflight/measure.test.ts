import { describe, expect, it } from 'vitest';
import type { RtcCounters } from '../rtc-counters.ts';
import { browserName } from './browser-abilities.ts';
import { lightOf } from './measure-camera.ts';
import { lineBetween } from './measure-line.ts';
import { loopGainDb } from './tone-pattern.ts';
import type { ToneReading } from './tone-pattern.ts';

const TONES = [0, 1, 2].map((index) => ({ fromMs: 250 + index * 1_000, untilMs: 750 + index * 1_000 }));

/** A microphone that hears the tones `lateMs` late at `toneDbfs` above a room at -60. */
function heard(lateMs: number, toneDbfs: number, noise: (atMs: number) => number = () => -60): ToneReading[] {
  return Array.from({ length: 87 }, (_, index) => {
    const atMs = index * 40;
    const sounds = TONES.some(({ fromMs, untilMs }) => atMs - lateMs >= fromMs && atMs - lateMs <= untilMs);
    return { atMs, toneDbfs: sounds ? Math.max(toneDbfs, noise(atMs)) : noise(atMs) };
  });
}

describe('the tone through the room', () => {
  it.each([0, 120, 480])('[PREFLIGHT-10] is found though it comes %i ms late', (lateMs) => {
    expect(loopGainDb(heard(lateMs, -30), TONES)).toBe(30);
  });

  it('[PREFLIGHT-10] is not found in silence, in a steady hum, nor in a door that slams', () => {
    expect(loopGainDb(heard(0, -127), TONES)).toBe(0);
    expect(
      loopGainDb(
        heard(0, -127, () => -20),
        TONES,
      ),
    ).toBe(0);
    expect(
      loopGainDb(
        heard(0, -127, (atMs) => (atMs > 500 && atMs < 700 ? -10 : -60)),
        TONES,
      ),
    ).toBe(0);
    expect(loopGainDb([], TONES)).toBeNull();
  });
});

describe('the picture', () => {
  const look = (value: number, change = 0) => new Uint8ClampedArray([value, value, value, 255, value + change, value, value, 255]);

  it('[PREFLIGHT-11] is measured by its light and by whether anything in it changes', () => {
    expect(lightOf([look(0), look(0)])).toEqual({ brightness: 0, moving: false });
    expect(lightOf([look(255), look(255)]).brightness).toBeCloseTo(1);
    expect(lightOf([look(100), look(100, 1)]).moving).toBe(true);
    expect(lightOf([])).toEqual({ brightness: null, moving: null });
  });
});

describe('the line', () => {
  const counters = (bytes: number, packets: number, packetsLost: number, rttMs: number | null = null): RtcCounters => ({
    bytes,
    packets,
    packetsLost,
    remoteLossRatio: null,
    rttMs,
  });

  it('[PREFLIGHT-12] is what passed each way while it was watched; a packet lost on the way up is not lost again on the way down', () => {
    const before = { up: counters(100, 10, 5), down: counters(50, 10, 5) };
    const after = { up: counters(1_000_100, 1_010, 105, 45), down: counters(2_000_050, 1_710, 305, 50) };
    expect(lineBetween(before, after, 4_000)).toEqual({
      how: 'media',
      uplinkBps: 2_000_000,
      downlinkBps: 4_000_000,
      uplinkLossRatio: 0.1,
      downlinkLossRatio: expect.closeTo(0.05, 5),
      rttMs: 45,
    });
    expect(lineBetween(before, before, 4_000)).toBeNull();
    // The server gave the viewer up: what was lost until then counts.
    const givenUp = { up: after.up, down: counters(50, 60, 40) };
    expect(lineBetween({ up: before.up, down: givenUp.down }, givenUp, 4_000)).toMatchObject({
      downlinkBps: null,
      downlinkLossRatio: expect.closeTo(0.3, 5),
    });
  });
});

describe('the browser', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36', 'Chrome', 126],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2', 'Edge', 126],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 coc_coc_browser/117.0.1 Chrome/111.0.0.0 Safari/537.36', 'Coc Coc', 117],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox', 128],
    ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15', 'Safari', 17],
    ['somebody else', '', null],
  ])('[PREFLIGHT-13] is told by its name and main version and nothing more: %s', (userAgent, name, version) => {
    expect(browserName(userAgent)).toEqual({ name, version });
  });
});
