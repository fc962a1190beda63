import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrganisation, type OrganisationUnderTest, type Person } from '../../test/organisation-under-test.ts';
import { ask, cookiesOf, openConsole, type Answer, type Headers } from '../../test/people.ts';
import { totp } from '../../test/totp.ts';
import { createSignInLink } from '../hub/access/accounts.ts';
import { SignInGuesses } from '../hub/access/sign-in-guesses.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';

const PASSWORD = 'mưa rào tháng sáu';
let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
let admin: Person;
beforeAll(async () => {
  workers = await startWorkers();
  organisation = await startOrganisation(workers);
  admin = await organisation.person('administrator');
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

function call(
  method: string,
  path: string,
  { json, headers = {}, worker = 0 }: { json?: unknown; headers?: Headers; worker?: number } = {},
) {
  return ask(`${workers.urls[worker]}/api/v1${path}`, { method, json, headers });
}

async function invite(form: object = {}): Promise<{ readonly accountId: string; readonly token: string; readonly username: string }> {
  const username = `u${randomUUID().slice(0, 8)}`;
  const json = { name: 'Nguyễn Thị Lan', username, email: null, unitId: 'x', ...form };
  const { body } = await call('POST', '/accounts', { json, headers: admin.headers });
  return { accountId: String(body['accountId']), token: String(body['url']).split('#t=')[1]!, username };
}

/** Invited, with a password, signed in. */
async function member(form: object = {}) {
  const invited = await invite(form);
  const used = await call('POST', '/session/password-links/use', { json: { token: invited.token, password: PASSWORD } });
  return { ...invited, headers: cookiesOf(used) };
}

const signIn = (login: string, password = PASSWORD, worker = 0) => call('POST', '/session/password', { json: { login, password }, worker });

test('[ACCT-3] whoever is invited chooses a password by a link that works once, and signs in with it, by name or address', async () => {
  const { token, username, accountId } = await invite({ email: 'Lan.Nguyen@example.vn' });
  const look = await call('POST', '/session/password-links/look', { json: { token } });
  expect(look.body).toEqual({ purpose: 'invitation', name: 'Nguyễn Thị Lan', login: username });
  const weak = await call('POST', '/session/password-links/use', { json: { token, password: 'ngắn' } });
  expect(weak).toMatchObject({ status: 422, body: { code: 'weak-password', detail: 'too-short' } });
  const used = await call('POST', '/session/password-links/use', { json: { token, password: PASSWORD.normalize('NFD') } });
  expect(used.body).toEqual({ accountId, name: 'Nguyễn Thị Lan' });
  expect((await call('POST', '/session/password-links/use', { json: { token, password: PASSWORD } })).status).toBe(410);
  for (const login of [username, username.toUpperCase(), 'lan.nguyen@EXAMPLE.vn'])
    expect((await signIn(login)).body).toMatchObject({ accountId });
  expect(await signIn(username, `${PASSWORD}!`)).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
  expect(await signIn('nobody-of-this-name')).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
});

test('[ACCT-4] a reset link replaces the one before and ends every sign-in', async () => {
  const { accountId, headers, username } = await member();
  const links = [await reset(accountId), await reset(accountId)];
  const use = (token: string) => call('POST', '/session/password-links/use', { json: { token, password: 'nắng hanh tháng chạp' } });
  expect((await use(links[0]!)).status).toBe(410);
  expect((await use(links[1]!)).status).toBe(200);
  expect((await call('GET', '/session', { headers })).status).toBe(401);
  expect([(await signIn(username)).status, (await signIn(username, 'nắng hanh tháng chạp')).status]).toEqual([401, 200]);
});

async function reset(accountId: string): Promise<string> {
  const { body } = await call('POST', `/accounts/${accountId}/reset-link`, { headers: admin.headers });
  return String(body['url']).split('#t=')[1]!;
}

test('[ACCT-5] sign-ins are listed, and one that is ended closes its sockets on every worker', async () => {
  const conference = await workers.createConference();
  const { client, headers } = await openConsole(workers.urls[1]!, conference);
  const second = cookiesOf(await call('POST', '/session', { json: { token: await extraLink(conference.officers[0]!.accountId) } }));
  const { body } = await call('GET', '/account/me/sessions', { headers: second });
  const sessions = body['sessions'] as { sessionId: string; current: boolean }[];
  expect(sessions.map(({ current }) => current).toSorted()).toEqual([false, true]);
  const closed = client.closed();
  const other = sessions.find(({ current }) => !current)!;
  expect((await call('DELETE', `/account/me/sessions/${other.sessionId}`, { headers: second })).status).toBe(204);
  expect(await closed).toBe(4401);
  expect((await call('GET', '/session', { headers })).status).toBe(401);
  expect((await call('DELETE', '/account/me/sessions/nothing', { headers: second })).status).toBe(404);
});

async function extraLink(accountId: string): Promise<string> {
  return createSignInLink(workers.database.pool, { accountId, reusable: false, expiresAtMs: workers.clock.nowMs + 60_000 });
}

test('[ACCT-6] another password needs the present one and ends the other sign-ins', async () => {
  const { headers, username } = await member();
  const elsewhere = cookiesOf(await signIn(username));
  const change = (json: object) => call('PUT', '/account/me/password', { json, headers });
  expect((await change({ password: 'nắng hanh tháng chạp' })).status).toBe(401);
  expect((await change({ current: PASSWORD, password: 'ngắn' })).status).toBe(422);
  expect((await change({ current: PASSWORD, password: 'nắng hanh tháng chạp' })).status).toBe(204);
  expect((await call('GET', '/session', { headers })).status).toBe(200);
  expect((await call('GET', '/session', { headers: elsewhere })).status).toBe(401);
});

test('[ACCT-7] with a second factor a password alone opens nothing; a code or a recovery code does, each recovery code once', async () => {
  const { headers, username, accountId } = await member();
  expect((await call('POST', '/account/me/totp', { json: { password: 'not the password' }, headers })).status).toBe(401);
  const begun = await call('POST', '/account/me/totp', { json: { password: PASSWORD }, headers });
  const { uri, recoveryCodes } = begun.body as { uri: string; recoveryCodes: string[] };
  expect((await signIn(username)).body).toMatchObject({ accountId });
  const confirmed = await call('POST', '/account/me/totp/confirm', { json: { code: totp(uri) }, headers });
  expect(confirmed.status).toBe(204);
  expect((await call('GET', '/account/me', { headers: cookiesOf(confirmed, headers) })).body).toMatchObject({ hasTotp: true });
  const half = await signIn(username);
  expect(half.body).toEqual({ codeNeeded: true });
  expect((await call('GET', '/session', { headers: cookiesOf(half) })).status).toBe(401);
  expect((await code(half, '000000')).status).toBe(401);
  expect((await code(half, totp(uri))).body).toMatchObject({ accountId });
  expect((await code(await signIn(username), recoveryCodes[0]!)).body).toMatchObject({ accountId });
  expect((await code(await signIn(username), recoveryCodes[0]!)).status).toBe(401);
  const renewed = await call('POST', '/session/password-links/use', {
    json: { token: await reset(accountId), password: 'nắng hanh tháng chạp' },
  });
  expect(renewed.body).toEqual({ codeNeeded: true });
});

const code = (half: Answer, text: string) => call('POST', '/session/code', { json: { code: text }, headers: cookiesOf(half) });

test('[ACCT-8] guesses wait longer and longer, on all workers together, and never keep out who has been here before', async () => {
  const { username } = await member();
  await signIn(username);
  for (let n = 0; n < 3; n += 1) expect((await signIn(username, 'wrong password', n % 2)).status).toBe(401);
  const slowed = await signIn(username, PASSWORD, 1);
  expect([slowed.status, slowed.headers.get('retry-after')]).toEqual([429, '1']);
  workers.clock.nowMs += 1_000;
  expect((await signIn(username)).status).toBe(200);
});

test('[ACCT-8] guesses from everywhere hold back who is new, for a minute at most, and not who has been here', async () => {
  const guesses = new SignInGuesses({ db: workers.database.pool, secret: 's' });
  const nowMs = workers.clock.nowMs;
  await guesses.succeeded({ login: 'lan', network: 'home' }, nowMs);
  for (let n = 0; n < 40; n += 1) await guesses.failed({ login: 'Lan', network: `elsewhere ${n}` }, nowMs);
  const waitMs = (network: string) => guesses.waitMs({ login: 'lan', network }, nowMs);
  expect([await waitMs('home'), await waitMs('a new place')]).toEqual([0, 60_000]);
});

test('[ACCT-9] a disabled account is signed out and has no way in until it is enabled', async () => {
  const { accountId, headers, username } = await member();
  expect((await call('POST', `/accounts/${accountId}/disable`, { headers: admin.headers })).status).toBe(204);
  expect((await call('GET', '/session', { headers })).status).toBe(401);
  expect((await signIn(username)).status).toBe(401);
  expect((await call('POST', '/session', { json: { token: await extraLink(accountId) } })).status).toBe(410);
  await call('POST', `/accounts/${accountId}/enable`, { headers: admin.headers });
  workers.clock.nowMs += 60_000;
  expect((await signIn(username)).status).toBe(200);
  expect((await call('POST', `/accounts/${admin.accountId}/disable`, { headers: admin.headers })).status).toBe(403);
});

test('[ACCT-10] who keeps the accounts of a unit neither sees nor takes over one that may do more than they may', async () => {
  const keeper = await organisation.person('administrator', 'p');
  const inside = await invite();
  const outside = await invite({ unitId: 'q' });
  const get = (accountId: string) => call('GET', `/accounts/${accountId}`, { headers: keeper.headers });
  expect([(await get(inside.accountId)).status, (await get(outside.accountId)).status]).toEqual([200, 404]);
  const link = () => call('POST', `/accounts/${inside.accountId}/reset-link`, { headers: keeper.headers });
  expect((await link()).status).toBe(201);
  await organisation.grant({ accountId: inside.accountId, role: 'auditor', unitId: null });
  expect((await link()).status).toBe(403);
  const create = (unitId: string | null) =>
    call('POST', '/accounts', {
      json: { name: 'A', username: `n${randomUUID().slice(0, 6)}`, email: null, unitId },
      headers: keeper.headers,
    });
  expect([(await create('x')).status, (await create('q')).status, (await create(null)).status]).toEqual([201, 403, 403]);
});

test('[ACCT-11] what happens to accounts is in the journal, by ids only', async () => {
  const events = await organisation.journal.read('accounts', 0);
  const types = new Set(events.map(({ type }) => type));
  for (const type of ['AccountInvited', 'AccountDisabled', 'ResetLinkIssued', 'PasswordChosen', 'SecondFactorBegun', 'SignInsEnded'])
    expect(types).toContain(type);
  expect(JSON.stringify(events)).not.toMatch(/Lan|example\.vn/);
});
