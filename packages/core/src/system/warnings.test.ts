import { describe, expect, it } from 'vitest';
import { systemWarnings, type SystemFacts } from './warnings.ts';

const NOW_MS = Date.parse('2026-11-23T04:00:00Z');
const HOUR_MS = 3_600_000;
const GIGABYTE = 1_073_741_824;
const WELL = { finishedAtMs: NOW_MS - HOUR_MS, fault: '' };
const SOUND: SystemFacts = {
  nowMs: NOW_MS,
  mediaUp: true,
  processes: [{ name: 'worker-1', state: 'up', restarts: 0, sinceMs: NOW_MS - HOUR_MS }],
  disk: { freeBytes: 50 * GIGABYTE, totalBytes: 100 * GIGABYTE },
  clockOffsetMs: 3,
  certificate: { endsAtMs: NOW_MS + 90 * 24 * HOUR_MS },
  backups: { last: WELL, lastGoodAtMs: WELL.finishedAtMs },
  verified: WELL,
  mail: { failed: 0, sending: true, oldestQueuedAtMs: null },
  requests: { overdue: 0, dueToday: 0 },
  calendarKnown: true,
};
const codes = (change: Partial<SystemFacts>) => systemWarnings({ ...SOUND, ...change }).map(({ code, level }) => `${level} ${code}`);

describe('warnings of an installation', () => {
  it('[SYST-5] are none where everything is well, also where TLS ends elsewhere and the disk cannot be read', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ certificate: null, disk: null })).toEqual([]);
  });

  it.each<[string, Partial<SystemFacts>]>([
    ['bad media-down', { mediaUp: false }],
    ['bad process-down', { processes: [{ name: 'media-0', state: 'starting', restarts: 0, sinceMs: NOW_MS }] }],
    ['soon process-restarted', { processes: [{ name: 'media-0', state: 'up', restarts: 2, sinceMs: NOW_MS - 60_000 }] }],
    ['bad disk-full', { disk: { freeBytes: GIGABYTE - 1, totalBytes: 100 * GIGABYTE } }],
    ['soon disk-low', { disk: { freeBytes: 5 * GIGABYTE, totalBytes: 1_000 * GIGABYTE } }],
    ['bad clock-off', { clockOffsetMs: -2_001 }],
    ['bad certificate-ended', { certificate: { endsAtMs: NOW_MS } }],
    ['bad certificate-unreadable', { certificate: { endsAtMs: null } }],
    ['soon certificate-ending', { certificate: { endsAtMs: NOW_MS + 24 * HOUR_MS } }],
    ['bad journal-broken', { verified: { ...WELL, fault: 'event 1 of s' } }],
    ['soon journal-unverified', { verified: null }],
    ['soon journal-unverified', { verified: { ...WELL, finishedAtMs: NOW_MS - 37 * HOUR_MS } }],
    ['bad backup-failed', { backups: { last: { ...WELL, fault: 'no space' }, lastGoodAtMs: NOW_MS } }],
    ['soon backup-old', { backups: { last: WELL, lastGoodAtMs: NOW_MS - 37 * HOUR_MS } }],
    ['soon backup-old', { backups: { last: null, lastGoodAtMs: null } }],
    ['soon backup-none', { backups: null }],
    ['soon mail-failed', { mail: { failed: 2, sending: true, oldestQueuedAtMs: null } }],
    ['soon mail-waiting', { mail: { failed: 0, sending: true, oldestQueuedAtMs: NOW_MS - 2 * HOUR_MS } }],
    ['note mail-none', { mail: { failed: 0, sending: false, oldestQueuedAtMs: null } }],
    ['bad requests-overdue', { requests: { overdue: 1, dueToday: 0 } }],
    ['soon requests-due', { requests: { overdue: 0, dueToday: 1 } }],
    ['note calendar-unknown', { calendarKnown: false }],
  ])('[SYST-5] %s', (expected, change) => {
    expect(codes(change)).toEqual([expected]);
  });

  it('[SYST-5] a restart of long ago is no longer told, and the worst stands first', () => {
    expect(codes({ processes: [{ name: 'media-0', state: 'up', restarts: 2, sinceMs: NOW_MS - 2 * HOUR_MS }] })).toEqual([]);
    expect(codes({ calendarKnown: false, backups: null, mediaUp: false })).toEqual([
      'bad media-down',
      'soon backup-none',
      'note calendar-unknown',
    ]);
  });
});
