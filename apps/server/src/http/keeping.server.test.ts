import { randomUUID } from 'node:crypto';
import { NOTHING_ANNOUNCED, workingCalendarOf, workingDaysAfter } from '@diemcau/core';
import pg from 'pg';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrganisation, type OrganisationUnderTest, type Person } from '../../test/organisation-under-test.ts';
import { ask, type Headers } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { verifyJournal } from '../journal/verify-journal.ts';

let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
let admin: Person;
beforeAll(async () => {
  workers = await startWorkers(1, { smtpUrl: 'smtp://user:hidden-password@127.0.0.1:1', smtpFrom: 'a@example.vn', backupKeep: 3 });
  organisation = await startOrganisation(workers);
  admin = await organisation.person('administrator');
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

const call = (method: string, path: string, json?: unknown, headers: Headers = admin.headers) =>
  ask(`${workers.urls[0]}/api/v1${path}`, { method, json, headers });
const invite = (unitId: string) =>
  call('POST', '/accounts', { name: 'Lê Thị Hoa', username: `h${randomUUID().slice(0, 8)}`, email: null, unitId });

interface Entry {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly by: Readonly<Record<string, unknown>>;
}
const entries = async (query: string, headers?: Headers) =>
  (await call('GET', `/journal${query}`, undefined, headers)).body['entries'] as Entry[];

test('[LOGB-1] facts are told with a code, what fills its sentence, when, and by which office; never by name', async () => {
  const { body } = await invite('x');
  const [entry] = await entries('?kind=accounts');
  expect(entry).toMatchObject({
    code: 'accounts.AccountInvited',
    params: { accountId: body['accountId'], unitId: 'x' },
    by: { kind: 'account', roles: ['administrator'] },
  });
  expect(JSON.stringify(entry)).not.toContain(admin.accountId);
});

test('[LOGB-2] facts are filtered by unit, office, kind and time, inside what one may read', async () => {
  await invite('q');
  const auditor = await organisation.person('auditor', 'p');
  const seen = await entries('', auditor.headers);
  expect(seen.map(({ params }) => params['unitId'])).not.toContain('q');
  expect(seen.length).toBeGreaterThan(0);
  expect((await call('GET', '/journal?unitId=q', undefined, auditor.headers)).status).toBe(403);
  expect((await entries('?unitId=q&kind=accounts')).every(({ params }) => params['unitId'] === 'q')).toBe(true);
  expect(await entries(`?fromMs=${workers.clock.nowMs + 1}`)).toEqual([]);
  expect(await entries('?officeUnitId=y')).toEqual([]);
});

test('[LOGB-3] reading and exporting the journal is in the journal', async () => {
  const csv = await call('GET', '/journal/export?kind=accounts');
  expect(csv.text).toContain('accounts.AccountInvited');
  const own = await entries('?kind=journal-access');
  expect(own.map(({ code }) => code)).toContain('journal-access.JournalExported');
  expect(own.map(({ code }) => code)).toContain('journal-access.JournalRead');
});

test('[LOGB-5] an export is in sentences, as CSV, JSON or a workbook, with names of units and never of people', async () => {
  await invite('x');
  const csv = await call('GET', '/journal/export?kind=accounts&language=vi');
  expect(csv.text).toContain('Mời một người của Xã Khe Sim lập tài khoản.');
  expect(csv.text).not.toContain('Lê Thị Hoa');
  const json = await call('GET', '/journal/export?kind=tree&format=json&language=en');
  expect((json.body['entries'] as { sentence: string }[])[0]!.sentence).toMatch(/^Created 4 units from 01\/01\/2020/);
  const response = await fetch(`${workers.urls[0]}/api/v1/journal/export?kind=tree&format=xlsx&language=en`, { headers: admin.headers });
  const [sheet] = await readExcelFile(Buffer.from(await response.arrayBuffer()));
  expect(sheet!.data[0]!.slice(0, 5)).toEqual(['Time', 'Who', 'Kind', 'Where', 'What']);
  expect(sheet!.data[1]![1]).toBe('Whoever runs the server');
});

test('[LOGB-6] facts about a unit are found by it, and those about its sites and of its conferences', async () => {
  const ofX = await entries('?unitId=x');
  expect(ofX.map(({ code }) => code)).toEqual(expect.arrayContaining(['tree.UnitsCreated', 'sites.SitesRegistered']));
  const headers = { ...admin.headers, 'idempotency-key': randomUUID() };
  await call('POST', '/sites/commands', { type: 'RetireSite', siteId: 'site-y', reason: '' }, headers);
  expect((await entries('?unitId=y'))[0]).toMatchObject({ code: 'sites.SiteRetired', params: { site: 'Phòng họp y' } });
  expect((await entries('?unitId=q&kind=sites')).map(({ code }) => code)).toEqual(['sites.SitesRegistered']);
});

async function writeContact(unitId = 'x'): Promise<string> {
  const contactId = randomUUID();
  const contact = { code: '', name: 'Đỗ Thị Khoẻ', post: 'Văn thư', phone: '0900000077', email: 'khoe@example.vn', unitId, role: null };
  expect((await call('PUT', `/contacts/${contactId}`, contact)).status).toBe(204);
  return contactId;
}

/** An account of unit x that names a contact. */
async function somebody(): Promise<{ accountId: string; contactId: string }> {
  const contactId = await writeContact();
  const form = { name: 'Đỗ Thị Khoẻ', username: `k${randomUUID().slice(0, 8)}`, email: null, unitId: 'x', contactId };
  return { accountId: String((await call('POST', '/accounts', form)).body['accountId']), contactId };
}

test('[PERS-1] everything kept about a person is told as one document, under either id, and looking at it is recorded', async () => {
  const { accountId, contactId } = await somebody();
  await organisation.grant({ accountId, role: 'auditor', unitId: 'x' });
  const headers = { ...admin.headers, 'idempotency-key': randomUUID() };
  await call('POST', '/sites/commands', { type: 'PostOfficer', siteId: 'site-x', contactId }, headers);
  const kept = await call('GET', `/personal-data/${contactId}`);
  expect(kept.body).toMatchObject({
    subjectId: accountId,
    account: { name: 'Đỗ Thị Khoẻ', unitId: 'x' },
    contact: { phone: '0900000077' },
    sessions: [],
    apiTokens: [],
    requests: [],
    grants: [{ role: 'auditor', unitId: 'x' }],
    posts: [{ siteId: 'site-x', name: 'Phòng họp x' }],
    mails: [{ kind: 'invitation', state: 'slip' }],
  });
  expect(kept.body['factCount']).toBeGreaterThan(1);
  expect((await entries('?kind=personal-data'))[0]).toMatchObject({
    code: 'personal-data.PersonalDataRead',
    params: { subjectId: accountId },
  });
  expect((await call('GET', '/personal-data/nobody')).status).toBe(404);
});

test('[PERS-2] a request is to be answered within two working days of the organisation’s calendar, and says by which day', async () => {
  const { accountId } = await somebody();
  const today = organisation.organisation.today();
  const asked = await call('POST', `/personal-data/${accountId}/requests`, { kind: 'access' });
  expect(asked.status).toBe(201);
  expect(asked.body['dueDay']).toBe(workingDaysAfter(today, 2, workingCalendarOf(NOTHING_ANNOUNCED, today)));
  expect((await entries('?kind=personal-data'))[0]).toMatchObject({ code: 'personal-data.RequestReceived', params: { kind: 'access' } });
});

test('[PERS-3] erasing takes names, addresses, credentials and sign-ins; the journal still verifies', async () => {
  const { accountId, headers } = await organisation.person('auditor', 'p');
  await call('POST', `/personal-data/${accountId}/requests`, { kind: 'erasure' });
  expect((await call('POST', `/personal-data/${accountId}/erase`, { ground: 'request' })).status).toBe(204);
  const { body } = await call('GET', `/personal-data/${accountId}`);
  expect(body).toMatchObject({ account: { name: '—', username: null, email: null, hasPassword: false }, sessions: [] });
  expect((body['requests'] as { doneAtMs: unknown }[])[0]!.doneAtMs).toBe(workers.clock.nowMs);
  expect((await call('GET', '/session', undefined, headers)).status).toBe(401);
  const client = new pg.Client(workers.database.url);
  await client.connect();
  expect((await verifyJournal(client)).fault).toBeUndefined();
  await client.end();
  expect((await call('POST', `/personal-data/${admin.accountId}/erase`, { ground: 'request' })).status).toBe(403);
});

test('[PERS-4] erasing ends roles and relieves posts, and nothing of the person is left anywhere but ids', async () => {
  const { accountId, contactId } = await somebody();
  await organisation.grant({ accountId, role: 'siteOfficer', unitId: 'x' });
  const headers = { ...admin.headers, 'idempotency-key': randomUUID() };
  await call('POST', '/sites/commands', { type: 'PostOfficer', siteId: 'site-q', contactId }, headers);
  expect((await call('POST', `/personal-data/${contactId}/erase`, { ground: 'retention' })).status).toBe(204);
  expect((await call('GET', '/sites/site-q')).body['site']).toMatchObject({ officers: [] });
  const { body } = await call('GET', `/personal-data/${accountId}`);
  expect(body).toMatchObject({ account: { name: '—', contactId: null }, contact: null, mails: [], posts: [] });
  expect((body['grants'] as { until: string }[])[0]!.until < organisation.organisation.today()).toBe(true);
  const { rows } = await workers.database.pool.query<{ table: string }>(
    `SELECT table_schema || '.' || quote_ident(table_name) AS table FROM information_schema.tables
      WHERE table_schema IN ('public', 'identity') AND table_type = 'BASE TABLE'`,
  );
  for (const { table } of rows) {
    const left = await workers.database.pool.query(
      `SELECT 1 FROM ${table} t WHERE t::text ~ 'Đỗ Thị Khoẻ|0900000077|khoe@example' AND t::text LIKE $1`,
      [`%${table === 'public.contact' ? contactId : accountId}%`],
    );
    expect([table, left.rowCount]).toEqual([table, 0]);
  }
});

test('[PERS-5] a person is found by letters of the name, the user name, the address or the phone number, once', async () => {
  const { accountId } = await somebody();
  const found = await call('GET', '/personal-data?search=do%20thi%20khoe');
  const mine = (found.body['people'] as { subjectId: string }[]).filter(({ subjectId }) => subjectId === accountId);
  expect(mine).toEqual([
    { subjectId: accountId, name: 'Đỗ Thị Khoẻ', unit: 'Xã Khe Sim', hasAccount: true, hasContact: true, invitation: null },
  ]);
  expect((await call('GET', '/personal-data?search=0900000077')).body['total']).toBeGreaterThan(0);
});

test('[PERS-6] open requests stand with their day, the overdue first, and are closed as answered or declined', async () => {
  const { accountId } = await somebody();
  const { body } = await call('POST', `/personal-data/${accountId}/requests`, { kind: 'correction' });
  const before = workers.clock.nowMs;
  await workers.database.pool.query(`UPDATE personal_request SET due_day = '2026-01-05' WHERE request_id::text = $1`, [body['requestId']]);
  const list = (await call('GET', '/personal-data-requests')).body['requests'] as { requestId: string }[];
  expect(list[0]).toMatchObject({ requestId: body['requestId'], dueDay: '2026-01-05', doneAtMs: null, name: 'Đỗ Thị Khoẻ' });
  expect((await call('GET', '/system')).body['warnings']).toContainEqual({ code: 'requests-overdue', level: 'bad', params: { count: 1 } });
  const close = () => call('POST', `/personal-data-requests/${String(body['requestId'])}/close`, { outcome: 'declined' });
  expect([(await close()).status, (await close()).status]).toEqual([204, 404]);
  const after = (await call('GET', '/personal-data-requests')).body['requests'] as { requestId: string }[];
  expect(after.find((one) => one.requestId === body['requestId'])).toMatchObject({ outcome: 'declined', doneAtMs: before });
});

test('[PERS-7] what is kept about a person is exported as a workbook in words, and as JSON, and that is recorded', async () => {
  const { accountId } = await somebody();
  const response = await fetch(`${workers.urls[0]}/api/v1/personal-data/${accountId}/export?language=en`, { headers: admin.headers });
  const [sheet] = await readExcelFile(Buffer.from(await response.arrayBuffer()));
  expect(sheet!.data).toContainEqual(['Phone', '0900000077']);
  const json = await call('GET', `/personal-data/${accountId}/export?format=json`);
  expect(json.body).toMatchObject({ contact: { name: 'Đỗ Thị Khoẻ' } });
  expect((await entries('?kind=personal-data'))[0]).toMatchObject({ code: 'personal-data.PersonalDataExported' });
});

test('[PERS-8] reading a list of people with their phone numbers is recorded once a day, exporting it every time', async () => {
  const { headers } = await organisation.person('secretary', 'p');
  for (let times = 0; times < 3; times += 1) await call('GET', '/contacts?unitId=y', undefined, headers);
  for (let times = 0; times < 2; times += 1) await call('GET', '/exports/organisation?under=y', undefined, headers);
  const noted = (await entries('?kind=personal-data&unitId=y')).map(({ code }) => code);
  expect(noted.filter((code) => code === 'personal-data.ContactsRead')).toHaveLength(1);
  expect(noted.filter((code) => code === 'personal-data.ContactsExported')).toHaveLength(2);
});

test('[SYST-1] the system tells processes, disk, clock, mail and versions, and every setting with its meaning, secrets hidden', async () => {
  const { body, text } = await call('GET', '/system');
  expect(body).toMatchObject({ mediaUp: true, certificateEndsAtMs: null, mail: { queued: 0, failed: 0, sending: true } });
  expect(Math.abs(body['clockOffsetMs'] as number)).toBeLessThan(5_000);
  const settings = body['settings'] as { name: string; value: string | null; meaning: string; fallback: string | null; isGiven: boolean }[];
  expect(settings.find(({ name }) => name === 'DIEMCAU_BACKUP_KEEP')).toMatchObject({ value: '3', fallback: '14', isGiven: true });
  expect((body['warnings'] as { code: string }[]).map(({ code }) => code)).toContain('backup-none');
  expect(settings.find(({ name }) => name === 'DIEMCAU_SMTP_URL')).toMatchObject({ value: '•••' });
  expect(settings.every(({ meaning }) => meaning.length > 10)).toBe(true);
  expect(text).not.toMatch(/hidden-password|a secret for tests/);
});

test('[SYST-6] a verification is asked for by who may change the system; a backup needs a folder', async () => {
  const keyed = { ...admin.headers, 'idempotency-key': randomUUID() };
  const auditor = await organisation.person('auditor');
  expect((await call('POST', '/system/verifications', undefined, { ...auditor.headers, 'idempotency-key': 'v' })).status).toBe(403);
  expect((await call('POST', '/system/backups', undefined, keyed)).status).toBe(412);
  // The day's own may be under way; then it is that one.
  const { runId } = (await call('POST', '/system/verifications', undefined, keyed)).body;
  const outcome = async () => {
    const runs = (await call('GET', '/system')).body['verifications'] as { runId: string; fault: string | null }[];
    return runs.find((run) => run.runId === runId)?.fault;
  };
  await expect.poll(outcome, { timeout: 20_000 }).toBe('');
  expect((await entries('?kind=system'))[0]).toMatchObject({ code: 'system.VerificationAsked' });
});

test('[SYST-7] name, time zone and announced days are changed by who may change the system, and read by everybody', async () => {
  const { headers } = await organisation.person();
  const profile = { name: 'Tỉnh Sông Lam', timeZone: 'Asia/Ho_Chi_Minh', language: 'vi' };
  expect((await call('PUT', '/organisation-profile', profile, headers)).status).toBe(403);
  expect((await call('PUT', '/organisation-profile', { ...profile, timeZone: 'Nowhere' })).status).toBe(400);
  expect((await call('PUT', '/organisation-profile', profile)).status).toBe(204);
  expect((await call('GET', '/organisation-profile', undefined, headers)).body).toEqual(profile);
  expect((await entries('?kind=organisation'))[0]).toMatchObject({ code: 'organisation.ProfileChanged', params: profile });

  const year = { type: 'AnnounceYear', year: 2027, daysOff: [{ day: '2027-02-08', name: 'Tết' }], workedDays: [], document: 'TB 2' };
  const keyed = { ...admin.headers, 'idempotency-key': randomUUID() };
  expect((await call('POST', '/working-calendar/commands', { ...year, year: 2028 }, keyed)).body).toMatchObject({
    code: 'calendar-day-outside',
  });
  expect((await call('POST', '/working-calendar/commands', year, keyed)).body).toEqual({ version: 1 });
  expect((await call('POST', '/working-calendar/commands', year, keyed)).body).toEqual({ version: 1 });
  const { body } = await call('GET', '/working-calendar', undefined, headers);
  expect((body['years'] as { year: number }[]).find((one) => one.year === 2027)).toMatchObject({ document: 'TB 2', daysOff: year.daysOff });
});
