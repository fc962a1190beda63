/** What is asked of a sign-in beyond the password, and what the journal tells of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrganisation, type OrganisationUnderTest, type Person } from '../../test/organisation-under-test.ts';
import { ask, cookiesOf, type Answer, type Headers } from '../../test/people.ts';
import { totp } from '../../test/totp.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { LiveClient } from '../../test/live-client.ts';

const PASSWORD = 'mưa rào tháng sáu';
let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
let admin: Person;
beforeAll(async () => {
  workers = await startWorkers(1, { secondFactorRoles: ['chair', 'unitOfficer'] });
  organisation = await startOrganisation(workers);
  admin = await organisation.person('administrator');
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

function call(method: string, path: string, { json, headers = {} }: { readonly json?: unknown; readonly headers?: Headers } = {}) {
  return ask(`${workers.urls[0]}/api/v1${path}`, { method, json, headers });
}

async function member() {
  const username = `u${randomUUID().slice(0, 8)}`;
  const json = { name: 'Nguyễn Thị Lan', username, email: null, unitId: 'x' };
  const { body } = await call('POST', '/accounts', { json, headers: admin.headers });
  const token = String(body['url']).split('#t=')[1]!;
  const used = await call('POST', '/session/password-links/use', { json: { token, password: PASSWORD } });
  return { accountId: String(body['accountId']), username, headers: cookiesOf(used) };
}

const passwordStep = (login: string, password = PASSWORD) => call('POST', '/session/password', { json: { login, password } });
const codeStep = (half: Answer, code: string) => call('POST', '/session/code', { json: { code }, headers: cookiesOf(half) });

async function enrol(headers: Headers): Promise<{ readonly uri: string; readonly headers: Headers }> {
  const begun = await call('POST', '/account/me/totp', { json: { password: PASSWORD }, headers });
  const uri = String(begun.body['uri']);
  const confirmed = await call('POST', '/account/me/totp/confirm', { json: { code: totp(uri) }, headers });
  return { uri, headers: cookiesOf(confirmed, headers) };
}

test('[ACCT-19] who holds a role that needs a second factor does nothing else until it is set up', async () => {
  const { accountId, headers } = await member();
  const { body: free } = await call('GET', '/session', { headers });
  expect(free).toMatchObject({ accountId, owesSecondFactor: false });
  await organisation.grant({ accountId, role: 'chair', unitId: 'x' });
  expect((await call('GET', '/session', { headers })).body).toMatchObject({ owesSecondFactor: true });
  for (const path of ['/units/x', '/grants/mine', '/account/me/sessions', '/account/me/api-tokens'])
    expect(await call('GET', path, { headers })).toMatchObject({ status: 403, body: { code: 'second-factor-needed' } });
  expect((await call('GET', '/account/me', { headers })).status).toBe(200);
  const enrolled = await enrol(headers);
  expect((await call('GET', '/session', enrolled)).body).toMatchObject({ owesSecondFactor: false });
  expect((await call('GET', '/units/x', enrolled)).status).toBe(200);
  const ended = await call('POST', '/account/me/totp/end', { json: { password: PASSWORD }, headers: enrolled.headers });
  expect((await call('GET', '/units/x', { headers: cookiesOf(ended, enrolled.headers) })).status).toBe(403);
});

test('[ACCT-19] the demand holds for sockets and tokens, and not for other roles, nor for who comes by the provider alone', async () => {
  const conference = await workers.createConference();
  const chair = conference.officers[0]!.accountId;
  const entered = await call('POST', '/session', { json: { token: conference.officers[0]!.signInToken } });
  const headers = cookiesOf(entered);
  const made = await call('POST', '/account/me/api-tokens', { json: { name: 'A' }, headers });
  const byToken = { authorization: `Bearer ${String(made.body['token'])}` };
  const url = `${workers.urls[0]}/api/v1/conferences/${conference.conferenceId}/live?as=console`;
  (await LiveClient.open({ url, headers: byToken, audience: 'console' })).close();
  await organisation.grant({ accountId: chair, role: 'unitOfficer', unitId: 'x' });
  expect(await new LiveClient(url, byToken).closed()).toBe(4401);
  expect((await call('GET', '/grants/mine', { headers: byToken })).body).toMatchObject({ code: 'second-factor-needed' });
  const sql = `INSERT INTO identity."account" ("id", "accountId", "providerId", "userId", "updatedAt") VALUES ($1, $1, 'oidc', $2, now())`;
  await workers.database.pool.query(sql, [randomUUID(), chair]);
  expect((await call('GET', '/grants/mine', { headers: byToken })).status).toBe(200);
  expect((await call('GET', '/grants/mine', admin)).status).toBe(200);
});

test('[ACCT-20] sign-ins, sign-outs and wrong codes after a right password are in the journal, by id and unit, without address or browser', async () => {
  const { accountId, username, headers } = await member();
  const { uri } = await enrol(headers);
  const half = await passwordStep(username);
  expect((await codeStep(half, '000000')).status).toBe(401);
  const entered = await codeStep(half, totp(uri));
  await call('DELETE', '/session', { headers: cookiesOf(entered) });
  // Nobody's: the password was wrong, or there was none.
  expect((await passwordStep(username, 'not the password')).status).toBe(401);
  expect((await call('POST', '/session/code', { json: { code: '000000' } })).status).toBe(401);
  const facts = (await organisation.journal.read('sign-ins', 0)).filter(
    ({ data }) => (data as { accountId?: string }).accountId === accountId,
  );
  expect(facts.map(({ type, data }) => [type, data])).toEqual([
    ['SignedIn', { accountId, unitId: 'x', way: 'password' }],
    ['SecondFactorFailed', { accountId, unitId: 'x' }],
    ['SignedIn', { accountId, unitId: 'x', way: 'code' }],
    ['SignedOut', { accountId, unitId: 'x' }],
  ]);
  expect(JSON.stringify(facts)).not.toMatch(/127\.0\.0\.1|::1|node|Lan/);
});

test('[ACCT-20] many who sign in at once are all in the journal', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, member));
  expect((await Promise.all(people.map(({ username }) => passwordStep(username)))).map(({ status }) => status)).toEqual(
    people.map(() => 200),
  );
  const ids = (await organisation.journal.read('sign-ins', 0)).map(({ data }) => (data as { accountId?: string }).accountId);
  expect(people.filter(({ accountId }) => ids.filter((id) => id === accountId).length !== 2)).toEqual([]);
});

test('[ACCT-22] whoever keeps an account removes the second factor of a lost phone, which signs it out everywhere; nobody does so for themselves', async () => {
  const { accountId, username, headers } = await member();
  const enrolled = await enrol(headers);
  expect((await passwordStep(username)).body).toEqual({ codeNeeded: true });
  const remove = (id: string, who: Pick<Person, 'headers'> = admin) => call('DELETE', `/accounts/${id}/totp`, who);
  expect((await remove(accountId, await organisation.person('administrator', 'q'))).status).toBe(404);
  expect((await remove(admin.accountId)).status).toBe(403);
  expect((await remove(accountId)).status).toBe(204);
  expect((await call('GET', '/session', { headers: enrolled.headers })).status).toBe(401);
  expect((await passwordStep(username)).body).toMatchObject({ accountId });
  expect((await remove(accountId)).status).toBe(404);
  const types = (await organisation.journal.read('accounts', 0)).map(({ type }) => type);
  expect(types).toContain('SecondFactorRemoved');
});
