import { randomUUID } from 'node:crypto';
import { judgePreflight, NO_QUALITY, type PreflightMeasured, type TreeCommand } from '@diemcau/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrganisation, type OrganisationUnderTest } from '../../test/organisation-under-test.ts';
import { ask, joinRoom, openConsole, type Headers } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { writePreflight } from '../hub/preflight/preflight-store.ts';
import { writeMinutes } from '../hub/quality/quality-store.ts';

let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
let reader: Headers;
beforeAll(async () => {
  workers = await startWorkers(1);
  organisation = await startOrganisation(workers);
  reader = (await organisation.person('unitOfficer', 'x')).headers;
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

const get = (path: string, headers: Headers = reader) => ask(`${workers.urls[0]}/api/v1${path}`, { headers });
const site = (unitId: string) => ({ siteId: `site-${unitId}`, name: `Phòng họp ${unitId}`, unitId });

const MEASURED: PreflightMeasured = {
  camera: { state: 'ok', widthPx: 1280, heightPx: 720, framesPerS: 25, brightness: 0.4, moving: true },
  microphone: { state: 'ok', ambientDbfs: -55, voiceDbfs: -18, listened: true },
  speaker: { played: true, loopDb: 20, answer: null },
  network: { how: 'media', uplinkBps: 2_300_000, downlinkBps: 4_600_000, uplinkLossRatio: 0, downlinkLossRatio: 0, rttMs: 40 },
  clock: { offsetMs: 120, roundTripMs: 30 },
  browser: { name: 'Chrome', version: 126, secure: true, webRtc: true, vp8: true, h264: true, screenShare: true },
};

test('[SITE-9] a site’s record has its conferences past and to come, their quality, its checks and its kinds of device', async () => {
  const held = await workers.createConference({ title: 'Đã họp', hall: site('p'), sites: [site('x')] });
  const coming = await workers.createConference({ title: 'Sẽ họp', hall: site('p'), sites: [site('x')] });
  await workers.createConference({ title: 'Của nơi khác', hall: site('p'), sites: [site('y')] });
  const { pool } = workers.database;
  await joinRoom(workers.urls[0]!, held, 'site-x');
  const named = { preflightId: randomUUID(), conferenceId: held.conferenceId, siteId: 'site-x', cause: 'arrived' as const };
  await writePreflight(pool, { ...named, atMs: workers.clock.nowMs, ...judgePreflight(MEASURED), measured: MEASURED });
  const tally = { ...NO_QUALITY, seconds: 60, connectedSeconds: 60 };
  await writeMinutes(pool, 'w', [{ conferenceId: held.conferenceId, siteId: 'site-x', minuteMs: 0, tally }]);
  const { client, headers } = await openConsole(workers.urls[0]!, held);
  await client.command({ type: 'OpenConference' });
  await client.command({ type: 'CloseConference' });
  client.close();
  // Reading the report makes it, where the closing has not yet.
  await get(`/conferences/${held.conferenceId}/quality`, headers);
  await expect
    .poll(async () => (await get('/sites/site-x/record')).body['conferences'], { timeout: 10_000 })
    .toMatchObject([{ conferenceId: held.conferenceId, title: 'Đã họp', phase: 'closed', quality: { siteId: 'site-x' } }]);
  const { body } = await get('/sites/site-x/record');
  expect(body['toCome']).toMatchObject([{ conferenceId: coming.conferenceId, title: 'Sẽ họp', quality: null }]);
  expect(body['preflights']).toMatchObject([{ preflightId: named.preflightId, verdict: 'go' }]);
  expect(body['devices']).toMatchObject([{ conferences: 1 }]);
  expect((await get('/sites/site-q/record')).status).toBe(404);
});

test('[TREE-22] what is planned is listed for whoever may read the units, by day and document', async () => {
  const rename = (unitId: string, name: string, from: string): TreeCommand => ({
    type: 'RenameUnit',
    unitId,
    name,
    from,
    document: '9/NQ',
  });
  const admin = (await organisation.person('administrator')).headers;
  const post = (json: TreeCommand) =>
    ask(`${workers.urls[0]}/api/v1/units/commands`, { method: 'POST', json, headers: { ...admin, 'idempotency-key': randomUUID() } });
  await post(rename('x', 'Phường Khe Sim', '2090-01-01'));
  await post(rename('q', 'Thành phố Khác', '2090-01-01'));
  const expected = { from: '2090-01-01', document: '9/NQ' };
  expect((await get('/unit-plans', admin)).body['plans']).toMatchObject([{ ...expected, total: 2 }]);
  expect((await get('/unit-plans')).body['plans']).toEqual([{ ...expected, units: [{ unitId: 'x', name: 'Phường Khe Sim' }], total: 1 }]);
});
