import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, joinRoom, OFFER, openConsole, openRoom, signIn } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { LiveClient } from '../../test/live-client.ts';
import { ensurePhonePage } from '../attendance/phone-pages.ts';

let workers: WorkersUnderTest;
let api: string;
beforeAll(async () => {
  workers = await startWorkers();
  api = `${workers.urls[0]}/api/v1`;
});
afterAll(() => workers.close());

function join(json: object, headers = {}, url = api) {
  return ask(`${url}/site-sessions`, { method: 'POST', json, headers });
}

test('[HTTP-1] a sign-in link works once and not after its time; a reusable one as often as one likes', async () => {
  const once = await workers.createConference();
  const token = once.officers[0]!.signInToken;
  const headers = await signIn(workers.urls[0]!, token);
  expect((await ask(`${api}/session`, { headers })).body).toMatchObject({ accountId: once.officers[0]!.accountId, name: 'Trần Chủ Trì' });
  expect(await ask(`${api}/session`, { method: 'POST', json: { token } })).toMatchObject({ status: 410, body: { code: 'gone' } });
  const often = await workers.createConference({ reusableLinks: true });
  for (let n = 0; n < 2; n += 1) await signIn(workers.urls[0]!, often.officers[0]!.signInToken);
  workers.clock.nowMs += 15 * 86_400_000;
  expect(await ask(`${api}/session`, { method: 'POST', json: { token: often.officers[1]!.signInToken } })).toMatchObject({ status: 410 });
});

test('[HTTP-2] signing out ends the session and its sockets, wherever they are', async () => {
  const conference = await workers.createConference();
  const { client, headers } = await openConsole(workers.urls[1]!, conference);
  const closed = client.closed();
  expect((await ask(`${api}/session`, { method: 'DELETE', headers })).status).toBe(204);
  expect(await closed).toBe(4401);
  expect(await ask(`${api}/session`, { headers })).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
});

test('[HTTP-3] a page of another origin neither changes anything nor opens a socket with our cookies', async () => {
  const conference = await workers.createConference();
  const headers = await signIn(workers.urls[0]!, conference.officers[0]!.signInToken);
  const foreign = { ...headers, origin: 'https://elsewhere.example' };
  expect(await ask(`${api}/session`, { method: 'DELETE', headers: foreign })).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  const socket = new LiveClient(`${api}/conferences/${conference.conferenceId}/live?as=console`, foreign);
  await socket.closed();
  expect(socket.messages).toEqual([]);
  const ours = { ...headers, origin: workers.urls[0]! };
  expect((await ask(`${api}/session`, { method: 'DELETE', headers: ours })).status).toBe(204);
});

test('[HTTP-4] every error is a problem with a code, and a wrong body is told where, not what', async () => {
  const conference = await workers.createConference();
  const unknown = await ask(`${api}/nowhere`);
  expect(unknown.headers.get('content-type')).toContain('application/problem+json');
  expect(unknown.body).toMatchObject({ status: 404, code: 'not-found', type: 'urn:diemcau:not-found' });
  expect(await join({ code: 'secret' })).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  expect((await join({ code: 'secret' })).text).not.toContain('secret');
  expect(await join({})).toMatchObject({ status: 400, body: { code: 'bad-request' } });
  expect(await ask(`${api}/conferences/${conference.conferenceId}`)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  const broken = await ask(`${api}/session`, { method: 'POST', text: '{', headers: { 'content-type': 'application/json' } });
  expect(broken.body).toMatchObject({ status: 400, code: 'bad-request' });
});

test('[HTTP-5] an officer lists the conferences they serve in; of others they learn nothing', async () => {
  const conference = await workers.createConference();
  const other = await workers.createConference();
  const headers = await signIn(workers.urls[1]!, conference.officers[2]!.signInToken);
  const { body } = await ask(`${workers.urls[1]}/api/v1/conferences`, { headers });
  expect(body).toMatchObject({
    conferences: [{ conferenceId: conference.conferenceId, phase: 'scheduled', roles: ['secretary'], rehearsal: false }],
  });
  expect((body['conferences'] as unknown[]).length).toBe(1);
  expect(await ask(`${api}/conferences/${conference.conferenceId}`, { headers })).toMatchObject({
    status: 200,
    body: { view: { title: 'Giao ban quý III' } },
  });
  expect((await ask(`${api}/conferences/${other.conferenceId}`, { headers })).status).toBe(404);
});

test('[HTTP-6] a command by HTTP is the same as on the socket; its Idempotency-Key is its id', async () => {
  const conference = await workers.createConference();
  const headers = await signIn(workers.urls[0]!, conference.officers[0]!.signInToken);
  const send = (json: object, key: string, url = api) =>
    ask(`${url}/conferences/${conference.conferenceId}/commands`, {
      method: 'POST',
      json,
      headers: { ...headers, 'idempotency-key': key },
    });
  const first = await send({ type: 'OpenConference' }, 'open');
  expect(first.status).toBe(200);
  await send({ type: 'PauseConference' }, 'pause');
  expect((await send({ type: 'OpenConference' }, 'open', `${workers.urls[1]}/api/v1`)).body).toEqual(first.body);
  expect(await send({ type: 'PauseConference' }, 'again')).toMatchObject({ status: 409, body: { code: 'conference-not-live' } });
  expect(await send({ type: 'Vanish' }, 'no')).toMatchObject({ status: 400, body: { code: 'bad-request' } });
});

test('[HTTP-7] a code or a link leads into its room until the conference closes', async () => {
  const conference = await workers.createConference();
  const { code, token } = conference.sites[1]!;
  expect(await join({ code: `${code.slice(0, 3)} ${code.slice(3)}` })).toMatchObject({
    status: 201,
    body: { conferenceId: conference.conferenceId, siteId: 'a', siteName: 'Xã A', conferenceTitle: 'Giao ban quý III', isHall: false },
  });
  expect(await join({ token: conference.sites[0]!.token })).toMatchObject({ status: 201, body: { isHall: true } });
  const { client } = await openConsole(workers.urls[0]!, conference);
  await client.command({ type: 'OpenConference' });
  await client.command({ type: 'CloseConference' });
  expect([404, 410]).toContain((await join({ token })).status);
});

test('[PHONE-17] the page of a phone tells that check-in is over, and why', async () => {
  const over: unknown[] = [];
  for (const last of [{ type: 'CloseConference' }, { type: 'CancelConference', reason: 'Bão số 9' }] as const) {
    const conference = await workers.createConference();
    const { client } = await openConsole(workers.urls[0]!, conference);
    const { code } = await ensurePhonePage(workers.database.pool, conference.conferenceId);
    const page = async (): Promise<unknown> => (await ask(`${api}/phones/${code}`)).body['over'];
    over.push(await page());
    if (last.type === 'CloseConference') await client.command({ type: 'OpenConference' });
    await client.command(last);
    over.push(await page());
    const read = await ask(`${api}/phones/${code}/rooms`, { method: 'POST', json: { roomCode: '12345678' } });
    expect(read.body['code']).toBe('check-in-closed');
  }
  expect(over).toEqual([null, 'closed', null, 'cancelled']);
});

test('[HTTP-8] whoever guesses codes is stopped after ten wrong ones for five minutes; those who know theirs are not', async () => {
  const own = await startWorkers(1);
  const url = `${own.urls[0]}/api/v1`;
  const conference = await own.createConference();
  const wrong = conference.sites.some((site) => site.code === '000000') ? '000001' : '000000';
  const taken = { token: conference.sites[1]!.token };
  for (let n = 0; n < 10; n += 1) expect((await join({ code: wrong }, {}, url)).status).toBe(404);
  for (let n = 0; n < 3; n += 1) expect((await join({ code: wrong }, {}, url)).body).toMatchObject({ code: 'too-many-requests' });
  own.clock.nowMs += 300_000;
  for (let n = 0; n < 20; n += 1) expect((await join(taken, {}, url)).status).toBe(201);
  await own.close();
});

test('[HTTP-9] while a room’s device is connected a second one is told so and the first hears who asks', async () => {
  const conference = await workers.createConference();
  const headers = await joinRoom(workers.urls[0]!, conference, 'a');
  const first = await openRoom(workers.urls[0]!, conference.conferenceId, 'a', headers);
  const { client } = await openConsole(workers.urls[1]!, conference);
  await client.heard('presence', ({ sites }) => sites['a']?.online === true);
  const token = conference.sites[1]!.token;
  expect(await join({ token }, { 'user-agent': 'Second laptop' })).toMatchObject({ status: 409, body: { code: 'site-taken' } });
  expect(await first.heard('takeover-asked')).toMatchObject({ siteId: 'a', fromDevice: 'Second laptop' });
  expect((await join({ token }, headers)).status).toBe(201);
});

test('[HTTP-10] taking over closes the first device’s socket and ends its token, its media tokens and its media', async () => {
  const conference = await workers.createConference();
  const { conferenceId } = conference;
  const headers = await joinRoom(workers.urls[0]!, conference, 'a');
  const first = await openRoom(workers.urls[0]!, conferenceId, 'a', headers);
  const closed = first.closed();
  const ended: string[] = [];
  const stop = workers.plane.listen((event) => void (event.type === 'session-closed' && ended.push(event.label)));
  const { media } = await first.heard('welcome');
  const whip = () =>
    ask(`${api}/conferences/${conferenceId}/whip`, {
      method: 'POST',
      text: OFFER,
      headers: { authorization: `Bearer ${media.token}`, 'content-type': 'application/sdp' },
    });
  expect((await whip()).status).toBe(201);
  expect((await join({ token: conference.sites[1]!.token, takeOver: true }, {}, `${workers.urls[1]}/api/v1`)).status).toBe(201);
  expect(await closed).toBe(4409);
  expect(ended).toContain(`${conferenceId}.a`);
  expect((await whip()).status).toBe(401);
  expect((await ask(`${api}/site-sessions/current?site=a`, { headers })).status).toBe(401);
  stop();
});

test('[HTTP-11] a device that is on duty but not connected is replaced without asking', async () => {
  const conference = await workers.createConference();
  const before = await joinRoom(workers.urls[0]!, conference, 'b');
  const after = await joinRoom(workers.urls[0]!, conference, 'b');
  expect((await ask(`${api}/site-sessions/current?site=b`, { headers: before })).status).toBe(401);
  expect(await ask(`${api}/site-sessions/current?site=b`, { headers: after })).toMatchObject({ status: 200, body: { siteId: 'b' } });
});

test('[HTTP-12] codes and links are for the chair’s desk; renewed ones replace the old and close who came by them', async () => {
  const conference = await workers.createConference();
  const path = `${api}/conferences/${conference.conferenceId}/site-access`;
  const [chair, deputy] = [
    await signIn(workers.urls[0]!, conference.officers[0]!.signInToken),
    await signIn(workers.urls[0]!, conference.officers[1]!.signInToken),
  ];
  expect((await ask(path, { headers: deputy })).status).toBe(403);
  const sheet = await ask(path, { headers: chair });
  expect(sheet.body).toMatchObject({ sites: [{ siteId: 'hall' }, { siteId: 'a', name: 'Xã A', online: false }, { siteId: 'b' }] });
  const room = await openRoom(workers.urls[1]!, conference.conferenceId, 'a', await joinRoom(workers.urls[1]!, conference, 'a'));
  const closed = room.closed();
  const renewed = await ask(`${path}/a/renew`, { method: 'POST', headers: chair });
  expect(renewed.body['code']).toMatch(/^\d{3} \d{3}$/);
  expect(await closed).toBe(4410);
  expect((await join({ token: conference.sites[1]!.token })).status).toBe(404);
});
