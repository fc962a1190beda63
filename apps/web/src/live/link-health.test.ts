import { describe, expect, it } from 'vitest';
import { brokenSide, gradeLink, readLink } from './link-health.ts';
import type { LinkSigns } from './link-health.ts';
import type { RtcCounters } from './rtc-counters.ts';

const COUNTERS: RtcCounters = { bytes: 0, packets: 0, packetsLost: 0, remoteLossRatio: null, rttMs: 20 };
const NOBODY = { speaker: false, hall: false };
const CONNECTED = { connected: true, sendingMain: false };
const FINE: LinkSigns = {
  socket: 'up',
  mediaUp: true,
  links: { speaker: 'good', hall: 'good', server: 'ok', soundOnly: NOBODY },
  uplink: 'good',
  downlink: 'good',
  role: 'viewer',
};

describe('the grade of a link', () => {
  it('[SCREEN-14] follows what was lost and how long a round trip took in the last second', () => {
    const reading = (lossRatio: number, rttMs: number) => ({ bitrateBps: 1_000_000, lossRatio, rttMs });
    expect(gradeLink(reading(0.01, 40), CONNECTED)).toBe('good');
    expect(gradeLink(reading(0.04, 40), CONNECTED)).toBe('weak');
    expect(gradeLink(reading(0.2, 40), CONNECTED)).toBe('bad');
    expect(gradeLink(reading(0, 400), CONNECTED)).toBe('weak');
    expect(gradeLink(reading(0, 900), CONNECTED)).toBe('bad');
    expect(gradeLink(reading(0, 20), { ...CONNECTED, connected: false })).toBe('lost');
    expect(gradeLink(null, CONNECTED)).toBe('unknown');
  });

  it('[SCREEN-14] counts a low rate as bad only while the main picture is sent', () => {
    const slow = { bitrateBps: 100_000, lossRatio: 0, rttMs: 20 };
    expect(gradeLink(slow, CONNECTED)).toBe('good');
    expect(gradeLink(slow, { ...CONNECTED, sendingMain: true })).toBe('bad');
  });

  it('[SCREEN-14] is read from the difference of two counts', () => {
    const now = { ...COUNTERS, bytes: 125_000, packets: 90, packetsLost: 10 };
    expect(readLink(COUNTERS, now, 1_000)).toEqual({ bitrateBps: 1_000_000, lossRatio: 0.1, rttMs: 20 });
    expect(readLink(COUNTERS, { ...now, remoteLossRatio: 0.02 }, 1_000).lossRatio).toBe(0.02);
  });
});

describe('which side is broken', () => {
  it('[SCREEN-15] is nobody’s while everything is fine, and one side’s otherwise', () => {
    expect(brokenSide(FINE)).toBeNull();
    expect(brokenSide({ ...FINE, uplink: 'bad' })).toBe('your-uplink');
    expect(brokenSide({ ...FINE, downlink: 'lost' })).toBe('your-downlink');
    expect(brokenSide({ ...FINE, links: { speaker: 'bad', hall: 'good', server: 'ok', soundOnly: NOBODY } })).toBe('speaker');
    expect(brokenSide({ ...FINE, links: { speaker: null, hall: 'lost', server: 'ok', soundOnly: NOBODY } })).toBe('hall');
    expect(brokenSide({ ...FINE, links: { speaker: null, hall: 'good', server: 'degraded', soundOnly: NOBODY } })).toBe('server');
    expect(brokenSide({ ...FINE, mediaUp: false })).toBe('server');
  });

  it('[SCREEN-15] names the room’s own fault before that of others, and never calls itself another', () => {
    const speakerBad = { speaker: 'bad', hall: 'bad', server: 'ok', soundOnly: NOBODY } as const;
    expect(brokenSide({ ...FINE, uplink: 'bad', links: speakerBad })).toBe('your-uplink');
    expect(brokenSide({ ...FINE, role: 'speaker', links: { ...speakerBad, hall: 'good' } })).toBeNull();
    expect(brokenSide({ ...FINE, role: 'hall', links: { ...speakerBad, speaker: null } })).toBeNull();
  });

  it('[SCREEN-15] of a cut socket is the server’s where the picture still flows, else unknown', () => {
    expect(brokenSide({ ...FINE, socket: 'cut' })).toBe('server');
    expect(brokenSide({ ...FINE, socket: 'cut', downlink: 'lost' })).toBe('connection');
    expect(brokenSide({ ...FINE, socket: 'offline' })).toBe('your-network');
  });
});
