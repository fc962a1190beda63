import { describe, expect, it } from 'vitest';
import type { SitePresence, SiteReport } from '@diemcau/core';
import { busyConference } from '../../../live/testing/conference.ts';
import { arranged, heardDbfs, siteRows, sitesByName, troubledCount } from './site-rows.ts';

const REPORT: SiteReport = {
  camera: 'ok',
  microphone: 'ok',
  levelDbfs: -30,
  sendingMain: false,
  uplinkBps: null,
  uplinkLossRatio: null,
  downlinkLossRatio: null,
  rttMs: null,
  uplink: 'good',
  downlink: 'good',
};

function present(report: Partial<SiteReport> = {}): SitePresence {
  const seen = { lastSeenAtMs: 0, sinceMs: 0, device: '', delivery: null, sends: null };
  return {
    online: true,
    ...seen,
    report: { ...REPORT, ...report },
    media: { main: false, audio: false, thumb: false },
    audioLevelDbov: null,
  };
}

const view = busyConference();
const rows = (presence: Parameters<typeof siteRows>[2]) => siteRows(view, sitesByName(view.sites), presence);
const ids = (found: ReturnType<typeof rows>) => found.map((row) => row.siteId);

describe('the list of sites', () => {
  it('[SCREEN-26] is found without diacritics, in any order of words and either spelling', () => {
    const all = rows({});
    expect(ids(arranged(all, 'dong bam', 'name'))).toEqual(['a']);
    expect(ids(arranged(all, 'BẨM xã', 'name'))).toEqual(['a']);
    expect(ids(arranged(all, 'hoà binh', 'name'))).toEqual(['b']);
    expect(ids(arranged(all, 'xyz', 'name'))).toEqual([]);
    expect(arranged(all, ' ', 'name')).toBe(all);
  });

  it('[SCREEN-27] puts whoever is on air or ready first, then what needs a look', () => {
    const presence = { hall: present(), a: present(), b: present({ uplink: 'bad' }), c: present({ microphone: 'missing' }) };
    expect(ids(arranged(rows(presence), '', 'worst'))).toEqual(['hall', 'a', 'b', 'c']);
    expect(troubledCount(rows(presence))).toBe(2);
    expect(ids(arranged(rows({ ...presence, hall: present(), a: present() }), '', 'name'))).toEqual(['hall', 'c', 'a', 'b']);
  });

  it('[SCREEN-27] takes the worse direction of a link, and knows nothing of a room that is away', () => {
    const [, c] = rows({ c: present({ uplink: 'good', downlink: 'weak' }) });
    expect(c).toMatchObject({ siteId: 'c', grade: 'weak', place: 1, online: true });
    const away = rows({}).find((row) => row.siteId === 'c');
    expect(away).toMatchObject({ online: false, camera: 'unknown', grade: 'unknown' });
  });

  it('[SCREEN-28] the level of the room on standby is what arrives, else what the room says', () => {
    expect(heardDbfs({ ...present(), audioLevelDbov: 12 })).toBe(-12);
    expect(heardDbfs(present())).toBe(-30);
    expect(heardDbfs(undefined)).toBeNull();
  });
});
