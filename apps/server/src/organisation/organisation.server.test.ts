import { randomUUID } from 'node:crypto';
import type { Actor, GrantsCommand, SiteCommand, TreeCommand } from '@diemcau/core';
import { may, treeAt, unitAt } from '@diemcau/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { appointAdministrator } from './appoint-administrator.ts';
import { Organisation, organisationCommandId } from './organisation.ts';
import { dayIn, isTimeZone, readProfile, writeProfile } from './profile.ts';
import { forgetProjections, Projector } from './projection/projector.ts';

const by: Actor = { kind: 'operator' };
const T0_MS = 1_792_026_000_000;
let nowMs = T0_MS;
let database: TestDatabase;
let journal: PostgresJournal;
let here: Organisation;
let there: Organisation;
let projector: Projector;

beforeAll(async () => {
  database = await createTestDatabase();
  journal = new PostgresJournal(database.pool, database.url, database.log);
  const parts = { db: database.pool, journal, log: database.log, nowMs: () => nowMs };
  [here, there] = [new Organisation(parts), new Organisation(parts)];
  projector = new Projector(parts);
});
afterAll(async () => {
  here.close();
  there.close();
  await projector.close();
  await journal.close();
  await database.close();
});

function order(command: TreeCommand, { on = here, commandId = randomUUID() as string } = {}) {
  return on.tree.execute({ command, atMs: (nowMs += 1_000), by, commandId: organisationCommandId('tree', commandId) });
}

function create(unitId: string, { parentId = null as string | null, from = '2026-01-01', name = `Xã ${unitId}` } = {}): TreeCommand {
  return { type: 'CreateUnits', units: [{ unitId, code: '', name, kind: 'xã', parentId }], from, document: '1/NQ' };
}

const rename = (unitId: string, name: string, from: string): TreeCommand => ({ type: 'RenameUnit', unitId, name, from, document: '2/NQ' });

test('[ORG-1] what one worker appends another knows, and two that race are both decided on the newest tree', async () => {
  expect(await order(create('p'))).toMatchObject({ ok: true });
  const answers = await Promise.all(
    [here, there, here, there].map((on, place) => order(create(`r${place % 2}`, { parentId: 'p' }), { on })),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(2);
  expect(answers.filter((answer) => !answer.ok && answer.refusal.code === 'unit-exists')).toHaveLength(2);
  await Promise.all([here.catchUp(), there.catchUp()]);
  expect(here.tree.step).toEqual(there.tree.step);
});

test('[ORG-2] repeating a command returns its first answer, in any worker', async () => {
  const commandId = randomUUID();
  const first = await order(create('once'), { commandId });
  expect(first.ok).toBe(true);
  for (const on of [here, there]) expect(await order(create('once'), { commandId, on })).toEqual(first);
  expect(await order(create('once'))).toMatchObject({ ok: false, refusal: { code: 'unit-exists' } });
});

test('[ORG-3] other workers are woken', async () => {
  const woken = new Promise<boolean>((resolve) => there.grants.listen(({ state }) => resolve(state.grants.has('woken'))));
  const command: GrantsCommand = {
    type: 'GrantRole',
    grantId: 'woken',
    accountId: 'an',
    role: 'auditor',
    unitId: null,
    from: '2026-01-01',
    until: null,
  };
  await here.grants.execute({ command, atMs: nowMs, by, commandId: organisationCommandId('grants', randomUUID()) });
  expect(await woken).toBe(true);
});

test('[ORG-4] days begin where the organisation is', async () => {
  expect(await readProfile(database.pool)).toBeNull();
  const justAfterMidnightMs = Date.parse('2026-10-14T17:30:00Z');
  expect(dayIn('Asia/Ho_Chi_Minh', justAfterMidnightMs)).toBe('2026-10-15');
  expect(dayIn('UTC', justAfterMidnightMs)).toBe('2026-10-14');
  expect([isTimeZone('Asia/Ho_Chi_Minh'), isTimeZone('Mars/Olympus')]).toEqual([true, false]);
  await writeProfile(database.pool, { name: 'Tỉnh Sông Lam', timeZone: 'UTC', language: 'vi' });
  await writeProfile(database.pool, { name: 'Tỉnh Sông Lam', timeZone: 'Asia/Ho_Chi_Minh', language: 'vi' });
  await here.catchUp();
  expect(here.profile.name).toBe('Tỉnh Sông Lam');
  expect(here.access().day).toBe(dayIn('Asia/Ho_Chi_Minh', nowMs));
});

/** Transactions of other databases of the same server, such as other test files', hold the newest events back for a moment. */
async function projected(one: Projector): Promise<void> {
  const behind = `SELECT (SELECT max(seq) FROM events) IS DISTINCT FROM (SELECT max(seq) FROM projection_cursor) AS behind`;
  await expect
    .poll(async () => (await one.catchUp(), (await database.pool.query<{ behind: boolean }>(behind)).rows[0]!.behind))
    .toBe(false);
}

interface Version {
  readonly name: string;
  readonly valid: string;
  readonly now: boolean;
}

async function versions(unitId: string): Promise<Version[]> {
  const sql = `SELECT name, valid::text, upper_inf(recorded) AS now FROM unit_version WHERE unit_id = $1 ORDER BY lower(recorded), valid`;
  return (await database.pool.query<Version>(sql, [unitId])).rows;
}

test('[ORG-5] units are projected with the days on which they held and the time in which it was believed', async () => {
  await order(create('b', { parentId: 'p', name: 'Cũ' }));
  const believedMs = nowMs;
  await order(rename('b', 'Mới', '2027-01-01'));
  await order(rename('b', 'Đúng ra', '2026-03-01'));
  await projected(projector);
  expect(await versions('b')).toEqual([
    { name: 'Cũ', valid: '[2026-01-01,)', now: false },
    { name: 'Cũ', valid: '[2026-01-01,2027-01-01)', now: false },
    { name: 'Mới', valid: '[2027-01-01,)', now: true },
    { name: 'Cũ', valid: '[2026-01-01,2026-03-01)', now: true },
    { name: 'Đúng ra', valid: '[2026-03-01,2027-01-01)', now: true },
  ]);
  const at = `SELECT name FROM units_at('2026-05-01', to_timestamp($1 / 1000.0)) WHERE unit_id = 'b'`;
  expect((await database.pool.query(at, [believedMs])).rows).toEqual([{ name: 'Cũ' }]);
  expect((await database.pool.query(at, [nowMs])).rows).toEqual([{ name: 'Đúng ra' }]);
});

test('[ORG-5] the table says on any day what the tree says', async () => {
  await order({
    type: 'MergeUnits',
    unitIds: ['r0', 'r1'],
    into: { unitId: 'm', code: '', name: 'Gộp', kind: 'xã', parentId: 'p' },
    from: '2026-06-01',
    document: '',
  });
  await order({ type: 'CloseUnit', unitId: 'm', successorId: 'p', from: '2027-06-01', document: '' });
  await projected(projector);
  await here.catchUp();
  const { state } = here.tree.step;
  for (const day of ['2025-12-31', '2026-02-01', '2026-06-01', '2027-06-01']) {
    for (const knownMs of [T0_MS + 1_500, nowMs]) {
      const { rows } = await database.pool.query(
        `SELECT unit_id AS "unitId", code, name, kind, parent_id AS "parentId" FROM units_at($1, to_timestamp($2 / 1000.0)) ORDER BY unit_id`,
        [day, knownMs],
      );
      const expected = treeAt(state, { day, recordedAtMs: knownMs });
      expect(rows).toEqual([...expected].sort((a, b) => (a.unitId < b.unitId ? -1 : 1)));
    }
  }
  const { rows } = await database.pool.query(`SELECT units_under('p', '2026-07-01') AS id ORDER BY 1`);
  expect(rows.map((row: { id: string }) => row.id)).toEqual(['b', 'm', 'p']);
});

test('[ORG-6] sites are projected as they are now', async () => {
  const commands: SiteCommand[] = [
    {
      type: 'RegisterSites',
      sites: [
        { siteId: 's', code: 'P1', unitId: 'p', name: 'Hội trường Đắk Lắk', kind: 'hội trường', room: 'A1', address: '', capacity: 200 },
      ],
    },
    { type: 'PostOfficer', siteId: 's', contactId: 'lan' },
  ];
  for (const command of commands)
    await here.sites.execute({ command, atMs: nowMs, by, commandId: organisationCommandId('sites', randomUUID()) });
  await projected(projector);
  const { rows } = await database.pool.query(`SELECT name, capacity, officers FROM site WHERE folded LIKE '%dak lak%'`);
  expect(rows).toEqual([{ name: 'Hội trường Đắk Lắk', capacity: 200, officers: ['lan'] }]);
});

test('[ORG-7] a second projector, and one that begins anew, project each event once', async () => {
  const before = await versions('b');
  const second = new Projector({ db: database.pool, journal, log: database.log });
  await order(rename('b', 'Lần nữa', '2028-01-01'));
  await Promise.all([projected(projector), projected(second)]);
  await order(rename('b', 'Lần cuối', '2029-01-01'));
  await projected(second);
  const after = await versions('b');
  expect(after.length).toBeGreaterThan(before.length);
  await forgetProjections(database.pool);
  expect(await versions('b')).toEqual([]);
  await projected(projector);
  expect(await versions('b')).toEqual(after);
  expect(unitAt(here.tree.step.state, 'b', { day: '2029-01-01' })?.name).toBe('Lần cuối');
  await second.close();
});

test('[ORG-8] names sort as Vietnamese does', async () => {
  const sql = `SELECT name FROM unnest($1::text[]) AS n (name) ORDER BY name COLLATE vietnamese`;
  const names = ['Đà', 'Dương', 'Ân', 'An', 'Ăn', 'Êm', 'Em', 'Ơn', 'Ôn', 'On'];
  const { rows } = await database.pool.query<{ name: string }>(sql, [names]);
  expect(rows.map((row) => row.name)).toEqual(names.toSorted(new Intl.Collator('vi').compare));
});

test('[ORG-15] whoever runs the server appoints an administrator of the whole organisation, once', async () => {
  const parts = { db: database.pool, journal, nowMs: () => nowMs };
  const grantId = await appointAdministrator(parts, 'first');
  expect(await appointAdministrator(parts, 'first')).toBe(grantId);
  await here.catchUp();
  expect(may(here.access(), 'first', 'system.change', null)).toBe(true);
});
