import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, joinRoom, OFFER, openConsole, openRoom, signIn, type Headers } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';

const FRAGMENT = 'application/trickle-ice-sdpfrag';
const SDP = 'application/sdp';

let workers: WorkersUnderTest;
beforeAll(async () => void (workers = await startWorkers()));
afterAll(() => workers.close());

async function roomAtWork() {
  const conference = await workers.createConference();
  const { conferenceId } = conference;
  const url = workers.urls[0]!;
  const room = await openRoom(url, conferenceId, 'a', await joinRoom(url, conference, 'a'));
  const { token } = (await room.heard('welcome')).media;
  const base = `${url}/api/v1/conferences/${conferenceId}`;
  const bearer = { authorization: `Bearer ${token}` };
  const offer = (headers: Headers = {}, path = 'whip', text: string = OFFER) =>
    ask(`${base}/${path}`, { method: 'POST', text, headers: { 'content-type': SDP, ...bearer, ...headers } });
  return { conference, base, url, bearer, offer };
}

test('[WHIP-1] candidates are taken with the ETag of the session only, and a restart leaves it alive', async () => {
  const { url, bearer, offer } = await roomAtWork();
  const { headers } = await offer();
  const patch = (more: Headers, type = FRAGMENT, text = 'a=end-of-candidates\r\n') =>
    ask(`${url}${headers.get('location')}`, { method: 'PATCH', text, headers: { ...bearer, 'content-type': type, ...more } });
  const etag = headers.get('etag')!;
  expect(etag).toMatch(/^"[^"]+"$/);
  expect(headers.get('accept-patch')).toBe(FRAGMENT);
  expect(await patch({})).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
  expect(await patch({ 'if-match': '"another"' })).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
  expect((await patch({ 'if-match': '*' })).status).toBe(422);
  expect((await patch({ 'if-match': etag }, SDP)).status).toBe(415);
  expect((await patch({ 'if-match': etag }, FRAGMENT, 'a=ice-ufrag:restart\r\n')).status).toBe(422);
  expect((await patch({ 'if-match': `"another", ${etag}` })).status).toBe(204);
});

test('[WHIP-2] each address says what it takes, and refuses every other method with 405', async () => {
  const { base, url, bearer, offer } = await roomAtWork();
  const session = `${url}${(await offer()).headers.get('location')}`;
  for (const [address, allow, accepts] of [
    [`${base}/whip`, 'OPTIONS, POST', 'accept-post'],
    [`${base}/whep`, 'OPTIONS, POST', 'accept-post'],
    [session, 'OPTIONS, PATCH, DELETE', 'accept-patch'],
  ] as const) {
    const options = await ask(address, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, allow]);
    expect(options.headers.get(accepts)).toBe(accepts === 'accept-post' ? SDP : FRAGMENT);
    const others = ['GET', 'HEAD', 'PUT', ...(address === session ? ['POST'] : ['PATCH', 'DELETE'])];
    for (const method of others) {
      const refused = await fetch(address, { method, headers: bearer });
      expect([method, refused.status, refused.headers.get('allow')]).toEqual([method, 405, allow]);
    }
  }
});

test('[WHIP-3] a page of another origin may publish with a token and read what it needs', async () => {
  const { base, offer } = await roomAtWork();
  const origin = { origin: 'https://studio.example' };
  const preflight = await ask(`${base}/whip`, { method: 'OPTIONS', headers: { ...origin, 'access-control-request-method': 'POST' } });
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
  expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization, content-type, if-match/);
  const answer = await offer(origin);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-expose-headers')).toMatch(/location, etag, link/);
  const refused = await offer({ ...origin, authorization: 'Bearer made-up' });
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
});

test('[WHIP-4] what cannot be answered is refused by its own status', async () => {
  const { base, bearer, offer } = await roomAtWork();
  expect((await offer({}, 'whip', 'no sdp')).status).toBe(400);
  expect((await ask(`${base}/whip`, { method: 'POST', text: OFFER, headers: { 'content-type': SDP } })).status).toBe(401);
  expect((await offer({ accept: 'text/html' })).status).toBe(406);
  expect((await offer({ accept: 'text/html, application/*;q=0.5' })).status).toBe(201);
  expect((await offer({ 'content-type': 'text/plain' })).status).toBe(415);
  expect((await offer({}, 'whip', `v=0\r\n${'x'.repeat(300_000)}`)).status).toBe(413);
  const gone = await ask(`${base}/media-sessions/nobody.seal`, { method: 'DELETE', headers: bearer });
  expect(gone.status).toBe(404);
});

test('[WHIP-5] relays of the configuration are named in Link headers with credentials', async () => {
  const relayed = await startWorkers(1, { iceUrls: ['stun:r.example:3478', 'turns:r.example:443?transport=tcp'], turnSecret: 'north' });
  try {
    const conference = await relayed.createConference();
    const url = relayed.urls[0]!;
    const room = await openRoom(url, conference.conferenceId, 'a', await joinRoom(url, conference, 'a'));
    const { media } = await room.heard('welcome');
    expect(media.iceServers).toHaveLength(2);
    const headers = { authorization: `Bearer ${media.token}`, 'content-type': SDP };
    const answer = await ask(`${url}/api/v1/conferences/${conference.conferenceId}/whip`, { method: 'POST', text: OFFER, headers });
    expect(answer.headers.get('link')).toMatch(
      /^<stun:r\.example:3478>; rel="ice-server", <turns:r\.example:443\?transport=tcp>; rel="ice-server"; username="\d+:.+"; credential=".+="; credential-type="password"$/,
    );
  } finally {
    await relayed.close();
  }
});

test('[WHIP-6] the secretary hands out a named token for an encoder, sees it in the list, and takes it back', async () => {
  const { conference, base, url } = await roomAtWork();
  const { headers } = await openConsole(url, conference, 2);
  const make = (json: object) => ask(`${base}/encoder-tokens`, { method: 'POST', json, headers });
  const list = async () => (await ask(`${base}/encoder-tokens`, { headers })).body['tokens'] as Record<string, unknown>[];
  expect((await make({ name: 'OBS', siteId: 'nowhere' })).status).toBe(404);
  const made = await make({ name: 'OBS in the hall', siteId: 'hall' });
  expect(made.status).toBe(201);
  expect(await list()).toMatchObject([{ name: 'OBS in the hall', siteId: 'hall', source: 'camera', usedAtMs: null }]);
  const bearer = { authorization: `Bearer ${String(made.body['token'])}`, 'content-type': SDP };
  const publish = (path: string) => ask(`${base}/${path}`, { method: 'POST', text: OFFER, headers: bearer });
  const closed: string[] = [];
  const stop = workers.plane.listen((event) => void (event.type === 'session-closed' && closed.push(event.label)));
  expect((await publish('whip')).status).toBe(201);
  expect((await publish('whip?source=slides')).status).toBe(403);
  expect((await publish('whep')).status).toBe(403);
  const [used] = await list();
  expect(used?.['usedAtMs']).toBe(workers.clock.nowMs);
  expect(JSON.stringify(used)).not.toContain(String(made.body['token']));
  const address = `${base}/encoder-tokens/${String(made.body['tokenId'])}`;
  expect((await ask(address, { method: 'DELETE', headers })).status).toBe(204);
  expect(closed).toEqual([`${conference.conferenceId}.hall`]);
  expect((await publish('whip')).status).toBe(401);
  expect((await ask(address, { method: 'DELETE', headers })).status).toBe(404);
  stop();
});

test('[WHIP-6] nobody but the chair and the secretary hands out tokens for encoders', async () => {
  const { conference, base, url, bearer } = await roomAtWork();
  const json = { name: 'OBS', siteId: 'a' };
  const post = (headers: Headers) => ask(`${base}/encoder-tokens`, { method: 'POST', json, headers });
  expect((await post(await signIn(url, conference.officers[1]!.signInToken))).status).toBe(403);
  expect((await post(bearer)).status).toBe(401);
});
