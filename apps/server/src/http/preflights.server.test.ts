import { randomUUID } from 'node:crypto';
import type { PreflightMeasured } from '@diemcau/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveClient } from '../../test/live-client.ts';
import { startOrganisation, type OrganisationUnderTest } from '../../test/organisation-under-test.ts';
import { ask, joinRoom, OFFER, openRoom, signIn, type Headers } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import type { CreatedConference } from '../hub/create-conference.ts';
import { writeContacts } from '../organisation/contacts.ts';

const GOOD: PreflightMeasured = {
  camera: { state: 'ok', widthPx: 1280, heightPx: 720, framesPerS: 25, brightness: 0.4, moving: true },
  microphone: { state: 'ok', ambientDbfs: -55, voiceDbfs: -18, listened: true },
  speaker: { played: true, loopDb: 1, answer: 'heard' },
  network: { how: 'media', uplinkBps: 2_300_000, downlinkBps: 4_600_000, uplinkLossRatio: 0, downlinkLossRatio: 0, rttMs: 40 },
  clock: { offsetMs: 120, roundTripMs: 30 },
  browser: { name: 'Chrome', version: 126, secure: true, webRtc: true, vp8: true, h264: true, screenShare: true },
};
const DENIED: PreflightMeasured = { ...GOOD, camera: { ...GOOD.camera, state: 'denied' } };

interface Shown {
  readonly verdict: string;
  readonly conferenceId: string;
}
interface Row {
  readonly siteId: string;
  readonly check: Shown | null;
  readonly before: Shown | null;
  readonly askedAtMs: number | null;
  readonly running: boolean;
  readonly officers: readonly { readonly name: string; readonly phone: string }[];
  readonly hiddenOfficers: number;
}

let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
let conference: CreatedConference;
let chair: Headers;
let room: Headers;
beforeAll(async () => {
  workers = await startWorkers(2);
  organisation = await startOrganisation(workers);
  conference = await newConference();
  chair = await signIn(workers.urls[0]!, conference.officers[0]!.signInToken);
  room = await joinRoom(workers.urls[0]!, conference, 'site-x');
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

/** Rooms of the register: the hall of the province and its two communes. */
function newConference(): Promise<CreatedConference> {
  const site = (unitId: string) => ({ siteId: `site-${unitId}`, name: `Phòng họp ${unitId}`, unitId });
  return workers.createConference({ hall: site('p'), sites: [site('x'), site('y')] });
}

const own = (path: string, siteId = 'site-x') => `${workers.urls[1]}/api/v1/site-sessions/current/${path}?site=${siteId}`;

function send(measured: PreflightMeasured, preflightId: string = randomUUID(), headers = room, siteId = 'site-x') {
  return ask(own(`preflights/${preflightId}`, siteId), { method: 'PUT', headers, json: { cause: 'officer', measured } });
}

async function board(headers: Headers = chair, of = conference.conferenceId): Promise<Row[]> {
  const { body } = await ask(`${workers.urls[0]}/api/v1/conferences/${of}/preflights`, { headers });
  return body['rows'] as Row[];
}

const rowOf = async (siteId: string) => (await board()).find((row) => row.siteId === siteId)!;

describe('checks of rooms', () => {
  it('[PREFLIGHT-14] are judged and kept by the server; the same id adds what came later, and no other room may', async () => {
    expect((await rowOf('site-x')).check).toBeNull();
    const id = randomUUID();
    const first = await send({ ...GOOD, speaker: { ...GOOD.speaker, answer: null } }, id);
    expect(first.body['check']).toMatchObject({ verdict: 'check', preflightId: id });
    workers.clock.nowMs += 1_000;
    const { body } = await send({ ...GOOD, speaker: { ...GOOD.speaker, answer: 'not-heard' } }, id);
    expect(body['check']).toMatchObject({ verdict: 'no-go', atMs: (first.body['check'] as { atMs: number }).atMs });
    const other = await joinRoom(workers.urls[0]!, conference, 'site-y');
    expect((await send(GOOD, id, other, 'site-y')).status).toBe(409);
    expect((await send(GOOD, randomUUID(), other, 'site-x')).status).toBe(401);
    expect(
      (await ask(own(`preflights/${randomUUID()}`), { method: 'PUT', headers: room, json: { cause: 'officer', measured: {} } })).status,
    ).toBe(400);
    expect((await rowOf('site-x')).check).toMatchObject({ verdict: 'no-go' });
  });

  it('[PREFLIGHT-15] are compared with those of the conference before', async () => {
    workers.clock.nowMs += 1_000;
    await send(DENIED);
    expect((await rowOf('site-x')).before).toBeNull();
    const next = await newConference();
    const there = await joinRoom(workers.urls[0]!, next, 'site-x');
    workers.clock.nowMs += 1_000;
    const { body } = await send(GOOD, randomUUID(), there);
    expect(body).toMatchObject({ check: { verdict: 'go' }, before: { verdict: 'no-go', conferenceId: conference.conferenceId } });
    const headers = await signIn(workers.urls[0]!, next.officers[0]!.signInToken);
    const row = (await board(headers, next.conferenceId)).find(({ siteId }) => siteId === 'site-x');
    expect(row).toMatchObject({ check: { verdict: 'go' }, before: { verdict: 'no-go' } });
    // What came later is no last time.
    expect((await rowOf('site-x')).before).toBeNull();
  });

  it('[PREFLIGHT-16] load the line in turn, and the test picture is the room’s own and only before the opening', async () => {
    const url = `${workers.urls[0]}/api/v1/conferences/${conference.conferenceId}/live?as=console`;
    const client = await LiveClient.open({ url, headers: chair, audience: 'console' });
    const socket = await openRoom(workers.urls[0]!, conference.conferenceId, 'site-x', room);
    const { media } = await socket.heard('welcome');
    const headers = { authorization: `Bearer ${media.token}`, 'content-type': 'application/sdp' };
    const whip = () =>
      ask(`${workers.urls[1]}/api/v1/conferences/${conference.conferenceId}/whip?source=preflight`, {
        method: 'POST',
        headers,
        text: OFFER,
      });
    const whep = (of = headers) =>
      ask(`${workers.urls[1]}/api/v1/conferences/${conference.conferenceId}/whep?feeds=echo`, {
        method: 'POST',
        headers: of,
        text: OFFER,
      });
    const load = () => ask(`${own('preflight-load')}&bytes=1000`, { headers: room });
    expect([(await whip()).status, (await whep()).status, (await load()).status]).toEqual([412, 412, 412]);

    const turn = await ask(own('preflight-turn'), { method: 'POST', headers: room, json: {} });
    expect(turn.body).toEqual({ granted: true, media: true });
    expect((await rowOf('site-x')).running).toBe(true);
    expect((await client.heard('preflight-changed')).siteId).toBe('site-x');
    expect([(await whip()).status, (await whep()).status, (await load()).status]).toEqual([201, 201, 200]);
    const console = (await client.heard('welcome')).media.token;
    expect((await whep({ ...headers, authorization: `Bearer ${console}` })).status).toBe(403);

    await send(GOOD);
    expect((await rowOf('site-x')).running).toBe(false);
    expect((await whip()).status).toBe(412);
    client.close();
    socket.close();
  });

  it('[PREFLIGHT-16] of which ten run at once, and the next has its turn when one is over', async () => {
    const { pool } = workers.database;
    const sql = `INSERT INTO preflight_place (conference_id, site_id, turn_until_ms) SELECT 'elsewhere', n::text, $1 FROM generate_series(1, 10) n`;
    await pool.query(sql, [workers.clock.nowMs + 5_000]);
    const turn = () => ask(own('preflight-turn'), { method: 'POST', headers: room, json: {} });
    expect((await turn()).body).toMatchObject({ granted: false });
    workers.clock.nowMs += 6_000;
    expect((await turn()).body).toMatchObject({ granted: true });
    await send(GOOD);
  });

  it('[PREFLIGHT-16] time files instead once the conference runs, and not in a room that is on air', async () => {
    const live = await newConference();
    const headers = await signIn(workers.urls[0]!, live.officers[0]!.signInToken);
    const command = (json: object) =>
      ask(`${workers.urls[0]}/api/v1/conferences/${live.conferenceId}/commands`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': randomUUID() },
        json,
      });
    const device = await joinRoom(workers.urls[0]!, live, 'site-y');
    const turn = () => ask(own('preflight-turn', 'site-y'), { method: 'POST', headers: device, json: {} });
    await command({ type: 'OpenConference' });
    await expect.poll(async () => (await turn()).body, { timeout: 10_000 }).toEqual({ granted: true, media: false });
    await command({ type: 'RequestFloor', requestId: 'r', siteId: 'site-y', kind: 'speech', subject: 'Cầu mới' });
    await command({ type: 'GrantFloor', requestId: 'r', speechId: 's', replaces: null, thenStandby: false });
    await expect.poll(async () => (await turn()).status, { timeout: 10_000 }).toBe(412);
  });

  it('[PREFLIGHT-17] are asked for by the desk, of one room or of all; the room is told, and an answer settles it', async () => {
    const socket = await openRoom(workers.urls[0]!, conference.conferenceId, 'site-x', room);
    await socket.heard('welcome');
    workers.clock.nowMs += 1_000;
    const url = `${workers.urls[1]}/api/v1/conferences/${conference.conferenceId}/preflights/ask`;
    const asked = await ask(url, { method: 'POST', headers: chair, json: { siteIds: ['site-x', 'nowhere'] } });
    expect([asked.status, asked.body]).toEqual([202, { asked: 1 }]);
    await socket.heard('preflight-asked');
    expect((await rowOf('site-x')).askedAtMs).toBe(workers.clock.nowMs);
    workers.clock.nowMs += 1_000;
    await send(GOOD);
    expect((await rowOf('site-x')).askedAtMs).toBeNull();
    expect((await ask(url, { method: 'POST', headers: chair, json: { siteIds: null } })).body).toEqual({ asked: 3 });
    const deputy = await signIn(workers.urls[0]!, conference.officers[1]!.signInToken);
    expect((await ask(url, { method: 'POST', headers: deputy, json: { siteIds: null } })).status).toBe(403);
    socket.close();
  });

  it('[PREFLIGHT-18] stand on the board with officer and telephone for whoever may read contacts', async () => {
    const contactId = randomUUID();
    const officer = { contactId, code: '', name: 'Lò Văn Páo', post: '', phone: '0912 345 678', email: '', unitId: 'x', role: null };
    await writeContacts(workers.database.pool, [officer], workers.clock.nowMs);
    const envelope = { by: { kind: 'operator' as const }, atMs: workers.clock.nowMs, commandId: randomUUID() };
    await organisation.organisation.sites.execute({ command: { type: 'PostOfficer', siteId: 'site-x', contactId }, ...envelope });
    await expect.poll(async () => (await rowOf('site-x')).hiddenOfficers).toBe(1);
    expect((await rowOf('site-x')).officers).toEqual([]);
    await organisation.grant({ accountId: conference.officers[0]!.accountId, role: 'secretary', unitId: 'p' });
    await expect.poll(async () => (await rowOf('site-x')).officers).toEqual([{ name: 'Lò Văn Páo', phone: '0912 345 678' }]);
    expect((await board((await organisation.person('administrator')).headers)) ?? null).toBeNull();
  });
});
