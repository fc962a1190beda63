import { expect, it } from 'vitest';
import type { SitePresence, SiteReport } from '@diemcau/core';
import { qualityFigures } from './quality-figures.ts';

const REPORT: SiteReport = {
  camera: 'ok',
  microphone: 'ok',
  levelDbfs: -30,
  sendingMain: true,
  uplinkBps: 1_480_400,
  uplinkLossRatio: 0.004,
  downlinkLossRatio: 0.01,
  rttMs: 31.6,
  uplink: 'good',
  downlink: 'good',
};

const ROOM: SitePresence = {
  online: true,
  lastSeenAtMs: 125_000,
  sinceMs: 65_000,
  device: 'Chrome, Windows',
  sends: 'full',
  delivery: { rung: 'small', lossRatio: 0.125, rttMs: 240, unshownFeeds: [] },
  report: REPORT,
  media: { main: true, audio: true, thumb: false },
  audioLevelDbov: null,
};

it('[SCREEN-73] figures of a room are those of the media plane, else its own; of a room that is away only when it was seen', () => {
  expect(qualityFigures(ROOM, 'vi')).toEqual({
    sends: 'full',
    lossDown: '12,5%',
    lossUp: '0,4%',
    rtt: '240',
    uplinkKbps: '1480',
    device: 'Chrome, Windows',
    sinceMs: 65_000,
    lastSeenAtMs: 120_000,
  });
  expect(qualityFigures({ ...ROOM, delivery: null }, 'en')).toMatchObject({ lossDown: '1%', rtt: '32' });
  expect(qualityFigures({ ...ROOM, online: false }, 'vi')).toMatchObject({ lossDown: null, rtt: null, device: '', lastSeenAtMs: 120_000 });
  expect(qualityFigures(undefined, 'vi')).toMatchObject({ lossDown: null, lastSeenAtMs: null });
});
