import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { isSetUpCode, setUpCode } from '../organisation/set-up.ts';

let workers: WorkersUnderTest;
beforeAll(async () => {
  workers = await startWorkers();
});
afterAll(() => workers.close());

const SECRET = 'a secret for tests that nobody needs to guess';
const wanted = (username: string, code = setUpCode(SECRET)) => ({
  code,
  organisation: { name: 'Tỉnh Sông Lam', language: 'vi', timeZone: 'Asia/Ho_Chi_Minh' },
  administrator: { name: 'Trần Quản Trị', username, password: 'mưa rào tháng sáu' },
});
const post = (json: object, worker = 0) => ask(`${workers.urls[worker]}/api/v1/setup`, { method: 'POST', json });
const state = async () => (await ask(`${workers.urls[1]}/api/v1/setup`)).body['needed'];

test('[SETUP-1] nobody claims a fresh server without the code of its console', async () => {
  expect(await state()).toBe(true);
  expect((await post(wanted('admin', 'ABCDE-FGHJK'))).status).toBe(401);
  expect(await state()).toBe(true);
  expect(isSetUpCode(SECRET, setUpCode(SECRET).toLowerCase().replace('-', ' '))).toBe(true);
  expect(setUpCode('another secret of another installation')).not.toBe(setUpCode(SECRET));
});

test('[SETUP-2] what is wrong is told and sets nothing up', async () => {
  const good = wanted('admin');
  const bad = { ...good, organisation: { ...good.organisation, timeZone: 'Asia/Nowhere' } };
  expect((await post(bad)).status).toBe(400);
  expect((await post({ ...good, administrator: { ...good.administrator, password: 'ngắn' } })).status).toBe(422);
  expect(await state()).toBe(true);
});

test('[SETUP-3] of several at once one sets up: an organisation, its top unit, an administrator who is signed in; then never again', async () => {
  const answers = await Promise.all(['an', 'binh', 'chi', 'dung'].map((name, index) => post(wanted(`first.${name}`), index % 2)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 410, 410, 410]);
  const won = answers.find(({ status }) => status === 201)!;
  const headers = {
    cookie: won.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  };
  const mine = await ask(`${workers.urls[1]}/api/v1/grants/mine`, { headers });
  expect(mine.body['grants']).toMatchObject([{ accountId: won.body['accountId'], role: 'administrator', unitId: null }]);
  const { body } = await ask(`${workers.urls[1]}/api/v1/units`, { headers });
  expect(body['units']).toMatchObject([{ name: 'Tỉnh Sông Lam', parentId: null }]);
  expect(await state()).toBe(false);
  expect((await post(wanted('late'))).status).toBe(410);
});

test('[SETUP-4] the first sign-in is in the journal like any other', async () => {
  const { rows } = await workers.database.pool.query<{ data: object; by: object }>(`SELECT data, by FROM events WHERE stream = 'sign-ins'`);
  expect(rows).toHaveLength(1);
  const by = rows[0]!.by as { readonly accountId: string };
  expect(rows).toEqual([{ data: { accountId: by.accountId, way: 'password' }, by: { kind: 'account', accountId: by.accountId } }]);
});

test('[SETUP-3] a server on which a conference was prepared is set up already', async () => {
  const own = await startWorkers(1);
  await own.createConference();
  expect((await ask(`${own.urls[0]}/api/v1/setup`)).body['needed']).toBe(false);
  await own.close();
});
