import { afterAll, beforeAll, expect, test } from 'vitest';
import { LiveClient } from '../../test/live-client.ts';
import { ask, joinRoom, OFFER, openConsole, openRoom } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';

let workers: WorkersUnderTest;
beforeAll(async () => void (workers = await startWorkers()));
afterAll(() => workers.close());

/** A conference with the media tokens of a console, of rooms a and b, and of a screen. */
async function tokens() {
  const conference = await workers.createConference();
  const { conferenceId } = conference;
  const url = workers.urls[0]!;
  const { client: console } = await openConsole(url, conference);
  const a = await openRoom(url, conferenceId, 'a', await joinRoom(url, conference, 'a'));
  const b = await openRoom(url, conferenceId, 'b', await joinRoom(url, conference, 'b'));
  const joined = await ask(`${url}/api/v1/screen-sessions`, { method: 'POST', json: { token: conference.screenToken } });
  const headers = { authorization: `Bearer ${String(joined.body['deviceToken'])}` };
  const screen = await LiveClient.open({ url: `${url}/api/v1/conferences/${conferenceId}/live?as=screen`, headers, audience: 'screen' });
  const token = async (client: LiveClient) => (await client.heard('welcome')).media.token;
  return {
    conferenceId,
    console,
    of: { console: await token(console), a: await token(a), b: await token(b), screen: await token(screen) },
  };
}

function offer(conferenceId: string, path: string, token: string, { type = 'application/sdp', sections = OFFER } = {}) {
  const url = `${workers.urls[1]}/api/v1/conferences/${conferenceId}/${path}`;
  return ask(url, { method: 'POST', text: sections, headers: { authorization: `Bearer ${token}`, 'content-type': type } });
}

test('[HTTP-13] a room publishes as itself, camera and slides apart; nobody else publishes', async () => {
  const { conferenceId, of } = await tokens();
  const opened: string[] = [];
  const stop = workers.plane.listen(
    (event) => void (event.type === 'session-open' && event.role === 'publish' && opened.push(event.label)),
  );
  const answer = await offer(conferenceId, 'whip', of.a);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('location')).toMatch(new RegExp(`^/api/v1/conferences/${conferenceId}/media-sessions/`));
  expect(answer.headers.get('etag')).toMatch(/^".+"$/);
  expect((await offer(conferenceId, 'whip?source=slides', of.b)).status).toBe(201);
  expect(opened.slice(-2)).toEqual([`${conferenceId}.a`, `${conferenceId}.b.slides`]);
  for (const token of [of.console, of.screen]) expect((await offer(conferenceId, 'whip', token)).status).toBe(403);
  stop();
});

test('[HTTP-14] a media token is of one conference, and ends when that closes', async () => {
  const here = await tokens();
  const there = await tokens();
  expect((await offer(there.conferenceId, 'whip', here.of.a)).status).toBe(403);
  expect((await offer(here.conferenceId, 'whip', 'made-up')).status).toBe(401);
  await here.console.command({ type: 'OpenConference' });
  await here.console.command({ type: 'CloseConference' });
  expect([401, 410]).toContain((await offer(here.conferenceId, 'whip', here.of.a)).status);
});

test('[HTTP-15] preview and thumbnails are for consoles; feeds are named once and known', async () => {
  const { conferenceId, of } = await tokens();
  const audioVideo = (videos: number) => `${OFFER}${'m=video 9 UDP/TLS/RTP/SAVPF 96\r\n'.repeat(videos)}`;
  expect((await offer(conferenceId, 'whep?feeds=hall,floor,slides', of.a, { sections: audioVideo(2) })).status).toBe(201);
  expect((await offer(conferenceId, 'whep?feeds=floor,preview&slots=4', of.console, { sections: audioVideo(5) })).status).toBe(201);
  expect((await offer(conferenceId, 'whep?feeds=preview', of.a)).status).toBe(403);
  expect((await offer(conferenceId, 'whep?slots=1', of.screen)).status).toBe(403);
  expect((await offer(conferenceId, 'whep?feeds=stage', of.a)).status).toBe(400);
  expect((await offer(conferenceId, 'whep?feeds=floor,floor', of.a)).status).toBe(400);
});

test('[HTTP-16] a media session is changed and ended by whoever opened it, on any worker', async () => {
  const { conferenceId, of } = await tokens();
  const { headers } = await offer(conferenceId, 'whip', of.a);
  const [location, etag] = [headers.get('location')!, headers.get('etag')!];
  const touch = (method: string, token: string, type = 'application/trickle-ice-sdpfrag') =>
    ask(`${workers.urls[0]}${location}`, {
      method,
      ...(method === 'PATCH' ? { text: 'a=ice-ufrag:x\r\n' } : {}),
      headers: { authorization: `Bearer ${token}`, ...(method === 'PATCH' ? { 'content-type': type, 'if-match': etag } : {}) },
    });
  expect((await touch('PATCH', of.b)).status).toBe(404);
  expect((await touch('DELETE', of.b)).status).toBe(404);
  expect((await touch('PATCH', of.a)).status).toBe(204);
  expect((await touch('PATCH', of.a, 'application/sdp')).status).toBe(415);
  expect((await touch('DELETE', of.a)).status).toBe(200);
  expect((await touch('PATCH', of.a)).status).toBe(404);
});

test('[HTTP-17] a media plane that is away is said as such, with when to come again', async () => {
  const { conferenceId, of } = await tokens();
  workers.plane.crash();
  const answer = await offer(conferenceId, 'whip', of.a);
  expect(answer).toMatchObject({ status: 503, body: { code: 'media-down' } });
  expect(answer.headers.get('retry-after')).toBe('3');
  workers.plane.restart();
});

test('[HTTP-18] whoever asks first is told what WHIP and WHEP accept', async () => {
  const { conferenceId } = await tokens();
  for (const path of ['whip', 'whep']) {
    const answer = await ask(`${workers.urls[0]}/api/v1/conferences/${conferenceId}/${path}`, { method: 'OPTIONS' });
    expect([answer.status, answer.headers.get('accept-post')]).toEqual([204, 'application/sdp']);
  }
});

test('[HUB-21] a console fills the slots of its own session with rooms of its conference, and a room hears who watches', async () => {
  const { conferenceId, console, of } = await tokens();
  const location = (
    await offer(conferenceId, 'whep?feeds=floor&slots=2', of.console, {
      sections: `${OFFER}${'m=video 9 UDP/TLS/RTP/SAVPF 96\r\n'.repeat(2)}`,
    })
  ).headers.get('location')!;
  const session = location.split('/').at(-1)!;
  console.say({ type: 'watch', session, siteIds: ['a', null] });
  console.say({ type: 'ping', n: 1 });
  await console.heard('pong');
  const planeSession = session.slice(0, session.lastIndexOf('.'));
  await expect.poll(() => workers.plane.shown(planeSession, 'slot-0').sees).toBe(null);
  await offer(conferenceId, 'whip', of.a);
  workers.plane.flow(`${conferenceId}.a`, 'thumb');
  await expect.poll(() => workers.plane.shown(planeSession, 'slot-0').sees).toBe(`${conferenceId}.a`);
  const closed = console.closed();
  console.say({ type: 'watch', session: 'somebody-elses.seal', siteIds: ['a'] });
  expect(await closed).toBe(4403);
});
