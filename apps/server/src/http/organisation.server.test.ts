import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GrantsCommand, Role, SiteCommand, TreeCommand } from '@diemcau/core';
import { ask, signIn, type Answer, type Headers } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { createAccount, createSignInLink } from '../hub/access/accounts.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { Organisation } from '../organisation/organisation.ts';
import { SHEETS } from '../organisation/import/sheets.ts';
import { readFile } from '../organisation/import/read-file.ts';

let workers: WorkersUnderTest;
let journal: PostgresJournal;
let organisation: Organisation;
let admin: Headers;
let adminId: string;

/** Province `p` with communes `x` and `y`, and another top unit `q`. */
const TREE: TreeCommand = {
  type: 'CreateUnits',
  units: [
    { unitId: 'p', code: '01', name: 'Tỉnh Sông Lam', kind: 'tỉnh', parentId: null },
    { unitId: 'x', code: '0101', name: 'Xã Khe Sim', kind: 'xã', parentId: 'p' },
    { unitId: 'y', code: '0102', name: 'Phường Đông Bến', kind: 'phường', parentId: 'p' },
    { unitId: 'q', code: '02', name: 'Tỉnh Khác', kind: 'tỉnh', parentId: null },
  ],
  from: '2026-01-01',
  document: '1/NQ',
};

beforeAll(async () => {
  workers = await startWorkers();
  const { pool, url, log } = workers.database;
  journal = new PostgresJournal(pool, url, log);
  organisation = new Organisation({ db: pool, journal, log, nowMs: () => workers.clock.nowMs });
  ({ headers: admin, accountId: adminId } = await officer('administrator', null));
  expect(await post('/units/commands', TREE)).toMatchObject({ status: 200 });
});
afterAll(async () => {
  organisation.close();
  await journal.close();
  await workers.close();
});

async function officer(role: Role, unitId: string | null): Promise<{ readonly headers: Headers; readonly accountId: string }> {
  const { pool } = workers.database;
  const accountId = await createAccount(pool, `Người ${role}`);
  const grant: GrantsCommand = { type: 'GrantRole', grantId: randomUUID(), accountId, role, unitId, from: '2020-01-01', until: null };
  await organisation.grants.execute({ command: grant, by: { kind: 'operator' }, atMs: workers.clock.nowMs, commandId: randomUUID() });
  const token = await createSignInLink(pool, { accountId, reusable: false, expiresAtMs: workers.clock.nowMs + 60_000 });
  return { accountId, headers: await signIn(workers.urls[0]!, token) };
}

function get(path: string, headers = admin, worker = 0): Promise<Answer> {
  return ask(`${workers.urls[worker]}/api/v1${path}`, { headers });
}

function post(path: string, json: TreeCommand | SiteCommand | GrantsCommand, headers = admin, key: string = randomUUID()): Promise<Answer> {
  return ask(`${workers.urls[0]}/api/v1${path}`, { method: 'POST', json, headers: { ...headers, 'idempotency-key': key } });
}

async function upload(files: Readonly<Record<string, string>>, query = '', headers = admin): Promise<Answer> {
  const form = new FormData();
  for (const [name, text] of Object.entries(files)) form.append('file', new Blob([text]), name);
  const response = await fetch(`${workers.urls[0]}/api/v1/imports${query}`, {
    method: 'POST',
    body: form,
    headers: { ...headers, 'idempotency-key': randomUUID() },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Record<string, unknown> };
}

const ids = (answer: Answer, key: 'units' | 'sites', field: string) =>
  (answer.body[key] as Record<string, unknown>[]).map((one) => one[field]);

test('[ORG-9] units are listed on any day, searched without diacritics, in pages, by any worker at once', async () => {
  const all = await get('/units?day=2026-06-01', admin, 1);
  expect(ids(all, 'units', 'unitId')).toEqual(['q', 'p', 'y', 'x']);
  expect(ids(await get('/units?day=2025-06-01'), 'units', 'unitId')).toEqual([]);
  const found = await get('/units?search=dong%20ben&day=2026-06-01');
  expect(found.body['units']).toMatchObject([{ unitId: 'y', level: 1, childCount: 0, path: ['Tỉnh Sông Lam', 'Phường Đông Bến'] }]);
  expect(ids(await get('/units?under=p&day=2026-06-01'), 'units', 'unitId')).toEqual(['p', 'y', 'x']);
  const first = await get('/units?limit=3&day=2026-06-01');
  expect(first.body).toMatchObject({ total: 4, nextCursor: '3' });
  expect(ids(await get('/units?limit=3&cursor=3&day=2026-06-01'), 'units', 'unitId')).toEqual(['x']);
  expect(await get('/units?day=2026-02-30')).toMatchObject({ status: 400 });
});

test('[ORG-10] a unit shows what it was, is and will be, with what was known when', async () => {
  const rename: TreeCommand = { type: 'RenameUnit', unitId: 'x', name: 'Phường Khe Sim', from: '2027-01-01', document: '7/NQ' };
  const knownMs = workers.clock.nowMs;
  workers.clock.nowMs += 1_000;
  const key = randomUUID();
  const answer = await post('/units/commands', rename, admin, key);
  expect(await post('/units/commands', rename, admin, key)).toMatchObject({ status: 200, body: answer.body });
  expect((await get('/units/x?day=2027-06-01')).body).toMatchObject({
    unit: { name: 'Phường Khe Sim' },
    path: ['Tỉnh Sông Lam', 'Phường Khe Sim'],
  });
  expect((await get(`/units/x?day=2027-06-01&recordedAtMs=${knownMs}`)).body).toMatchObject({ unit: { name: 'Xã Khe Sim' } });
  const history = (await get('/units/x/history')).body['facts'] as { field: string; from: string; document: string }[];
  expect(history.filter((fact) => fact.field === 'name').map((fact) => [fact.from, fact.document])).toEqual([
    ['2026-01-01', '1/NQ'],
    ['2027-01-01', '7/NQ'],
  ]);
  expect(await get('/units/nobody')).toMatchObject({ status: 404 });
  expect(await post('/units/commands', { ...rename, name: ' ' })).toMatchObject({ status: 422, body: { code: 'unit-name-missing' } });
});

test('[ORG-11] without a role nothing; with one over a subtree nothing outside it', async () => {
  const commune = await officer('administrator', 'x');
  const province = await officer('administrator', 'p');
  const auditor = await officer('auditor', 'p');
  expect(await get('/units', {})).toMatchObject({ status: 401 });
  expect(ids(await get('/units?day=2026-06-01', commune.headers), 'units', 'unitId')).toEqual(['x']);
  expect(ids(await get('/units?day=2026-06-01', auditor.headers), 'units', 'unitId')).toEqual(['p', 'y', 'x']);
  expect((await get('/units/y', commune.headers)).status).toBe(403);
  const rename = (unitId: string): TreeCommand => ({ type: 'RenameUnit', unitId, name: `Tên ${unitId}`, from: '2028-01-01', document: '' });
  const move: TreeCommand = { type: 'MoveUnit', unitId: 'x', parentId: 'q', from: '2028-01-01', document: '' };
  expect((await post('/units/commands', rename('x'), commune.headers)).status).toBe(200);
  expect((await post('/units/commands', rename('y'), commune.headers)).status).toBe(403);
  expect((await post('/units/commands', rename('x'), auditor.headers)).status).toBe(403);
  expect((await post('/units/commands', move, province.headers)).status).toBe(403);
  expect(
    (await post('/units/commands', { ...TREE, units: [{ ...TREE.units[0]!, unitId: 'r' }] } as TreeCommand, province.headers)).status,
  ).toBe(403);
  expect((await upload({ 'a.csv': 'x' }, '', province.headers)).status).toBe(403);
  expect((await get('/exports/organisation', province.headers)).status).toBe(403);
  expect((await get('/exports/organisation?under=p', province.headers)).status).toBe(200);
});

test('[ORG-12] sites are registered for a unit that is there, listed by subtree, and shown with their officers', async () => {
  const site = (siteId: string, unitId: string) => ({
    siteId,
    code: '',
    unitId,
    name: `Hội trường ${siteId}`,
    kind: '',
    room: '',
    address: '',
    capacity: 50,
  });
  const register = (...sites: ReturnType<typeof site>[]): SiteCommand => ({ type: 'RegisterSites', sites });
  expect(await post('/sites/commands', register(site('s1', 'x'), site('s2', 'q')))).toMatchObject({ status: 200 });
  expect(await post('/sites/commands', register(site('s3', 'nowhere')))).toMatchObject({ status: 422, body: { code: 'unit-unknown' } });
  const contact = { code: '', name: 'Lê Văn Bến', post: 'Văn phòng', phone: '0912345678', email: '', unitId: 'x', role: null };
  const headers = { ...admin };
  expect((await ask(`${workers.urls[0]}/api/v1/contacts/ben`, { method: 'PUT', json: contact, headers })).status).toBe(204);
  await post('/sites/commands', { type: 'PostOfficer', siteId: 's1', contactId: 'ben' });
  expect((await get('/sites/s1')).body).toMatchObject({
    site: { placeName: expect.any(String), capacity: 50 },
    officers: [{ ...contact, contactId: 'ben' }],
  });
  expect(ids(await get('/sites?under=p'), 'sites', 'siteId')).toEqual(['s1']);
  expect(ids(await get('/sites?search=hoi%20truong'), 'sites', 'siteId')).toEqual(['s1', 's2']);
  const keeper = await officer('siteOfficer', 'x');
  expect(ids(await get('/sites', keeper.headers), 'sites', 'siteId')).toEqual(['s1']);
  expect((await get('/sites/s1', keeper.headers)).body['officers']).toEqual([]);
  expect((await get('/sites/s2', keeper.headers)).status).toBe(404);
  expect((await get('/contacts?unitId=x', keeper.headers)).status).toBe(403);
  expect((await post('/sites/commands', { type: 'RetireSite', siteId: 's2', reason: '' }, keeper.headers)).status).toBe(403);
  const facts = (await get('/sites/s1/history')).body['facts'] as { event: { type: string } }[];
  expect(facts.map((fact) => fact.event.type)).toEqual(['SitesRegistered', 'OfficerPosted']);
  expect(JSON.stringify(facts)).not.toContain('Bến');
});

test('[ORG-13] roles are given inside one’s own subtree only, and everybody sees what they may do themselves', async () => {
  const province = await officer('administrator', 'p');
  const give = (unitId: string | null, role: Role = 'chair'): GrantsCommand => ({
    type: 'GrantRole',
    grantId: randomUUID(),
    accountId: province.accountId,
    role,
    unitId,
    from: '2026-01-01',
    until: null,
  });
  expect((await post('/grants/commands', give('x'), province.headers)).status).toBe(200);
  for (const unitId of ['q', null]) expect((await post('/grants/commands', give(unitId), province.headers)).status).toBe(403);
  expect(await post('/grants/commands', give('nowhere'))).toMatchObject({ status: 422, body: { code: 'unit-unknown' } });
  const seen = (await get('/grants', province.headers)).body['grants'] as { unitId: string }[];
  expect(new Set(seen.map((grant) => grant.unitId))).toEqual(new Set(['p', 'x']));
  const mine = (await get('/grants/mine', province.headers)).body['actions'] as Record<string, unknown>;
  expect(mine['unit.change']).toEqual(['p']);
  expect(mine['conference.create']).toEqual(['p', 'x']);
  expect(mine['system.change']).toBeUndefined();
  expect((await get('/grants/mine')).body).toMatchObject({
    grants: [{ accountId: adminId, unitId: null }],
    actions: { 'system.change': 'whole' },
  });
  const own = ((await get('/grants/mine')).body['grants'] as { grantId: string }[])[0]!.grantId;
  const end: GrantsCommand = { type: 'EndGrant', grantId: own, until: '2026-01-02', reason: '' };
  expect(await post('/grants/commands', end)).toMatchObject({ status: 409, body: { code: 'last-administrator' } });
});

test('[ORG-14] a list is tried, imported, and downloaded again, template and export included', async () => {
  const list = { 'don-vi.csv': 'Mã đơn vị,Tên đơn vị,Đơn vị cấp trên\r\n0103,Xã Vạn Chài,01\r\n0104,Xã Lạc,không có' };
  expect((await upload(list, '?dryRun=true')).body).toMatchObject({
    ok: false,
    errorCount: 1,
    problems: [{ code: 'unit-not-found', line: 3, column: 'parent' }],
  });
  const good = { 'don-vi.csv': list['don-vi.csv'].replace('không có', 'Tỉnh Sông Lam') };
  expect((await upload(good, '?from=2026-02-01&document=5/QD')).body).toMatchObject({ ok: true, counts: { units: { created: 2 } } });
  expect((await get('/units?search=van%20chai&day=2026-06-01')).body).toMatchObject({ total: 1 });
  const files = await Promise.all(['/imports/template?language=vi', '/exports/organisation?day=2026-06-01'].map(bytes));
  for (const file of files) {
    const read = await readFile({ name: 'x', bytes: file });
    expect(read.ok && read.sheets.map((sheet) => sheet.name)).toEqual(expect.arrayContaining(SHEETS.map((shape) => shape.vi)));
  }
  const csv = await get('/exports/organisation?day=2026-06-01&csv=units');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="don-vi-2026-06-01.csv"');
  expect(csv.text).toContain('Xã Vạn Chài');
});

test('[ORG-14] an upload that is none, or too much, is a problem', async () => {
  const none = await ask(`${workers.urls[0]}/api/v1/imports`, { method: 'POST', json: {}, headers: { ...admin, 'idempotency-key': 'k' } });
  expect(none).toMatchObject({ status: 415 });
  expect(await upload({})).toMatchObject({ status: 400 });
  expect(await upload({ a: 'x', b: 'x', c: 'x', d: 'x' })).toMatchObject({ status: 413 });
  expect(await upload({ a: 'x'.repeat(17 * 1_048_576) })).toMatchObject({ status: 413 });
});

async function bytes(path: string): Promise<Buffer> {
  const response = await fetch(`${workers.urls[0]}/api/v1${path}`, { headers: admin });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}
