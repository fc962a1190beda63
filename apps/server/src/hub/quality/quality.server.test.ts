import { randomUUID } from 'node:crypto';
import { NO_QUALITY, type Delivery, type SiteReport } from '@diemcau/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask, signIn } from '../../../test/people.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts';
import { startWorkers, type WorkersUnderTest } from '../../../test/workers-under-test.ts';
import { PostgresJournal } from '../../journal/postgres-journal.ts';
import { putOnDuty } from '../access/devices.ts';
import { ConferenceRooms } from '../conference-rooms.ts';
import { createConference } from '../create-conference.ts';
import { qualityReport } from './quality-report.ts';
import { QualityRecorder } from './quality-recorder.ts';
import { conferencesWithMinutesBefore, writeCuts, writeMinutes } from './quality-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const REPORT: SiteReport = {
  camera: 'ok',
  microphone: 'ok',
  levelDbfs: -20,
  sendingMain: false,
  uplinkBps: null,
  uplinkLossRatio: 0,
  downlinkLossRatio: 0.02,
  rttMs: 50,
  uplink: 'good',
  downlink: 'good',
};

let database: TestDatabase;
let journal: PostgresJournal;
let rooms: ConferenceRooms;
let nowMs: number;
let present: Set<string>;
let delivery: Delivery | null;
let elected: boolean;
/** null: now. */
let heardAtMs: number | null;
beforeAll(async () => {
  database = await createTestDatabase();
  journal = new PostgresJournal(database.pool, database.url, database.log);
  rooms = new ConferenceRooms({ journal, log: database.log });
});
beforeEach(() => {
  nowMs = 1_800_000_000_000;
  present = new Set(['a']);
  delivery = null;
  elected = true;
  heardAtMs = null;
});
afterAll(async () => {
  rooms.close();
  await journal.close();
  await database.close();
});

function newRecorder(): QualityRecorder {
  const sight = (_conferenceId: string, siteId: string) =>
    present.has(siteId) ? { deviceId: 'd', sinceMs: 0, report: REPORT, device: 'Chrome, Windows', heardAtMs: heardAtMs ?? nowMs } : null;
  const shared = { db: database.pool, rooms, log: database.log, nowMs: () => nowMs, isElected: () => elected, keepDays: 100 };
  return new QualityRecorder({ ...shared, presence: { sight }, facts: { delivery: () => delivery } });
}

async function execute(conferenceId: string, command: { readonly type: 'OpenConference' | 'CloseConference' }, accountId: string) {
  const room = (await rooms.open(conferenceId))!;
  await room.execute({ command, by: { kind: 'account', accountId }, atMs: nowMs, commandId: randomUUID() });
  return room.step!.state;
}

async function liveConference() {
  const made = await createConference(
    { db: database.pool, journal, nowMs: () => nowMs },
    {
      title: 'Giao ban',
      startsAtMs: nowMs,
      hall: { siteId: 'hall', name: 'Hội trường' },
      sites: [
        { siteId: 'a', name: 'Xã A' },
        { siteId: 'b', name: 'Xã B' },
      ],
      officers: [{ name: 'Trần Chủ Trì', roles: ['chair'] }],
    },
  );
  const { accountId } = made.officers[0]!;
  await execute(made.conferenceId, { type: 'OpenConference' }, accountId);
  const state = async () => (await rooms.open(made.conferenceId))!.step!.state;
  return { conferenceId: made.conferenceId, state, close: () => execute(made.conferenceId, { type: 'CloseConference' }, accountId) };
}

function pass(recorder: QualityRecorder, seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    recorder.sample();
    nowMs += 1_000;
  }
}

const parts = () => ({ db: database.pool, nowMs: () => nowMs });

test('[QUALITY-4] every second of a running conference counts, over minutes and from one worker to the next; a room that goes and comes back was cut', async () => {
  const { conferenceId, state, close } = await liveConference();
  const first = newRecorder();
  await expect.poll(() => (first.sample(), first.write().then(() => true))).toBe(true);
  pass(first, 90);
  present.delete('a');
  pass(first, 10);
  await first.close();
  // The next worker knows of the open cut.
  const second = newRecorder();
  second.sample();
  await second.write();
  delivery = { rung: 'small', lossRatio: null, rttMs: null, unshownFeeds: [] };
  present.add('a');
  nowMs += 5_000;
  pass(second, 30);
  await second.write();
  const soFar = await qualityReport(parts(), await state());
  expect(soFar.final).toBe(false);
  const a = soFar.rooms.find(({ siteId }) => siteId === 'a')!;
  expect(a.connectedSeconds).toBeGreaterThanOrEqual(120);
  expect(a).toMatchObject({ rttMs: 50, smallSeconds: 30, cuts: [{ untilMs: expect.any(Number) as number }] });
  expect(a.downlinkLossRatio).toBeCloseTo(0.02);
  expect(a.cutMs).toBeGreaterThanOrEqual(15_000);
  // Never there: no cut, and it stands first.
  expect(soFar.rooms[0]).toMatchObject({ grade: 'absent', cuts: [] });

  present.delete('a');
  second.sample();
  nowMs += 4_000;
  await close();
  second.sample();
  await expect.poll(async () => (await qualityReport(parts(), await state())).final, { timeout: 10_000 }).toBe(true);
  await second.close();
  const final = await qualityReport(parts(), await state());
  // The cut that was open at the closing ends with it.
  expect(final.rooms.find(({ siteId }) => siteId === 'a')!.cuts).toHaveLength(2);
  expect(final.rooms.find(({ siteId }) => siteId === 'a')!.cuts.every(({ untilMs }) => untilMs !== null)).toBe(true);
  expect((await qualityReport(parts(), await state())).madeAtMs).toBe(final.madeAtMs);
  await database.pool.query('DELETE FROM site_minute WHERE conference_id = $1', [conferenceId]);
});

test('[QUALITY-4] a room whose socket is there and says nothing is cut from when it was last heard', async () => {
  const { conferenceId, state } = await liveConference();
  const recorder = newRecorder();
  recorder.sample();
  // Cuts that a worker before left open are known after this.
  await recorder.write();
  pass(recorder, 3);
  heardAtMs = nowMs - 1_000;
  pass(recorder, 10);
  heardAtMs = null;
  pass(recorder, 1);
  await recorder.close();
  const a = (await qualityReport(parts(), await state())).rooms.find(({ siteId }) => siteId === 'a')!;
  expect(a.cuts).toHaveLength(1);
  expect(a.cutMs).toBe(11_000);
  await database.pool.query('DELETE FROM site_minute WHERE conference_id = $1', [conferenceId]);
});

test('[QUALITY-4] only the elected worker counts', async () => {
  const { conferenceId } = await liveConference();
  elected = false;
  const recorder = newRecorder();
  pass(recorder, 5);
  await recorder.close();
  const { rows } = await database.pool.query('SELECT 1 FROM site_minute WHERE conference_id = $1', [conferenceId]);
  expect(rows).toEqual([]);
});

test('[QUALITY-5] minutes are forgotten when they are old and their conference is over; the report stays', async () => {
  const { conferenceId, state, close } = await liveConference();
  const tally = { ...NO_QUALITY, seconds: 60, connectedSeconds: 60 };
  const minuteMs = nowMs - 101 * DAY_MS;
  await writeMinutes(database.pool, 'w', [{ conferenceId, siteId: 'a', minuteMs: minuteMs - (minuteMs % MINUTE_MS), tally }]);
  const recorder = newRecorder();
  await recorder.sweep();
  expect(await conferencesWithMinutesBefore(database.pool, nowMs - 100 * DAY_MS)).toContain(conferenceId);
  await close();
  await recorder.sweep();
  expect(await conferencesWithMinutesBefore(database.pool, nowMs)).not.toContain(conferenceId);
  await recorder.close();
  const report = await qualityReport(parts(), await state());
  expect(report.rooms.find(({ siteId }) => siteId === 'a')).toMatchObject({ connectedSeconds: 60, grade: 'good' });
});

test('[QUALITY-6] officers read the report and take it along as a table; nobody else does', async () => {
  const workers: WorkersUnderTest = await startWorkers(1);
  const { pool } = workers.database;
  const conference = await workers.createConference();
  const { conferenceId } = conference;
  const tally = { ...NO_QUALITY, seconds: 600, connectedSeconds: 590, rttMs: { sum: 5_000, count: 100 }, rttMaxMs: 90 };
  await writeMinutes(pool, 'w', [{ conferenceId, siteId: 'a', minuteMs: 0, tally }]);
  await writeCuts(pool, [{ conferenceId, siteId: 'a', fromMs: 1_000, untilMs: 11_000 }]);
  const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
  for (const turn of [1, 2]) await putOnDuty(pool, { conferenceId, siteId: 'a' }, { label: userAgent, nowMs: turn });
  const headers = await signIn(workers.urls[0]!, conference.officers[2]!.signInToken);
  const url = `${workers.urls[0]}/api/v1/conferences/${conferenceId}/quality`;
  const { body } = await ask(url, { headers });
  const rows = body['rooms'] as Record<string, unknown>[];
  expect(rows.map(({ siteId }) => siteId)).toEqual(['hall', 'b', 'a']);
  expect(rows[2]).toMatchObject({ grade: 'weak', rttMs: 50, cutMs: 10_000, deviceChanges: 1, devices: ['Chrome, Windows'] });
  const csv = await ask(`${url}/export?format=csv&language=vi`, { headers });
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(csv.text.split('\r\n').find((line) => line.startsWith('Xã A'))).toContain('Có lúc kém');
  expect((await ask(`${url}/export?format=xlsx`, { headers })).headers.get('content-disposition')).toContain('.xlsx');
  expect((await ask(url)).status).toBe(401);
  await workers.close();
});
