import { randomUUID } from 'node:crypto';
import pg from 'pg';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LiveClient } from '../../test/live-client.ts';
import { startOrganisation, type OrganisationUnderTest, type Person } from '../../test/organisation-under-test.ts';
import { ask, joinRoom, openConsole, type Answer, type Headers } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { verifyCheckIns } from '../attendance/verify-check-ins.ts';
import { verifyBallots } from '../ballots/verify-ballots.ts';
import { Bulletins } from '../hub/bulletins.ts';
import { ErasureRegister } from '../hub/personal-data/erasure-register.ts';
import { findPerson } from '../hub/personal-data/person.ts';
import { DelegateNames } from '../jobs/delegate-names.ts';
import { checkPrivacy } from '../journal/privacy/check-privacy.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import { eraseAgain, type ErasureParts } from './erase-subject.ts';

const LIST = `Mã đại biểu,Họ và tên,Chức vụ,Đơn vị,Điểm cầu
E1,Hoàng Thị Ngọc Ánh,Chánh Văn phòng,UBND xã A,Xã A
E2,Vũ Quang,Bí thư,Đảng ủy xã A,Xã A
`;
const SEARCH = '/personal-data?search=hoang%20thi%20ngoc%20anh';

let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
let admin: Person;
beforeAll(async () => {
  workers = await startWorkers(2);
  organisation = await startOrganisation(workers);
  admin = await organisation.person('administrator');
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

const call = (method: string, path: string, json?: unknown, headers: Headers = admin.headers): Promise<Answer> =>
  ask(`${workers.urls[0]}/api/v1${path}`, { method, json, headers });
const post = (path: string, json: object, headers: Headers = {}): Promise<Answer> =>
  call('POST', path, json, { 'idempotency-key': randomUUID(), ...headers });
const codes = async (query: string) =>
  ((await call('GET', `/journal${query}`)).body['entries'] as { code: string }[]).map((one) => one.code);

interface Meeting {
  readonly conferenceId: string;
  readonly secretary: Headers;
  readonly room: Headers;
  readonly code: string;
  readonly of: (path: string) => string;
}

/** A conference with two people on its list. */
async function meeting(): Promise<Meeting> {
  const conference = await workers.createConference();
  const { client, headers: secretary } = await openConsole(workers.urls[0]!, conference, 2);
  client.close();
  const of = (path: string): string => `/conferences/${conference.conferenceId}${path}`;
  const meant = { conferenceId: conference.conferenceId, secretary, of, room: await joinRoom(workers.urls[0]!, conference, 'a') };
  const code = String((await call('GET', of('/phone-page'), undefined, secretary)).body['code']);
  await imported({ ...meant, code });
  return { ...meant, code };
}

async function imported({ of, secretary }: Meeting): Promise<Answer> {
  const text = `--list\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\ncontent-type: text/csv\r\n\r\n${LIST}\r\n--list--\r\n`;
  const headers = { ...secretary, 'content-type': 'multipart/form-data; boundary=list' };
  const answer = await ask(`${workers.urls[0]}/api/v1${of('/attendance/import')}`, { method: 'POST', text, headers });
  expect(answer.body).toMatchObject({ ok: true });
  return answer;
}

interface Slip {
  readonly personId: string;
  readonly name: string;
  readonly url: string;
}

const slips = async ({ of, secretary }: Meeting): Promise<Slip[]> =>
  (await call('GET', of('/attendance/slips'), undefined, secretary)).body['slips'] as Slip[];
const people = async ({ of, secretary }: Meeting): Promise<Record<string, unknown>[]> =>
  (await call('GET', of('/attendance/people'), undefined, secretary)).body['people'] as Record<string, unknown>[];

/** Checked in by the QR of the invitation. */
async function arrived(one: Meeting): Promise<{ readonly personId: string; readonly invitation: string; readonly phone: Headers }> {
  const { personId, url } = (await slips(one)).find(({ name }) => name === 'Hoàng Thị Ngọc Ánh')!;
  const invitation = url.split('#i=')[1]!;
  const { body } = await post(`/phones/${one.code}/check-ins`, { invitation });
  return { personId, invitation, phone: { authorization: `Bearer ${String(body['phoneToken'])}` } };
}

/** Opened with whoever is there, one vote, closed. */
async function voted({ of, secretary, code }: Meeting, phone: Headers): Promise<void> {
  const ballotId = randomUUID();
  const rules = { quorum: { share: 'half' }, majority: { share: 'half', of: 'present' } };
  const ballot = { ballotId, question: 'Thông qua chương trình', form: { kind: 'yes-no' }, secrecy: 'open', voters: 'people', ...rules };
  expect((await post(of('/ballots'), ballot, secretary)).status).toBe(201);
  const command = (json: object) => post(of(`/ballots/${ballotId}/commands`), json, secretary);
  await command({ type: 'OpenBallot', closesAtMs: workers.clock.nowMs + 600_000 });
  expect((await post(`/phones/${code}/ballots/${ballotId}/votes`, { choice: ['yes'] }, phone)).status).toBe(201);
  await command({ type: 'CloseBallot' });
}

async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(workers.database.url);
  await client.connect();
  return work(client).finally(() => client.end());
}

test('[PERS-9] a delegate is found by name, a row for each invitation list; how they stood is not told, and the search is recorded', async () => {
  const [first, second] = [await meeting(), await meeting()];
  await arrived(first);
  const { body } = await call('GET', SEARCH);
  const conferences = await Promise.all([first, second].map(async (one) => (await slips(one)).map(({ personId }) => personId)));
  const found = (body['people'] as { subjectId: string }[]).filter(({ subjectId }) => conferences.flat().includes(subjectId));
  expect(found).toHaveLength(2);
  expect(found[0]).toEqual({
    subjectId: expect.any(String) as string,
    name: 'Hoàng Thị Ngọc Ánh',
    unit: 'UBND xã A',
    hasAccount: false,
    hasContact: false,
    invitation: { conferenceTitle: 'Giao ban quý III', startsAtMs: workers.clock.nowMs, post: 'Chánh Văn phòng' },
  });
  await call('GET', SEARCH);
  expect((await codes('?kind=personal-data')).filter((code) => code === 'personal-data.InvitationListsSearched')).toHaveLength(1);
  const auditor = await organisation.person('auditor', 'p');
  expect((await call('GET', SEARCH, undefined, auditor.headers)).status).toBe(403);
});

test('[PERS-10] what is kept about a delegate is of one conference: figures on the page, check-ins and open votes in the file for the person', async () => {
  const [one, other] = [await meeting(), await meeting()];
  const { personId, phone } = await arrived(one);
  await arrived(other);
  await voted(one, phone);
  const kept = await call('GET', `/personal-data/${personId}`);
  expect(kept.body).toMatchObject({
    subjectId: personId,
    account: null,
    contact: null,
    delegate: {
      conferenceId: one.conferenceId,
      code: 'E1',
      siteName: 'Xã A',
      mark: 'online',
      hasPhone: true,
      checkInCount: 1,
      openVoteCount: 1,
    },
  });
  expect(kept.body).not.toHaveProperty('acts');
  const json = await call('GET', `/personal-data/${personId}/export?format=json`);
  expect(json.body['acts']).toMatchObject({
    checkIns: [{ siteName: 'Xã A', fact: { type: 'arrived', mark: 'online', way: 'invitation' } }],
    openVotes: [{ question: 'Thông qua chương trình', choice: ['yes'] }],
  });
  expect(json.text).not.toContain(other.conferenceId);
  const response = await fetch(`${workers.urls[0]}/api/v1/personal-data/${personId}/export?language=en`, { headers: admin.headers });
  const sheets = await readExcelFile(Buffer.from(await response.arrayBuffer()));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Invitation list', 'Check-in', 'Open ballots', 'Requests']);
  expect(sheets[2]!.data).toContainEqual(['Thông qua chương trình', 'For']);
  const asked = await post(`/personal-data/${personId}/requests`, { kind: 'erasure' }, admin.headers);
  expect(asked.status).toBe(201);
  expect((await call('GET', '/personal-data-requests')).text).toContain('Hoàng Thị Ngọc Ánh');
});

test('[PERS-11] erasing a delegate leaves counts, check-ins and votes that verify, and nothing that tells who it was', async () => {
  const one = await meeting();
  const { personId, invitation, phone } = await arrived(one);
  await voted(one, phone);
  const before = await call('GET', one.of('/attendance'), undefined, one.secretary);
  const live = await LiveClient.open({
    url: `${workers.urls[1]}/api/v1${one.of('/live')}?as=phone`,
    headers: phone,
    audience: 'phone',
  });
  const closed = live.closed();
  const erase = () => post(`/personal-data/${personId}/erase`, { ground: 'request' }, admin.headers);
  expect([(await erase()).status, (await erase()).status]).toEqual([204, 204]);
  expect(await closed).toBe(4410);
  const page = await call('GET', `/phones/${one.code}`, undefined, phone);
  expect(page.body).toMatchObject({ erased: true, me: null, conferenceId: null });
  expect((await post(`/phones/${one.code}/check-ins`, { invitation })).body['code']).toBe('invitation-invalid');
  workers.clock.nowMs += 2_000;
  expect((await call('GET', one.of('/attendance'), undefined, one.secretary)).body).toEqual(before.body);

  const row = (await people(one)).find((person) => person['personId'] === personId);
  expect(row).toMatchObject({ erased: true, name: '—', post: '', unitName: '', code: '', mark: 'online' });
  expect((await slips(one)).map((slip) => slip.personId)).not.toContain(personId);
  const response = await fetch(`${workers.urls[0]}/api/v1${one.of('/attendance/export')}`, { headers: one.secretary });
  const [sheet] = await readExcelFile(Buffer.from(await response.arrayBuffer()));
  expect(sheet!.data.map((cells) => cells[1])).toContain('(đã xoá)');
  expect((await post(one.of('/attendance/marks'), { personId, mark: 'left' }, one.secretary)).body['code']).toBe('person-unknown');
  const found = (await call('GET', SEARCH)).body['people'] as { subjectId: string }[];
  expect(found.map(({ subjectId }) => subjectId)).not.toContain(personId);
  expect((await call('GET', `/personal-data/${personId}`)).body).toMatchObject({
    delegate: { name: '—', hasPhone: false, openVoteCount: 1 },
  });

  await withClient(async (client) => {
    expect((await verifyJournal(client)).fault).toBeUndefined();
    expect([(await verifyCheckIns(client)).fault, (await verifyBallots(client)).fault]).toEqual([null, null]);
    expect(await checkPrivacy(client)).toEqual([]);
    const tables = await client.query<{ table: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS table FROM information_schema.tables
        WHERE table_schema IN ('public', 'identity') AND table_type = 'BASE TABLE'`,
    );
    for (const { table } of tables.rows) {
      const { rowCount } = await client.query(`SELECT FROM ${table} t WHERE t::text LIKE $1 AND t::text ~ 'Ngọc Ánh|ngoc anh|Chánh Văn'`, [
        `%${personId}%`,
      ]);
      expect([table, rowCount]).toEqual([table, 0]);
    }
  });
  expect(await codes('?kind=personal-data')).toContain('personal-data.PersonalDataErased');
});

test('[PERS-12] whoever imports the old list again has a new row: the erased one stays erased', async () => {
  const one = await meeting();
  const { personId } = await arrived(one);
  await post(`/personal-data/${personId}/erase`, { ground: 'mistake' }, admin.headers);
  expect((await imported(one)).body).toMatchObject({ counts: { created: 1, changed: 0, unchanged: 1 } });
  const rows = (await people(one)).map((person) => [person['personId'] === personId, person['name']]);
  expect(rows).toEqual(
    expect.arrayContaining([
      [true, '—'],
      [false, 'Hoàng Thị Ngọc Ánh'],
    ]),
  );
});

test('[PERS-13] names of delegates are erased when their time after the closing is over, and the journal says how many', async () => {
  const [old, young] = [await meeting(), await meeting()];
  const { pool: db, log } = workers.database;
  const close = async ({ conferenceId }: Meeting, atMs: number) => {
    const stream = `conference-${conferenceId}`;
    const expectedVersion = (await organisation.journal.read(stream, 0)).length;
    const events = [{ type: 'ConferenceCancelled', schemaVersion: 3, data: { atMs, reason: '' } }];
    const appended = await organisation.journal.append({
      stream,
      expectedVersion,
      events,
      commandId: randomUUID(),
      atMs,
      by: { kind: 'operator' },
    });
    expect(appended.outcome).toBe('appended');
  };
  const nowMs = workers.clock.nowMs + 366 * 86_400_000;
  await close(old, workers.clock.nowMs);
  await close(young, nowMs - 86_400_000);
  const names = new DelegateNames({ db, keepDays: 365, log, nowMs: () => nowMs });
  await names.lookNow();
  await names.lookNow();
  await names.close();
  expect((await people(old)).map((person) => person['name'])).toEqual(['—', '—']);
  expect((await people(young)).map((person) => person['erased'])).toEqual([false, false]);
  const told = (await organisation.journal.read(`attendance-${old.conferenceId}`, 0)).filter(({ type }) => type === 'DelegateNamesErased');
  expect(told.map(({ data }) => data)).toEqual([{ conferenceId: old.conferenceId, people: 2, keepDays: 365 }]);
});

test('[PERS-14] whoever was erased and is back with an older backup is erased again before anybody is served', async () => {
  const one = await meeting();
  const { personId } = (await slips(one))[0]!;
  const { accountId } = await organisation.person('auditor', 'p');
  const { pool: db, log } = workers.database;
  const erasures = new ErasureRegister({ dataDir: workers.dataDir });
  // What the file says and the journal does not: as after a restore.
  for (const id of [personId, accountId]) erasures.add((await findPerson(db, id))!);
  const bulletins = new Bulletins({ db, log });
  const { organisation: register, journal } = organisation;
  const parts: ErasureParts = {
    db,
    log,
    journal,
    erasures,
    bulletins,
    organisation: register,
    plane: workers.plane,
    nowMs: () => workers.clock.nowMs,
  };
  await eraseAgain(parts);
  await eraseAgain(parts);
  bulletins.close();
  expect((await call('GET', `/personal-data/${personId}`)).body).toMatchObject({ delegate: { name: '—' } });
  expect((await call('GET', `/personal-data/${accountId}`)).body).toMatchObject({ account: { name: '—' } });
  const told = (await journal.read('personal-data', 0)).filter(({ data }) => (data as { ground?: string }).ground === 'restored');
  expect(told.map(({ data, by }) => [(data as { subjectId: string }).subjectId, by])).toEqual([
    [personId, { kind: 'conductor' }],
    [accountId, { kind: 'conductor' }],
  ]);
});
