import { DEFAULT_SETTINGS } from '@diemcau/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LiveClient } from '../../../test/live-client.ts';
import { ask, joinRoom, OFFER, openConsole, openRoom } from '../../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../../test/workers-under-test.ts';
import { STEADY_AFTER_MS } from './due.ts';

let workers: WorkersUnderTest;
beforeEach(async () => void (workers = await startWorkers()));
afterEach(() => workers.close());

/** Live; room a publishes and has the floor. */
async function speaking() {
  const conference = await workers.createConference();
  const { conferenceId } = conference;
  const { client: chair } = await openConsole(workers.urls[0]!, conference);
  const room = await openRoom(workers.urls[1]!, conferenceId, 'a', await joinRoom(workers.urls[1]!, conference, 'a'));
  await publish(room, conferenceId);
  for (const track of ['audio', 'main'] as const) workers.plane.flow(`${conferenceId}.a`, track);
  await chair.command({ type: 'OpenConference' });
  await room.until((view) => view.phase === 'live');
  await room.command({ type: 'RequestFloor', requestId: 'r', siteId: 'a', kind: 'speech', subject: 'Karaoke' });
  await chair.until((view) => view.queue.length === 1);
  await chair.command({ type: 'GrantFloor', requestId: 'r', speechId: 's', replaces: null, thenStandby: false });
  return { conference, conferenceId, chair, room };
}

async function publish(room: LiveClient, conferenceId: string): Promise<void> {
  const headers = { authorization: `Bearer ${await mediaToken(room)}`, 'content-type': 'application/sdp' };
  await ask(`${workers.urls[0]}/api/v1/conferences/${conferenceId}/whip`, { method: 'POST', text: OFFER, headers });
}

async function mediaToken(client: LiveClient): Promise<string> {
  return (await client.heard('welcome')).media.token;
}

/** What a viewer of the floor sees and hears. */
async function watchFloor(client: LiveClient, conferenceId: string) {
  const headers = { authorization: `Bearer ${await mediaToken(client)}`, 'content-type': 'application/sdp' };
  const answer = await ask(`${workers.urls[0]}/api/v1/conferences/${conferenceId}/whep`, { method: 'POST', text: OFFER, headers });
  const session = answer.headers.get('location')!.split('/').at(-1)!;
  return () => workers.plane.shown(session.slice(0, session.lastIndexOf('.')), 'floor');
}

/** Who says of itself that it is the conductor. */
async function conductors(): Promise<boolean[]> {
  const texts = await Promise.all(workers.urls.map((url) => ask(`${url}/metrics`).catch(() => ({ text: '' }))));
  return texts.map(({ text }) => /^diemcau_is_conductor\{.*\} 1$/m.test(text));
}

test('[COND-11] one worker is the conductor; when it goes another one carries on', async () => {
  await expect.poll(conductors, { timeout: 5_000 }).toContain(true);
  const before = await conductors();
  expect(before.filter(Boolean)).toHaveLength(1);
  await workers.stop(before.indexOf(true));
  await expect.poll(conductors, { timeout: 5_000 }).toEqual(before.map((was) => !was));
});

test('[COND-11] when its connection to the database dies another one is elected, and a bus is set again', async () => {
  const { conferenceId, chair } = await speaking();
  await expect.poll(conductors, { timeout: 5_000 }).toContain(true);
  const shown = await watchFloor(chair, conferenceId);
  await workers.database.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 29386135`);
  await expect.poll(async () => (await conductors()).filter(Boolean).length, { timeout: 10_000 }).toBe(1);
  await chair.command({ type: 'RevokeFloor', speechId: 's', reason: '' });
  await expect.poll(() => shown().sees, { timeout: 10_000 }).toBe(null);
});

test('[COND-12] buses follow the conference, and are set again in a new media process', async () => {
  const { conferenceId, chair, room } = await speaking();
  const shown = await watchFloor(chair, conferenceId);
  await expect.poll(shown, { timeout: 5_000 }).toEqual({ sees: `${conferenceId}.a`, hears: `${conferenceId}.a` });
  workers.plane.crash();
  workers.plane.restart();
  await publish(room, conferenceId);
  for (const track of ['audio', 'main'] as const) workers.plane.flow(`${conferenceId}.a`, track);
  const again = await watchFloor(chair, conferenceId);
  await expect.poll(again, { timeout: 10_000 }).toEqual({ sees: `${conferenceId}.a`, hears: `${conferenceId}.a` });
});

test('[COND-13] a dead link gets its grace, then the chair is asked; a returned one keeps the floor', async () => {
  const { conferenceId, chair } = await speaking();
  await expect.poll(conductors, { timeout: 5_000 }).toContain(true);
  workers.clock.nowMs += STEADY_AFTER_MS;
  for (const track of ['audio', 'main'] as const) workers.plane.stall(`${conferenceId}.a`, track);
  await chair.until((view) => view.speech?.link === 'up');
  workers.clock.nowMs += 5_000;
  await chair.until((view) => view.speech?.link === 'grace');
  workers.plane.flow(`${conferenceId}.a`, 'audio');
  await chair.until((view) => view.speech?.link === 'up');
  workers.plane.stall(`${conferenceId}.a`, 'audio');
  workers.clock.nowMs += 2_000;
  await chair.until((view) => view.speech?.link === 'grace');
  workers.clock.nowMs += DEFAULT_SETTINGS.graceMs;
  await chair.until((view) => view.speech?.link === 'asking');
});

test('[SCREEN-101] a room that is not connected may be given the floor: everybody is told, and it is on the air when it is back', async () => {
  const conference = await workers.createConference();
  const { conferenceId } = conference;
  const { client: chair } = await openConsole(workers.urls[0]!, conference);
  const onlooker = await openRoom(workers.urls[1]!, conferenceId, 'b', await joinRoom(workers.urls[1]!, conference, 'b'));
  await expect.poll(conductors, { timeout: 5_000 }).toContain(true);
  await chair.command({ type: 'OpenConference' });
  await chair.command({ type: 'RequestFloor', requestId: 'r', siteId: 'a', kind: 'speech', subject: 'Nước sạch' });
  await chair.until((view) => view.queue.length === 1);
  await chair.command({ type: 'GrantFloor', requestId: 'r', speechId: 's', replaces: null, thenStandby: false });
  for (const client of [chair, onlooker]) await client.heard('links', ({ links }) => links.speaker === 'lost');
  await chair.until((view) => view.speech?.link === 'up');
  workers.clock.nowMs += STEADY_AFTER_MS;
  await chair.until((view) => view.speech?.link === 'grace');
  const room = await openRoom(workers.urls[0]!, conferenceId, 'a', await joinRoom(workers.urls[0]!, conference, 'a'));
  await publish(room, conferenceId);
  for (const track of ['audio', 'main'] as const) workers.plane.flow(`${conferenceId}.a`, track);
  await chair.until((view) => view.speech?.link === 'up');
  const shown = await watchFloor(onlooker, conferenceId);
  await expect.poll(shown, { timeout: 10_000 }).toMatchObject({ sees: `${conferenceId}.a`, hears: `${conferenceId}.a` });
});

test('[COND-14] when the time is up the floor is taken, once', async () => {
  const { chair, room } = await speaking();
  workers.clock.nowMs += DEFAULT_SETTINGS.speechMs + DEFAULT_SETTINGS.overrunMs!;
  await room.until((view) => view.speech === null);
  await chair.until((view) => view.pastSpeeches.length === 1 && view.pastSpeeches[0]?.reason === 'timed-out');
});

test('[COND-15] a conference that closes ends its buses, media sessions, codes and media tokens', async () => {
  const { conference, conferenceId, chair, room } = await speaking();
  const ended: string[] = [];
  workers.plane.listen((event) => void (event.type === 'session-closed' && ended.push(event.label)));
  await watchFloor(room, conferenceId);
  await chair.command({ type: 'CloseConference' });
  await expect.poll(() => ended.filter((label) => label === `${conferenceId}.a`).length, { timeout: 10_000 }).toBe(2);
  const join = () => ask(`${workers.urls[0]}/api/v1/site-sessions`, { method: 'POST', json: { token: conference.sites[2]!.token } });
  await expect.poll(async () => (await join()).status, { timeout: 10_000 }).toBe(404);
});

test('[COND-17] a conference that is reopened gives everybody who stayed a media token that works', async () => {
  const { conferenceId, chair, room } = await speaking();
  await watchFloor(room, conferenceId);
  const before = await mediaToken(room);
  await chair.command({ type: 'CloseConference' });
  const watches = (token: string) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/sdp' };
    return ask(`${workers.urls[0]}/api/v1/conferences/${conferenceId}/whep`, { method: 'POST', text: OFFER, headers });
  };
  await expect.poll(async () => (await watches(before)).status, { timeout: 10_000 }).toBe(401);
  await chair.command({ type: 'ReopenConference', reason: 'Còn một kiến nghị' });
  const { media } = await room.heard('media', (message) => message.media.token !== before);
  expect((await watches(media.token)).status).toBe(201);
});

test('[COND-16] a dismissed officer and a dropped room lose their media sessions', async () => {
  const { conference, conferenceId, chair } = await speaking();
  const { client: secretary } = await openConsole(workers.urls[1]!, conference, 2);
  const room = await openRoom(workers.urls[1]!, conferenceId, 'b', await joinRoom(workers.urls[1]!, conference, 'b'));
  await watchFloor(secretary, conferenceId);
  await watchFloor(room, conferenceId);
  const ended: string[] = [];
  workers.plane.listen((event) => void (event.type === 'session-closed' && ended.push(event.label)));
  await chair.command({ type: 'DismissOfficer', accountId: conference.officers[2]!.accountId });
  await chair.command({ type: 'DropSite', siteId: 'b' });
  await expect.poll(() => ended.length, { timeout: 5_000 }).toBe(2);
  expect(ended).toContain(`${conferenceId}.b`);
  expect(ended.some((label) => label.startsWith(`${conferenceId}.console.`))).toBe(true);
});
