/** One conference with one list, on two workers, from the sheet to the door; longer than other files because its parts share that list. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiveClient } from '../../test/live-client.ts';
import { ask, joinRoom, openConsole, openRoom, type Answer, type Headers } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { inTransaction } from '../journal/database.ts';
import { readFile } from '../organisation/import/read-file.ts';
import { roomCode, ROOM_CODE_WINDOW_MS } from './room-codes.ts';
import { verifyCheckIns } from './verify-check-ins.ts';

const LIST = `Mã đại biểu,Họ và tên,Chức vụ,Đơn vị,Điểm cầu
D1,Nguyễn Văn Ánh,Chủ tịch,UBND xã A,Xã A
D2,Trần Thị Bình,Bí thư,Đảng ủy xã A,Xã A
D3,Lê Quốc Đạt,Trưởng ban,Ban Dân vận,Xã A
D4,Phạm Hòa,Cán bộ,UBND xã B,Xã B
D5,Đỗ Mười Một,Cán bộ,UBND xã B,xã b
`;

let workers: WorkersUnderTest;
let conference: Awaited<ReturnType<WorkersUnderTest['createConference']>>;
let secretary: Headers;
let room: Headers;
let code: string;

const api = (worker: number, path: string): string => `${workers.urls[worker]}/api/v1${path}`;
const of = (path: string): string => `/conferences/${conference.conferenceId}${path}`;

beforeAll(async () => {
  workers = await startWorkers(2);
  conference = await workers.createConference();
  const console = await openConsole(workers.urls[0]!, conference, 2);
  console.client.close();
  secretary = console.headers;
  room = await joinRoom(workers.urls[0]!, conference, 'a');
  code = String((await ask(api(0, of('/phone-page')), { headers: secretary })).body['code']);
  await imported(LIST);
});

afterAll(async () => {
  await workers?.close();
});

function imported(text: string, query = ''): Promise<Answer> {
  const boundary = 'list';
  const body = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`;
  const headers = { ...secretary, 'content-type': `multipart/form-data; boundary=${boundary}` };
  return ask(api(0, of(`/attendance/import${query}`)), { method: 'POST', text: body, headers });
}

interface Slip {
  readonly personId: string;
  readonly name: string;
  readonly url: string;
}

async function slips(): Promise<Record<string, { readonly personId: string; readonly invitation: string }>> {
  const { body } = await ask(api(0, of('/attendance/slips')), { headers: secretary });
  return Object.fromEntries(
    (body['slips'] as Slip[]).map(({ name, personId, url }) => [name, { personId, invitation: url.split('#i=')[1]! }]),
  );
}

interface CheckIn {
  readonly invitation?: string;
  readonly personId?: string;
  readonly pass?: string;
  readonly happenedAtMs?: number;
}

function checkIn(json: CheckIn, { id = randomUUID(), worker = 0, headers = {} }: { id?: string; worker?: number; headers?: Headers } = {}) {
  return ask(api(worker, `/phones/${code}/check-ins`), { method: 'POST', json, headers: { 'idempotency-key': id, ...headers } });
}

const codeNow = (siteId: string, atMs = workers.clock.nowMs): string =>
  roomCode('a secret for tests that nobody needs to guess', { conferenceId: conference.conferenceId, siteId }, atMs).code;

async function passOf(siteId: string): Promise<string> {
  const answer = await ask(api(1, `/phones/${code}/rooms`), { method: 'POST', json: { roomCode: codeNow(siteId) } });
  return String(answer.body['pass']);
}

async function mark(json: object, id: string = randomUUID()): Promise<Answer> {
  const headers = { ...room, 'idempotency-key': id };
  return ask(api(1, `${of('/attendance/room/marks')}?site=a`), { method: 'POST', json, headers });
}

const me = ({ body }: Answer) => body['me'] as Record<string, unknown>;
const walkIn = async (name: string, siteId = 'a'): Promise<string> => {
  expect((await imported(`Họ và tên,Điểm cầu\n${name},${siteId === 'a' ? 'Xã A' : 'Xã B'}\n`)).body['ok']).toBe(true);
  return (await slips())[name]!.personId;
};

describe('the invitation list', () => {
  it('[INVITE-1] comes from a spreadsheet; the same file again changes nothing, a changed row what it names', async () => {
    const again = await imported(LIST);
    expect(again.body).toMatchObject({ ok: true, counts: { created: 0, changed: 0, unchanged: 5 } });
    const changed = await imported(LIST.replace('Bí thư', 'Phó bí thư'), '?dryRun=true');
    expect(changed.body).toMatchObject({ ok: true, dryRun: true, counts: { created: 0, changed: 1, unchanged: 4 } });
    expect((await imported(LIST)).body).toMatchObject({ counts: { unchanged: 5 } });
  });

  it('[INVITE-2] one error anywhere and nothing is written; every row is told', async () => {
    const bad = 'Mã đại biểu,Họ và tên,Điểm cầu\nE1,Người Mới,Xã A\nE1,Người Khác,Xã A\nE2,,Xã A\nE3,Ai Đó,Xã Không Có\n';
    const { body } = await imported(bad);
    const told = (body['problems'] as { code: string; line: number; column: string }[]).map(
      (one) => `${one.line} ${one.column} ${one.code}`,
    );
    expect(told).toEqual(['3 code code-twice', '4 name value-missing', '5 site site-not-found']);
    expect(body['ok']).toBe(false);
    expect(Object.keys(await slips())).not.toContain('Người Mới');
  });

  it('[INVITE-3] goes out as XLSX with how everybody stands; nothing in it is a formula', async () => {
    await imported('Họ và tên,Điểm cầu\n=1+1,Xã B\n');
    const response = await fetch(api(0, of('/attendance/export?language=en')), { headers: secretary });
    const read = await readFile({ name: 'x.xlsx', bytes: Buffer.from(await response.arrayBuffer()) });
    const rows = read.ok ? read.sheets[0]!.rows : [];
    expect(rows[0]?.slice(0, 2)).toEqual(['Delegate code', 'Full name']);
    expect(rows.find((row) => row[0] === 'D4')?.[5]).toBe('Not yet marked');
    expect(rows.map((row) => row[1])).toContain('=1+1');
  });

  it('[INVITE-4] every reading, printing and exporting is recorded by office, room and number, without names', async () => {
    await ask(api(0, of('/attendance/people?site=a')), { headers: secretary });
    const sql = `SELECT type, data, by FROM events WHERE stream = $1 ORDER BY version`;
    const { rows } = await workers.database.pool.query(sql, [`attendance-${conference.conferenceId}`]);
    const types = rows.map((row: { type: string }) => row.type);
    for (const type of ['InvitationListImported', 'InvitationsPrinted', 'AttendanceListExported', 'AttendanceListRead'])
      expect(types).toContain(type);
    expect(rows.at(-1)).toMatchObject({ data: { siteId: 'a' }, by: { kind: 'account' } });
    expect(JSON.stringify(rows)).not.toMatch(/Nguyễn|Trần/);
  });

  it('[INVITE-5] is for whoever prepares the conference, and each room for its own officer', async () => {
    const asRoom = await ask(api(0, of('/attendance/people?site=a')), { headers: room });
    expect(asRoom.status).toBe(401);
    const own = await ask(api(0, `${of('/attendance/room/people')}?site=a`), { headers: room });
    expect((own.body['people'] as { name: string }[]).map(({ name }) => name)).toEqual(expect.arrayContaining(['Trần Thị Bình']));
    expect(JSON.stringify(own.body)).not.toContain('Phạm Hòa');
    expect((await ask(api(0, `${of('/attendance/room/people')}?site=b`), { headers: room })).status).toBe(401);
  });
});

describe('check-in', () => {
  it('[CHECKIN-10] by invitation: the phone is told who it is for, gets a signed cookie, and is known by it on every worker', async () => {
    const { invitation } = (await slips())['Nguyễn Văn Ánh']!;
    const seen = await ask(api(0, `/phones/${code}/invitations`), { method: 'POST', json: { invitation } });
    expect(seen.body).toMatchObject({ name: 'Nguyễn Văn Ánh', siteName: 'Xã A', mark: 'unmarked', used: false });
    const answer = await checkIn({ invitation });
    expect([answer.status, me(answer)['mark']]).toEqual([201, 'online']);
    const cookie = answer.headers.getSetCookie()[0]!;
    expect(cookie).toMatch(/^dc_phone_.*HttpOnly/);
    const page = await ask(api(1, `/phones/${code}`), { headers: { cookie: cookie.split(';')[0]! } });
    expect(page.body).toMatchObject({ conferenceId: conference.conferenceId, me: { name: 'Nguyễn Văn Ánh', mark: 'online' } });
  });

  it('[CHECKIN-11] abuse: a replayed QR is refused on another phone, on any worker; the same request again is the same phone', async () => {
    const { invitation } = (await slips())['Trần Thị Bình']!;
    const id = randomUUID();
    const first = await checkIn({ invitation }, { id });
    const again = await checkIn({ invitation }, { id, worker: 1 });
    expect([again.status, again.body['phoneToken']]).toEqual([201, first.body['phoneToken']]);
    const other = await checkIn({ invitation }, { worker: 1 });
    expect([other.status, other.body['code']]).toEqual([409, 'invitation-used']);
    const forged = `${invitation.slice(0, -4)}AAAA`;
    expect((await checkIn({ invitation: forged })).body['code']).toBe('invitation-invalid');
  });

  it('[CHECKIN-12] by the room’s code and a name: search without diacritics, a few unmarked people of that room', async () => {
    const pass = await passOf('a');
    const search = (words: string) =>
      ask(api(0, `/phones/${code}/names?search=${encodeURIComponent(words)}`), { headers: { 'x-room-pass': pass } });
    const { people } = (await search('le dat')).body as { people: { personId: string; name: string; post: string }[] };
    expect(people).toEqual([{ personId: people[0]?.personId, name: 'Lê Quốc Đạt', post: 'Trưởng ban' }]);
    expect((await search('pham hoa')).body['people']).toEqual([]);
    expect((await search('l')).body['people']).toEqual([]);
    expect((await search('%')).body['people']).toEqual([]);
    const answer = await checkIn({ personId: people[0]!.personId, pass });
    expect([answer.status, me(answer)['mark'], me(answer)['siteName']]).toEqual([201, 'in-person', 'Xã A']);
    expect((await search('le dat')).body['people']).toEqual([]);
  });

  it('[CHECKIN-13] abuse: nobody checks in for another: neither a marked person, nor one of another room, nor without the room’s code', async () => {
    const people = await slips();
    const pass = await passOf('a');
    expect((await checkIn({ personId: people['Lê Quốc Đạt']!.personId, pass })).body['code']).toBe('already-checked-in');
    expect((await checkIn({ personId: people['Phạm Hòa']!.personId, pass })).body['code']).toBe('not-in-this-room');
    expect((await checkIn({ personId: people['Phạm Hòa']!.personId })).body['code']).toBe('room-pass-over');
    expect(
      (await checkIn({ personId: people['Phạm Hòa']!.personId, pass: `b.${workers.clock.nowMs}.AAAAAAAAAAAAAAAAAAAAAA` })).body['code'],
    ).toBe('room-pass-over');
  });

  it('[CHECKIN-14] abuse: a photograph of the code is good for the half minute it shows and the next, and a pass for half an hour', async () => {
    const read = (roomCode: string) => ask(api(0, `/phones/${code}/rooms`), { method: 'POST', json: { roomCode } });
    const shown = codeNow('b');
    expect((await read(shown)).body['roomName']).toBe('Xã B');
    const pass = await passOf('b');
    workers.clock.nowMs += ROOM_CODE_WINDOW_MS;
    expect((await read(shown)).status).toBe(200);
    workers.clock.nowMs += ROOM_CODE_WINDOW_MS;
    expect((await read(shown)).body['code']).toBe('room-code-over');
    expect((await read(codeNow('b', workers.clock.nowMs + ROOM_CODE_WINDOW_MS))).body['code']).toBe('room-code-over');
    workers.clock.nowMs += 1_800_000;
    expect((await checkIn({ personId: 'anybody', pass })).body['code']).toBe('room-pass-over');
  });

  it('[CHECKIN-15] abuse: guessing codes of rooms and of pages is stopped per network', async () => {
    workers.clock.nowMs += 300_000;
    const guesses = Array.from({ length: 302 }, (_, guess) =>
      ask(api(0, `/phones/${code}/rooms`), { method: 'POST', json: { roomCode: String(10_000_000 + guess) } }),
    );
    const statuses = new Set((await Promise.all(guesses)).map(({ status }) => status));
    expect(statuses).toEqual(new Set([409, 429]));
    const pages = new Set<number>();
    for (let guess = 0; guess < 12; guess += 1) pages.add((await ask(api(0, `/phones/ABCDEFG${2 + (guess % 8)}`))).status);
    expect([...pages]).toEqual([404, 429]);
    // Whoever has a right code, or scans, is not stopped by a neighbour who guesses.
    expect((await ask(api(0, `/phones/${code}`))).status).toBe(200);
    const scanned = await ask(api(0, `${of('/attendance/room/code')}?site=a`), { headers: room });
    const roomCode = String(scanned.body['url']).split('#r=')[1];
    expect((await ask(api(0, `/phones/${code}/rooms`), { method: 'POST', json: { roomCode } })).body['roomName']).toBe('Xã A');
    workers.clock.nowMs += 300_000;
  });

  it('[CHECKIN-16] at the door: by name or by QR, absent with a reason, gone, taken back; only in the own room', async () => {
    const people = await slips();
    const { personId, invitation } = people['Đỗ Mười Một']!;
    expect((await mark({ personId, mark: 'absent', reason: 'duty' })).body['code']).toBe('not-in-this-room');
    expect((await mark({ invitation, mark: 'in-person' })).body).toMatchObject({
      personId,
      mark: 'in-person',
      presentSiteId: 'a',
      siteId: 'b',
    });
    expect((await mark({ personId, mark: 'left' })).body).toMatchObject({ left: true });
    expect((await mark({ personId, mark: 'cleared' })).body).toMatchObject({ mark: 'unmarked', presentSiteId: null });
    const own = await walkIn('Người Vắng Mặt');
    expect((await mark({ personId: own, mark: 'absent' })).status).toBe(400);
    expect((await mark({ personId: own, mark: 'absent', reason: 'health' })).body).toMatchObject({ mark: 'absent', reason: 'health' });
    expect((await mark({ personId: 'nobody', mark: 'in-person' })).body['code']).toBe('person-unknown');
    expect((await mark({ invitation: 'x.1.AAAA', mark: 'in-person' })).body['code']).toBe('invitation-invalid');
  });

  it('[CHECKIN-17] somebody who is not on the list is added once; a substitute stands in for one person', async () => {
    const arrive = (json: object, id: string = randomUUID()) =>
      ask(api(0, `${of('/attendance/room/arrivals')}?site=a`), { method: 'POST', json, headers: { ...room, 'idempotency-key': id } });
    const id = randomUUID();
    const guest = { name: 'Khách Đến Sau', post: 'Phóng viên', unitName: 'Báo tỉnh' };
    const first = await arrive(guest, id);
    expect(first.body).toMatchObject({ origin: 'walk-in', mark: 'in-person', presentSiteId: 'a' });
    expect((await arrive(guest, id)).body['personId']).toBe(first.body['personId']);
    const absent = await walkIn('Người Bận Việc');
    const stand = { name: 'Người Đi Thay', post: '', unitName: '', substituteFor: absent };
    expect((await arrive(stand)).body).toMatchObject({ origin: 'substitute', substituteFor: absent, mark: 'in-person' });
    expect((await arrive({ ...stand, name: 'Người Thứ Ba' })).body['code']).toBe('person-substituted');
    const { body } = await ask(api(0, `${of('/attendance/room/people')}?site=a`), { headers: room });
    const person = (body['people'] as { personId: string; mark: string; reason: string }[]).find((one) => one.personId === absent);
    expect(person).toMatchObject({ mark: 'absent', reason: 'substituted' });
  });

  it('[CHECKIN-18] exactly once: many phones and retries at once on two workers leave one fact each', async () => {
    const names = Array.from({ length: 60 }, (_, place) => `Đại biểu số ${place}`);
    await imported(`Họ và tên,Điểm cầu\n${names.map((name) => `${name},Hội trường`).join('\n')}\n`);
    const people = await slips();
    const requests = names.flatMap((name) => {
      const id = randomUUID();
      return [0, 1, 0].map((worker) => checkIn({ invitation: people[name]!.invitation }, { id, worker }));
    });
    const answers = await Promise.all(requests);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const sql = `SELECT count(*)::int AS facts FROM attendance_fact f JOIN invited_person p USING (person_id) WHERE p.site_id = 'hall'`;
    expect((await workers.database.pool.query(sql)).rows).toEqual([{ facts: 60 }]);
  });

  it('[CHECKIN-19] a batch is one event with count and Merkle root: facts cannot be changed, and a slipped one is found', async () => {
    const { pool } = workers.database;
    const client = await pool.connect();
    try {
      const sound = await verifyCheckIns(client);
      expect(sound.fault).toBeNull();
      expect(sound.facts).toBeGreaterThan(60);
      expect(sound.batches).toBeLessThan(sound.facts);
      await expect(client.query('DELETE FROM attendance_fact')).rejects.toThrow('final');
      await client.query('BEGIN');
      await client.query('SET LOCAL session_replication_role = replica');
      await client.query(`UPDATE attendance_fact SET at_ms = at_ms + 1 WHERE place = 0`);
      expect((await verifyCheckIns(client)).fault?.problem).toBe('the rows are not those of the root');
      await client.query('ROLLBACK');
    } finally {
      client.release();
    }
    const { rows } = await pool.query(`SELECT data FROM events WHERE type = 'CheckInsRecorded'`);
    expect(JSON.stringify(rows)).not.toMatch(/Nguyễn|Đại biểu/);
  });

  it('[CHECKIN-20] the desk sees by room who is invited, there and missing', async () => {
    workers.clock.nowMs += 2_000;
    const { body } = await ask(api(1, of('/attendance')), { headers: secretary });
    const { a, hall } = body['sites'] as Record<string, Record<string, number>>;
    expect(hall).toMatchObject({ invited: 60, online: 60, inPerson: 0, unmarked: 0 });
    expect(a).toMatchObject({ inPerson: 3, walkIns: 1 });
    const own = await ask(api(0, `${of('/attendance/room')}?site=a`), { headers: room });
    expect(own.body).toEqual(a);
  });

  it('[CHECKIN-21] what waited for the network counts from when it was pressed, within half an hour', async () => {
    const people = await slips();
    const pressedMs = workers.clock.nowMs - 60_000;
    const answer = await checkIn({ invitation: people['Phạm Hòa']!.invitation, happenedAtMs: pressedMs });
    expect(me(answer)['atMs']).toBe(pressedMs);
    await imported('Họ và tên,Điểm cầu\nNgười Chỉnh Giờ,Xã B\n');
    const { invitation } = (await slips())['Người Chỉnh Giờ']!;
    const set = await checkIn({ invitation, happenedAtMs: 0 });
    expect(me(set)['atMs']).toBe(workers.clock.nowMs - 1_800_000);
  });

  it('[CHECKIN-22] an officer who takes the mark back lets the phone go, and another may come with the invitation', async () => {
    const { personId, invitation } = (await slips())['Nguyễn Văn Ánh']!;
    expect((await checkIn({ invitation })).body['code']).toBe('invitation-used');
    await mark({ personId, mark: 'cleared' });
    const fresh = await checkIn({ invitation });
    expect(fresh.status).toBe(201);
    const page = await ask(api(0, `/phones/${code}`), { headers: { authorization: `Bearer ${String(fresh.body['phoneToken'])}` } });
    expect(page.body['me']).toMatchObject({ name: 'Nguyễn Văn Ánh' });
  });
});

describe('the live figures', () => {
  it('[CHECKIN-25] reach the desk and, of itself alone, the room, on whatever worker somebody checked in', async () => {
    const { client: desk } = await openConsole(workers.urls[0]!, conference, 1);
    const officer = await openRoom(workers.urls[0]!, conference.conferenceId, 'a', room);
    const person = await walkIn('Người Được Đếm Ngay');
    await mark({ personId: person, mark: 'in-person' });
    const { sites } = await desk.heard('check-ins');
    expect(sites['a']!.inPerson).toBeGreaterThan(0);
    expect(Object.keys((await officer.heard('check-ins')).sites)).toEqual(['a']);
    desk.close();
    officer.close();
  });
});

describe('a lost invitation', () => {
  const replaced = (personId: string, issue: number) =>
    ask(api(1, of(`/attendance/slips/${personId}`)), {
      method: 'POST',
      json: { issue },
      headers: { ...secretary, 'idempotency-key': randomUUID() },
    });

  it('[INVITE-7] is replaced: the old QR opens nothing, neither on a phone nor at the door; asked again it is the same slip', async () => {
    const personId = await walkIn('Người Mất Giấy Mời');
    const old = (await slips())['Người Mất Giấy Mời']!.invitation;
    const first = await replaced(personId, 1);
    expect(first.body).toMatchObject({ name: 'Người Mất Giấy Mời', siteName: 'Xã A', issue: 2 });
    expect((await replaced(personId, 1)).body).toEqual(first.body);
    const json = { invitation: old };
    expect((await checkIn(json)).body['code']).toBe('invitation-invalid');
    expect((await ask(api(0, `/phones/${code}/invitations`), { method: 'POST', json })).body['code']).toBe('invitation-invalid');
    expect((await mark({ ...json, mark: 'in-person' })).body['code']).toBe('invitation-invalid');
    const fresh = String(first.body['url']).split('#i=')[1]!;
    expect((await checkIn({ invitation: fresh })).status).toBe(201);
    expect((await replaced(personId, 2)).body['code']).toBe('already-checked-in');
    expect((await replaced('nobody', 1)).body['code']).toBe('person-unknown');
  });

  it('[INVITE-7] its replacement is recorded once, without a name, and is for whoever prepares the conference', async () => {
    const sql = `SELECT data, by FROM events WHERE stream = $1 AND type = 'InvitationReissued'`;
    const { rows } = await workers.database.pool.query(sql, [`attendance-${conference.conferenceId}`]);
    expect(rows).toEqual([
      { data: { conferenceId: conference.conferenceId, siteId: 'a', people: 1 }, by: expect.objectContaining({ kind: 'account' }) },
    ]);
    const headers = { ...room, 'idempotency-key': randomUUID() };
    const answer = await ask(api(0, of('/attendance/slips/anybody')), { method: 'POST', json: { issue: 1 }, headers });
    expect(answer.status).toBe(401);
  });
});

describe('a phone', () => {
  it('[PHONE-2] before check-in learns the conference’s name, whether it is over, and nothing else, unless the page is public', async () => {
    expect((await ask(api(0, `/phones/${code}`))).body).toEqual({
      title: 'Giao ban quý III',
      conferenceId: null,
      me: null,
      roomName: null,
      erased: false,
      over: null,
    });
    const url = `${workers.urls[0]}/api/v1/conferences/${conference.conferenceId}/live?as=phone`;
    const shut = new LiveClient(url, {});
    expect(await shut.closed()).toBe(4401);
    const opened = await ask(api(0, of('/phone-page')), { method: 'PUT', json: { public: true }, headers: secretary });
    expect(opened.body['public']).toBe(true);
    const open = await LiveClient.open({ url, headers: {}, audience: 'phone' });
    expect(open.replica.view?.title).toBe('Giao ban quý III');
    open.close();
    await ask(api(0, of('/phone-page')), { method: 'PUT', json: { public: false }, headers: secretary });
  });

  it('[PHONE-3] gets the view of phones and no token for media, and commands nothing', async () => {
    await imported('Họ và tên,Điểm cầu\nNgười Xem Điện Thoại,Xã B\n');
    const { invitation } = (await slips())['Người Xem Điện Thoại']!;
    const { body } = await checkIn({ invitation });
    const url = `${workers.urls[1]}/api/v1/conferences/${conference.conferenceId}/live?as=phone`;
    const phone = await LiveClient.open({ url, headers: { authorization: `Bearer ${String(body['phoneToken'])}` }, audience: 'phone' });
    const welcome = await phone.heard('welcome');
    expect(welcome).toMatchObject({ audience: 'phone', actor: null, media: { token: '', up: false } });
    expect(phone.replica.view?.sites).toEqual({ hall: expect.anything() });
    expect(await phone.command({ type: 'OpenConference' })).toMatchObject({ ok: false, refusal: { code: 'not-yours' } });
    expect(phone.messages.map(({ type }) => type)).not.toContain('links');
    const documents = api(1, of('/documents?as=phone'));
    const own = await ask(documents, { headers: { authorization: `Bearer ${String(body['phoneToken'])}` } });
    expect([own.status, (await ask(documents)).status]).toEqual([200, 401]);
    phone.close();
  });
});

describe('a large list', () => {
  it('[INVITE-6] of 23,000 rows comes in as one step', async () => {
    const rows = Array.from(
      { length: 23_000 },
      (_, place) => `N${place},Nguyễn Thị Đại Biểu ${place},Cán bộ,Đơn vị ${place % 145},${place % 2 ? 'Xã A' : 'Xã B'}`,
    );
    const { body } = await imported(`Mã đại biểu,Họ và tên,Chức vụ,Đơn vị,Điểm cầu\n${rows.join('\n')}\n`);
    expect(body).toMatchObject({ ok: true, counts: { created: 23_000 } });
  });
});

describe('a group commit that fails', () => {
  it('[CHECKIN-23] answers nobody of the batch as done, and the same requests may come again', async () => {
    const broken = new pg.Pool({ connectionString: workers.database.url.replace(/\/test_[0-9a-f]+/, '/no_such_database'), max: 1 });
    const { AttendanceDesk } = await import('./attendance-desk.ts');
    const desk = new AttendanceDesk({ db: broken, nowMs: Date.now });
    const situation = { phase: 'live', openedAtMs: 0, atMs: 1 } as const;
    const request = { conferenceId: 'c', personId: 'p', factId: 'f', command: { type: 'CheckInAtDoor', siteId: 'a' }, situation } as const;
    const answers = await Promise.allSettled([desk.mark(request), desk.mark({ ...request, factId: 'g' })]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await desk.close();
    await broken.end();
    await inTransaction(workers.database.pool, async (client) => client.query('SELECT 1'));
  });
});
