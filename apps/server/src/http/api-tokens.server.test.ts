import { randomUUID } from 'node:crypto';
import { ROLES, type Role } from '@diemcau/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LiveClient } from '../../test/live-client.ts';
import { startOrganisation, type OrganisationUnderTest, type Person } from '../../test/organisation-under-test.ts';
import { ask, signIn, type Headers } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { addAccount } from '../hub/access/account-book.ts';
import { createSignInLink } from '../hub/access/accounts.ts';

const DAY_MS = 86_400_000;
let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
beforeAll(async () => {
  workers = await startWorkers();
  organisation = await startOrganisation(workers);
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

interface Call {
  readonly json?: unknown;
  readonly headers?: Headers;
  readonly worker?: number;
}

function call(method: string, path: string, { json, headers = {}, worker = 0 }: Call = {}) {
  return ask(`${workers.urls[worker]}/api/v1${path}`, { method, json, headers: { 'idempotency-key': randomUUID(), ...headers } });
}

async function tokenOf({ headers }: Pick<Person, 'headers'>, form: object = {}) {
  const made = await call('POST', '/account/me/api-tokens', { json: { name: 'Bảng tổng hợp', ...form }, headers });
  if (made.status !== 201) throw new Error(made.text);
  const { token, tokenId, expiresAtMs } = made.body as { token: string; tokenId: string; expiresAtMs: number };
  return { tokenId, expiresAtMs, headers: { authorization: `Bearer ${token}` } };
}

const asMe = (headers: Headers, worker = 0) => call('GET', '/account/me', { headers, worker });
const list = async (headers: Headers) =>
  (await call('GET', '/account/me/api-tokens', { headers })).body['tokens'] as { usedOn: string | null }[];

test('[ACCT-14] a token is told once, kept as a hash, ends after 90 days or as long as was said, and shows the day it was used', async () => {
  const person = await organisation.person('auditor', 'p');
  const token = await tokenOf(person);
  expect(token.headers.authorization).toMatch(/^Bearer dct_[\w-]{43}$/);
  expect(token.expiresAtMs).toBe(workers.clock.nowMs + 90 * DAY_MS);
  expect(await list(person.headers)).toMatchObject([{ name: 'Bảng tổng hợp', usedOn: null }]);
  expect((await asMe(token.headers)).body).toMatchObject({ accountId: person.accountId });
  expect((await list(person.headers))[0]!.usedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  const { rows } = await workers.database.pool.query('SELECT * FROM api_token');
  expect(JSON.stringify(rows)).not.toContain(token.headers.authorization.slice('Bearer dct_'.length));
  const short = await tokenOf(person, { days: 1 });
  workers.clock.nowMs += DAY_MS;
  expect([(await asMe(short.headers)).status, (await asMe(token.headers)).status]).toEqual([401, 200]);
  for (const days of [0, 366, 1.5])
    expect((await call('POST', '/account/me/api-tokens', { json: { name: 'A', days }, headers: person.headers })).status).toBe(400);
});

test('[ACCT-15] a token may what its account may, no more and no less, as the rights change', async () => {
  const places = [
    '/units/x',
    '/units/q',
    '/accounts',
    '/grants',
    '/journal',
    '/contacts?unitId=x',
    '/exports/organisation?under=x',
    '/system',
  ];
  const faults: string[] = [];
  for (const role of [undefined, ...ROLES] as (Role | undefined)[]) {
    const person = await organisation.person(role, 'p');
    const token = await tokenOf(person);
    for (const path of places) {
      const [byCookie, byToken] = [await call('GET', path, person), await call('GET', path, token)];
      if (byCookie.status !== byToken.status) faults.push(`${role} ${path}: ${byCookie.status}, by token ${byToken.status}`);
    }
    await organisation.endGrant(person.grantId, '2020-01-02').catch(() => undefined);
    if ((await call('GET', '/units/x', token)).status !== 403) faults.push(`${role} reads on after the end of the role`);
  }
  expect(faults).toEqual([]);
});

test('[ACCT-15] no token makes another, chooses a password or touches the second factor, whatever cookie comes with it', async () => {
  const person = await organisation.person('administrator');
  const { headers } = await tokenOf(person);
  const tried = await Promise.all([
    call('POST', '/account/me/api-tokens', { json: { name: 'A' }, headers: { ...person.headers, ...headers } }),
    call('PUT', '/account/me/password', { json: { password: 'mưa rào tháng sáu' }, headers }),
    call('POST', '/account/me/totp', { json: { password: 'x' }, headers }),
  ]);
  expect(tried.map(({ status, body }) => [status, body['code']])).toEqual(tried.map(() => [403, 'not-allowed']));
  expect((await asMe({ ...person.headers, authorization: 'Bearer dct_none' })).status).toBe(401);
});

test('[ACCT-15] a page of another origin uses no cookie, and a program needs no origin', async () => {
  const { headers } = await tokenOf(await organisation.person('administrator'));
  const json = { name: 'Đoàn Văn Tư', username: `t${randomUUID().slice(0, 8)}`, email: null, unitId: 'x' };
  expect((await call('POST', '/accounts', { json, headers: { ...headers, origin: 'https://elsewhere.example' } })).status).toBe(201);
});

test('[ACCT-16] a password is asked for before a token is made', async () => {
  const username = `u${randomUUID().slice(0, 8)}`;
  const form = { name: 'Lê Thị Mai', username, email: null, unitId: null, contactId: null, language: 'vi' as const };
  const accountId = (await addAccount(workers.database.pool, form))!;
  const link = await createSignInLink(workers.database.pool, { accountId, reusable: false, expiresAtMs: workers.clock.nowMs + 60_000 });
  const headers = await signIn(workers.urls[0]!, link);
  const password = 'mưa rào tháng sáu';
  expect((await call('PUT', '/account/me/password', { json: { password }, headers })).status).toBe(204);
  const make = (json: object) => call('POST', '/account/me/api-tokens', { json: { name: 'A', ...json }, headers });
  expect([(await make({})).status, (await make({ password: 'not it' })).status, (await make({ password })).status]).toEqual([
    401, 401, 201,
  ]);
});

test('[ACCT-17] a token opens the console’s socket; ending it closes the socket on every worker', async () => {
  const conference = await workers.createConference();
  const chair = { headers: await signIn(workers.urls[0]!, conference.officers[0]!.signInToken) };
  const { tokenId, headers } = await tokenOf(chair);
  const at = (worker: number) => `${workers.urls[worker]}/api/v1/conferences/${conference.conferenceId}/live?as=console`;
  const socket = await LiveClient.open({ url: at(1), headers, audience: 'console' });
  expect(await socket.command({ type: 'OpenConference' })).toMatchObject({ ok: true });
  const closed = socket.closed();
  expect((await call('DELETE', `/account/me/api-tokens/${tokenId}`, chair)).status).toBe(204);
  expect(await closed).toBe(4401);
  expect(await new LiveClient(at(0), headers).closed()).toBe(4401);
  expect((await call('DELETE', `/account/me/api-tokens/${tokenId}`, chair)).status).toBe(404);
});

test('[ACCT-17] a socket ends when its token does', async () => {
  const conference = await workers.createConference();
  const { headers } = await tokenOf({ headers: await signIn(workers.urls[0]!, conference.officers[0]!.signInToken) }, { days: 1 });
  workers.clock.nowMs += DAY_MS - 500;
  const url = `${workers.urls[0]}/api/v1/conferences/${conference.conferenceId}/live?as=console`;
  expect(await new LiveClient(url, headers).closed()).toBe(4401);
});

test('[ACCT-18] whoever keeps an account sees and ends its tokens; they die when it is disabled, reset or signed out everywhere', async () => {
  const keeper = await organisation.person('administrator', 'p');
  const username = `u${randomUUID().slice(0, 8)}`;
  const { body } = await call('POST', '/accounts', { json: { name: 'A', username, email: null, unitId: 'x' }, headers: keeper.headers });
  const accountId = String(body['accountId']);
  const owner = async () => {
    const expiresAtMs = workers.clock.nowMs + 60_000;
    return {
      headers: await signIn(workers.urls[0]!, await createSignInLink(workers.database.pool, { accountId, reusable: false, expiresAtMs })),
    };
  };
  const kept = (path: string, method: string) => call(method, `/accounts/${accountId}${path}`, keeper);
  const first = await tokenOf(await owner());
  expect((await kept('/api-tokens', 'GET')).body['tokens']).toMatchObject([{ tokenId: first.tokenId }]);
  expect((await kept(`/api-tokens/${first.tokenId}`, 'DELETE')).status).toBe(204);
  expect((await asMe(first.headers, 1)).status).toBe(401);
  for (const [path, method] of [
    ['/sessions', 'DELETE'],
    ['/disable', 'POST'],
  ] as const) {
    const token = await tokenOf(await owner());
    expect((await asMe(token.headers)).status).toBe(200);
    expect((await kept(path, method)).status).toBe(204);
    expect((await asMe(token.headers)).status).toBe(401);
  }
  const elsewhere = await organisation.person('administrator', 'q');
  expect((await call('GET', `/accounts/${accountId}/api-tokens`, elsewhere)).status).toBe(404);
  const types = new Set((await organisation.journal.read('accounts', 0)).map(({ type }) => type));
  for (const type of ['ApiTokenMade', 'ApiTokenEnded']) expect(types).toContain(type);
});

test('[ACCT-14] an account has twenty tokens at most', async () => {
  const person = await organisation.person();
  await Promise.all(Array.from({ length: 20 }, () => tokenOf(person)));
  const more = await call('POST', '/account/me/api-tokens', { json: { name: 'A' }, headers: person.headers });
  expect(more).toMatchObject({ status: 409, body: { code: 'already-exists' } });
});
