/** From the organisation's list to roles that somebody gives, and what becomes of roles when units change. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@diemcau/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrganisation, type OrganisationUnderTest, type Person } from '../../test/organisation-under-test.ts';
import { ask } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';

let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
let admin: Person;
beforeAll(async () => {
  workers = await startWorkers(1);
  organisation = await startOrganisation(workers);
  admin = await organisation.person('administrator');
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

function call(method: string, path: string, json?: unknown, { headers }: Pick<Person, 'headers'> = admin) {
  return ask(`${workers.urls[0]}/api/v1${path}`, { method, json, headers: { 'idempotency-key': randomUUID(), ...headers } });
}

async function contact(unitId: string, role: Role | null): Promise<string> {
  const contactId = randomUUID();
  await call('PUT', `/contacts/${contactId}`, { code: '', name: 'Hoàng Văn Én', post: 'Văn thư', phone: '', email: '', unitId, role });
  return contactId;
}

async function proposals(who: Pick<Person, 'headers'> = admin) {
  const { body } = await call('GET', '/accounts/proposals', undefined, who);
  return body['proposals'] as { readonly contactId: string; readonly accountId: string | null; readonly role: string }[];
}

test('[ROLE-6] a role that the list names is a proposal until somebody gives it, inside what they keep', async () => {
  const contactId = await contact('x', 'siteOfficer');
  await contact('x', null);
  const outside = await contact('q', 'secretary');
  const keeper = await organisation.person('administrator', 'p');
  expect(await proposals(keeper)).toMatchObject([{ contactId, role: 'siteOfficer', accountId: null, unitName: 'Xã Khe Sim' }]);
  expect((await proposals()).map((one) => one.contactId).toSorted()).toEqual([contactId, outside].toSorted());
  const form = { name: 'Hoàng Văn Én', username: `h${randomUUID().slice(0, 8)}`, email: null, unitId: 'x', contactId };
  const accountId = String((await call('POST', '/accounts', form)).body['accountId']);
  expect(await proposals(keeper)).toMatchObject([{ contactId, accountId }]);
  expect((await call('GET', `/accounts/${accountId}`)).status).toBe(200);
  await organisation.grant({ accountId, role: 'siteOfficer', unitId: 'x' });
  expect(await proposals(keeper)).toEqual([]);
  const listed = (await call('GET', '/accounts?search=hoang+van+en')).body['accounts'];
  expect(listed).toMatchObject([{ accountId, roles: ['siteOfficer'], unitName: 'Xã Khe Sim' }]);
});

test('[ROLE-7] a role over a unit that was merged names the units it holds for, and one that is over or to come is told apart', async () => {
  const holder = await organisation.person('auditor', 'y');
  const wished = await contact('y', 'secretary');
  const grants = async () => (await call('GET', `/grants?accountId=${holder.accountId}`)).body['grants'];
  expect(await grants()).toMatchObject([{ unitName: 'Phường Đông Bến', standing: 'held', heirs: [] }]);
  const merged = await call('POST', '/units/commands', {
    type: 'MergeUnits',
    unitIds: ['x', 'y'],
    into: { unitId: 'xy', code: '0103', name: 'Phường Khe Đông', kind: 'phường', parentId: 'p' },
    from: '2026-01-01',
    document: '3/NQ',
  });
  expect(merged.status).toBe(200);
  const heirs = [{ unitId: 'xy', name: 'Phường Khe Đông' }];
  expect(await grants()).toMatchObject([{ unitId: 'y', unitName: 'Phường Đông Bến', standing: 'held', heirs }]);
  expect((await proposals()).find((one) => one.contactId === wished)).toMatchObject({ unitId: 'xy', unitName: 'Phường Khe Đông' });
  const mine = await call('GET', '/grants/mine', undefined, holder);
  expect(mine.body['grants']).toMatchObject([{ heirs }]);
  await organisation.endGrant(holder.grantId, '2020-02-01');
  expect(await grants()).toMatchObject([{ standing: 'ended' }]);
});
