import { randomUUID, webcrypto } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import type { LiveBallot } from '@diemcau/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveClient } from '../../test/live-client.ts';
import { ask, joinRoom, openConsole, type Answer, type Headers } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';

/** As many as a secret ballot needs. */
const PEOPLE = Array.from({ length: 10 }, (_, index) => `Đại biểu số ${index}`);
const suite = RSABSSA.SHA384.PSS.Randomized();

let workers: WorkersUnderTest;
let conference: Awaited<ReturnType<WorkersUnderTest['createConference']>>;
let desk: LiveClient;
let secretary: Headers;
let room: Headers;
let code: string;
const phones: Headers[] = [];

const api = (worker: number, path: string): string => `${workers.urls[worker]}/api/v1${path}`;
const of = (path: string): string => `/conferences/${conference.conferenceId}${path}`;

beforeAll(async () => {
  workers = await startWorkers(2);
  conference = await workers.createConference();
  ({ client: desk, headers: secretary } = await openConsole(workers.urls[0]!, conference, 2));
  room = await joinRoom(workers.urls[0]!, conference, 'a');
  code = String((await ask(api(0, of('/phone-page')), { headers: secretary })).body['code']);
  await invite();
  for (const slip of await slips()) phones.push(await checkedIn(slip));
});
afterAll(() => workers?.close());

async function invite(): Promise<void> {
  const list = `Họ và tên,Điểm cầu\n${PEOPLE.map((name) => `${name},Xã A\n`).join('')}`;
  const text = `--list\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\ncontent-type: text/csv\r\n\r\n${list}\r\n--list--\r\n`;
  const headers = { ...secretary, 'content-type': 'multipart/form-data; boundary=list' };
  expect((await ask(api(0, of('/attendance/import')), { method: 'POST', text, headers })).body).toMatchObject({ ok: true });
}

async function slips(): Promise<string[]> {
  const { body } = await ask(api(0, of('/attendance/slips')), { headers: secretary });
  return (body['slips'] as { url: string }[]).map(({ url }) => url.split('#i=')[1]!);
}

async function checkedIn(invitation: string): Promise<Headers> {
  const headers = { 'idempotency-key': randomUUID() };
  const answer = await ask(api(0, `/phones/${code}/check-ins`), { method: 'POST', json: { invitation }, headers });
  return { cookie: answer.headers.getSetCookie()[0]!.split(';')[0]! };
}

const post = (worker: number, path: string, json: object, headers: Headers = {}): Promise<Answer> =>
  ask(api(worker, path), { method: 'POST', json, headers: { 'idempotency-key': randomUUID(), ...headers } });
const command = (ballotId: string, json: object, headers = secretary): Promise<Answer> =>
  post(1, of(`/ballots/${ballotId}/commands`), json, headers);

async function announced(change: object = {}): Promise<string> {
  const ballotId = randomUUID();
  const rules = { quorum: { share: 'half' }, majority: { share: 'half', of: 'present' } };
  const ballot = {
    ballotId,
    question: 'Thông qua chương trình quý IV',
    form: { kind: 'yes-no' },
    secrecy: 'open',
    voters: 'people',
    ...rules,
  };
  expect((await post(0, of('/ballots'), { ...ballot, ...change }, secretary)).status).toBe(201);
  return ballotId;
}

const open = (ballotId: string): Promise<Answer> => command(ballotId, { type: 'OpenBallot', closesAtMs: workers.clock.nowMs + 600_000 });
const shown = (ballotId: string, fits: (ballot: LiveBallot) => boolean): Promise<LiveBallot> =>
  desk
    .heard('ballots', ({ ballots }) => ballots.some((ballot) => ballot.ballotId === ballotId && fits(ballot)))
    .then(({ ballots }) => ballots.find((ballot) => ballot.ballotId === ballotId)!);

test('[VOTE-9] everybody sees a ballot announced, opened with who may vote, its turnout, and its result after the closing only', async () => {
  const ballotId = await announced();
  await shown(ballotId, ({ phase }) => phase === 'announced');
  await open(ballotId);
  expect(await shown(ballotId, ({ phase }) => phase === 'open')).toMatchObject({ entitled: 10, result: null });
  const votes = await Promise.all(
    phones.map((phone, n) => post(n % 2, `/phones/${code}/ballots/${ballotId}/votes`, { choice: [n < 7 ? 'yes' : 'no'] }, phone)),
  );
  expect(votes.map(({ status }) => status)).toEqual(PEOPLE.map(() => 201));
  const open10 = await shown(ballotId, ({ turnout }) => turnout === 10);
  expect([open10.phase, open10.result]).toEqual(['open', null]);
  await command(ballotId, { type: 'CloseBallot' });
  expect((await shown(ballotId, ({ phase }) => phase === 'closed')).result).toMatchObject({
    outcome: 'passed',
    counts: { yes: 7, no: 3, abstain: 0 },
  });
  expect((await post(1, `/phones/${code}/ballots/${ballotId}/votes`, { choice: ['no'] }, phones[0]!)).body['code']).toBe(
    'vote-cast-already',
  );
});

test('[VOTE-10] abuse: nobody votes without a phone that was checked in, for another, or twice; a phone sees its own part only', async () => {
  const ballotId = await announced();
  const path = `/phones/${code}/ballots/${ballotId}`;
  expect((await post(0, `${path}/votes`, { choice: ['yes'] }, phones[0]!)).body['code']).toBe('ballot-not-open');
  await open(ballotId);
  expect((await post(0, `${path}/votes`, { choice: ['yes'] })).status).toBe(403);
  const forged = { cookie: `${phones[0]!['cookie']!.slice(0, -4)}AAAA` };
  expect((await post(0, `${path}/votes`, { choice: ['yes'] }, forged)).status).toBe(403);
  const mark = (name: string) =>
    post(0, of('/attendance/marks'), { personId: phones[2]!['cookie']!.split('=')[1]!.split('.')[0]!, mark: name }, secretary);
  expect((await mark('left')).status).toBe(200);
  expect((await post(1, `${path}/votes`, { choice: ['yes'] }, phones[2]!)).body['code']).toBe('not-allowed');
  expect((await mark('in-person')).status).toBe(200);
  expect((await post(0, `${path}/votes`, { choice: ['yes'] }, phones[1]!)).status).toBe(201);
  const mine = await Promise.all(phones.slice(0, 2).map((headers) => ask(api(1, path), { headers })));
  expect(mine.map(({ body }) => body)).toEqual([
    { publicKey: null, entitled: true, choice: null, credential: false },
    { publicKey: null, entitled: true, choice: ['yes'], credential: false },
  ]);
  await command(ballotId, { type: 'CloseBallot' });
});

test('[VOTE-11] a secret vote goes without cookie; its receipt is in the published list, and figures are the total only', async () => {
  const ballotId = await announced({ secrecy: 'secret' });
  const path = `/phones/${code}/ballots/${ballotId}`;
  const { publicKey } = (await ask(api(0, path), { headers: phones[0]! })).body as { publicKey: string };
  const key = await webcrypto.subtle.importKey('spki', Buffer.from(publicKey, 'base64'), { name: 'RSA-PSS', hash: 'SHA-384' }, true, [
    'verify',
  ]);
  const prepared = suite.prepare(webcrypto.getRandomValues(new Uint8Array(32)));
  const { blindedMsg, inv } = await suite.blind(key, prepared);
  const blinded = Buffer.from(blindedMsg).toString('base64');
  const given = await post(1, `${path}/credentials`, { blinded }, phones[0]!);
  expect((await post(0, `${path}/credentials`, { blinded }, phones[0]!)).body).toEqual(given.body);
  expect((await post(0, `${path}/credentials`, { blinded: Buffer.alloc(256, 1).toString('base64') }, phones[0]!)).body['code']).toBe(
    'credential-issued',
  );
  const signature = Buffer.from(await suite.finalize(key, prepared, Buffer.from(String(given.body['signature']), 'base64'), inv));
  const vote = { prepared: Buffer.from(prepared).toString('base64'), signature: signature.toString('base64'), choice: ['no'] };
  expect((await post(0, `/ballots/${ballotId}/secret-votes`, vote)).body['code']).toBe('ballot-not-open');
  await open(ballotId);
  expect((await ask(api(0, `/ballots/${ballotId}/receipts`))).body['code']).toBe('ballot-not-closed');
  const receipt = (await post(0, `/ballots/${ballotId}/secret-votes`, vote)).body['receipt'];
  expect((await post(1, `/ballots/${ballotId}/secret-votes`, vote)).body['receipt']).toBe(receipt);
  expect((await post(1, `/ballots/${ballotId}/secret-votes`, { ...vote, signature: vote.prepared })).body['code']).toBe(
    'credential-invalid',
  );
  await command(ballotId, { type: 'CloseBallot' });
  expect((await ask(api(1, `/ballots/${ballotId}/receipts`))).body).toEqual({ receipts: [receipt] });
  expect(await shown(ballotId, ({ phase }) => phase === 'closed')).toMatchObject({ result: { cast: 1 }, rooms: {} });
});

test('[VOTE-12] a show of hands is entered on the room’s device by its two officers, and shown by room after the closing', async () => {
  const ballotId = await announced({ voters: 'sites' });
  await open(ballotId);
  const hands = { yes: 20, no: 2, abstain: 0 };
  const enter = (counter: 1 | 2) => post(counter % 2, `${of(`/ballots/${ballotId}/hands`)}?site=a`, { counter, hands }, room);
  expect((await enter(1)).body['rooms']).toEqual({ a: { state: 'one-counted', hands: null } });
  expect((await enter(2)).body['rooms']).toEqual({ a: { state: 'agreed', hands: null } });
  expect((await post(0, `${of(`/ballots/${ballotId}/hands`)}?site=b`, { counter: 1, hands }, room)).status).toBe(401);
  await command(ballotId, { type: 'CloseBallot' });
  expect(await shown(ballotId, ({ phase }) => phase === 'closed')).toMatchObject({ rooms: { a: { hands } }, result: { cast: 22 } });
});

test('[VOTE-13] ballots are the desk’s to announce and change, and close by themselves at their time', async () => {
  const ballotId = await announced();
  expect((await command(ballotId, { type: 'CloseBallot' }, room)).status).toBe(401);
  expect((await command(randomUUID(), { type: 'CloseBallot' })).status).toBe(404);
  await open(ballotId);
  workers.clock.nowMs += 600_000;
  expect(await shown(ballotId, ({ phase }) => phase === 'closed')).toMatchObject({ result: { outcome: 'no-quorum' } });
  const { body } = await ask(api(1, of('/ballots')), { headers: secretary });
  expect((body['ballots'] as { ballotId: string }[]).map((ballot) => ballot.ballotId)).toContain(ballotId);
});
