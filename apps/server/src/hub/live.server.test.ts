import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LiveClient } from '../../test/live-client.ts';
import { ask, joinRoom, openConsole, openRoom } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import type { CreatedConference } from './create-conference.ts';
import { cameraEndpoint } from './media-names.ts';

let workers: WorkersUnderTest;
beforeAll(async () => void (workers = await startWorkers()));
afterAll(() => workers.close());

/** Live, a console on each worker and rooms a and b on the second. */
async function opened() {
  const conference = await workers.createConference({ reusableLinks: true });
  const [here, there] = [workers.urls[0]!, workers.urls[1]!];
  const chair = await openConsole(here, conference);
  const sameChair = await openConsole(there, conference);
  const rooms = { a: await room(there, conference, 'a'), b: await room(there, conference, 'b') };
  expect(await chair.client.command({ type: 'OpenConference' })).toMatchObject({ ok: true });
  for (const client of [sameChair.client, rooms.a, rooms.b]) await client.until((view) => view.phase === 'live');
  return { conference, chair: chair.client, sameChair: sameChair.client, rooms };
}

async function room(url: string, conference: CreatedConference, siteId: string): Promise<LiveClient> {
  return openRoom(url, conference.conferenceId, siteId, await joinRoom(url, conference, siteId));
}

function request(siteId: string) {
  return { type: 'RequestFloor', requestId: `r-${siteId}`, siteId, kind: 'speech', subject: 'Karaoke' } as const;
}

test('[HUB-1] two consoles on two workers and a real journal: one grants the floor, the other is told why not', async () => {
  const { chair, sameChair, rooms } = await opened();
  await rooms.a.command(request('a'));
  await rooms.b.command(request('b'));
  for (const client of [chair, sameChair]) await client.until((view) => view.queue.length === 2);
  const grant = (siteId: string) =>
    ({ type: 'GrantFloor', requestId: `r-${siteId}`, speechId: `s-${siteId}`, replaces: null, thenStandby: false }) as const;
  const answers = await Promise.all([chair.command(grant('a')), sameChair.command(grant('b'))]);
  expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true]);
  expect(answers.find((answer) => !answer.ok)).toMatchObject({ refusal: { code: 'floor-already-taken' } });
  const winner = answers[0]!.ok ? 's-a' : 's-b';
  for (const client of [chair, sameChair, rooms.a, rooms.b]) await client.until((view) => view.speech?.speechId === winner);
});

test('[HUB-2] a command that is sent again, on the other worker and later, gets its first answer', async () => {
  const { chair, sameChair, rooms } = await opened();
  const commandId = randomUUID();
  const first = await chair.command({ type: 'PauseConference' }, commandId);
  await chair.command({ type: 'ResumeConference' });
  expect(await sameChair.command({ type: 'PauseConference' }, commandId)).toEqual(first);
  await rooms.a.until((view) => view.phase === 'live');
});

test('[HUB-16] no event, no account and no name of a person is on the wire to a room or a screen', async () => {
  const { conference, chair, rooms } = await opened();
  const { conferenceId, screenToken, officers } = conference;
  const joined = await ask(`${workers.urls[0]}/api/v1/screen-sessions`, { method: 'POST', json: { token: screenToken } });
  const headers = { authorization: `Bearer ${String(joined.body['deviceToken'])}` };
  const screen = await LiveClient.open({
    url: `${workers.urls[0]}/api/v1/conferences/${conferenceId}/live?as=screen`,
    headers,
    audience: 'screen',
  });
  await chair.command({ type: 'HandOverChair', to: officers[1]!.accountId });
  await rooms.a.command(request('a'));
  await screen.until((view) => view.queue.length === 1);
  await rooms.b.until((view) => view.queue.length === 1);
  const wire = JSON.stringify([...rooms.a.messages, ...rooms.b.messages, ...screen.messages]);
  for (const { accountId, name } of officers) {
    expect(wire).not.toContain(accountId);
    expect(wire).not.toContain(name);
  }
  expect(wire).not.toMatch(/ChairPassed|FloorRequested|OfficerAppointed/);
  expect(JSON.stringify(screen.messages)).not.toContain('Karaoke');
  expect(JSON.stringify(chair.messages[0])).toContain(officers[0]!.name);
});

test('[HUB-17] consoles see the rooms of every worker with what they report; everybody sees the links when they change', async () => {
  const { chair, rooms, sameChair } = await opened();
  const report = {
    camera: 'ok',
    microphone: 'ok',
    levelDbfs: -20,
    sendingMain: false,
    uplinkBps: null,
    uplinkLossRatio: 0,
    downlinkLossRatio: 0,
    rttMs: 20,
    uplink: 'good',
    downlink: 'good',
  } as const;
  rooms.a.say({ type: 'report', report });
  for (const console of [chair, sameChair]) {
    const { sites } = await console.heard('presence', (message) => message.sites['a']?.report?.uplink === 'good' && 'b' in message.sites);
    expect(sites['a']).toMatchObject({ online: true, media: { main: false } });
    expect(sites['hall']).toBeUndefined();
  }
  await rooms.a.command(request('a'));
  await chair.until((view) => view.queue.length === 1);
  await chair.command({ type: 'GrantFloor', requestId: 'r-a', speechId: 's', replaces: null, thenStandby: false });
  for (const client of [chair, rooms.b]) await client.heard('links', ({ links }) => links.speaker === 'good');
  expect(rooms.b.messages.some((message) => message.type === 'presence')).toBe(false);
});

test('[NET-11] everybody is told that a speaker sends sound only, and when the picture is back', async () => {
  const { conference, chair, rooms } = await opened();
  await rooms.a.command(request('a'));
  await chair.until((view) => view.queue.length === 1);
  await chair.command({ type: 'GrantFloor', requestId: 'r-a', speechId: 's', replaces: null, thenStandby: false });
  const endpoint = cameraEndpoint(conference.conferenceId, 'a');
  const { session } = await workers.plane.publish({ endpoint, sdp: 'v=0' });
  for (const track of ['audio', 'main'] as const) workers.plane.flow(endpoint, track);
  workers.plane.stall(endpoint, 'main');
  for (const client of [chair, rooms.b]) await client.heard('links', ({ links }) => links.soundOnly.speaker && !links.soundOnly.hall);
  const heardBefore = rooms.b.messages.length;
  workers.plane.flow(endpoint, 'main');
  await expect
    .poll(() => rooms.b.messages.slice(heardBefore).findLast((message) => message.type === 'links'))
    .toMatchObject({ links: { soundOnly: { speaker: false } } });
  await workers.plane.closeSession(session);
});

test('[HUB-18] the newest socket of a device counts; an older one is closed on whichever worker it is', async () => {
  const conference = await workers.createConference();
  const headers = await joinRoom(workers.urls[0]!, conference, 'a');
  const older = await openRoom(workers.urls[0]!, conference.conferenceId, 'a', headers);
  const closed = older.closed();
  // The clock stands still: without this both came at the same moment.
  workers.clock.nowMs += 10;
  const newer = await openRoom(workers.urls[1]!, conference.conferenceId, 'a', headers);
  expect(await closed).toBe(4409);
  newer.say({ type: 'ping', n: 7 });
  expect(await newer.heard('pong')).toMatchObject({ n: 7 });
});

test('[HUB-19] a new media process is announced to everybody at once with a token that works', async () => {
  const { rooms, chair } = await opened();
  workers.plane.crash();
  await rooms.a.heard('media', ({ media }) => !media.up);
  await chair.heard('links', ({ links }) => links.server === 'degraded');
  workers.plane.restart();
  const before = await rooms.a.heard('welcome');
  const { media } = await rooms.a.heard('media', (message) => message.media.up);
  expect(media.epoch).not.toBe(before.media.epoch);
  await chair.heard('links', ({ links }) => links.server === 'ok');
});

test('[HUB-20] a worker that goes says so, and its clients may come back', async () => {
  const own = await startWorkers(1);
  const conference = await own.createConference();
  const { client } = await openConsole(own.urls[0]!, conference);
  const closed = client.closed();
  await own.stop(0);
  expect(await client.heard('closing')).toEqual({ type: 'closing', reason: 'server-restarting' });
  expect(await closed).toBe(4503);
  await own.close();
});
