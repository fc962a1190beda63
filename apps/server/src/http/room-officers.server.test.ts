import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrganisation, type OrganisationUnderTest } from '../../test/organisation-under-test.ts';
import { ask, signIn } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import { writeContacts } from '../organisation/contacts.ts';

let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
beforeAll(async () => {
  workers = await startWorkers(1);
  organisation = await startOrganisation(workers);
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

test('[HEADCOUNT-6] an officer sees whom to phone about a room once contacts of its unit may be read, and how many may not', async () => {
  const site = (unitId: string) => ({ siteId: `site-${unitId}`, name: `Phòng họp ${unitId}`, unitId });
  const conference = await workers.createConference({ hall: site('p'), sites: [site('x')] });
  const [url] = workers.urls as [string];
  const headers = await signIn(url, conference.officers[0]!.signInToken);
  const contactId = randomUUID();
  const person = { contactId, code: '', name: 'Giàng A Sử', post: 'Văn phòng', phone: '0912 345 678', email: '', unitId: 'x', role: null };
  await writeContacts(workers.database.pool, [person], workers.clock.nowMs);
  const envelope = { by: { kind: 'operator' }, atMs: workers.clock.nowMs, commandId: `sites:${randomUUID()}` } as const;
  await organisation.organisation.sites.execute({ command: { type: 'PostOfficer', siteId: 'site-x', contactId }, ...envelope });
  const room = async () => {
    const { body } = await ask(`${url}/api/v1/conferences/${conference.conferenceId}/room-officers`, { headers });
    return (body['rooms'] as { readonly siteId: string }[]).find(({ siteId }) => siteId === 'site-x');
  };
  await expect.poll(room, { timeout: 10_000 }).toEqual({ siteId: 'site-x', officers: [], hidden: 1 });
  await organisation.grant({ accountId: conference.officers[0]!.accountId, role: 'secretary', unitId: 'p' });
  const officers = [{ name: 'Giàng A Sử', post: 'Văn phòng', phone: '0912 345 678' }];
  await expect.poll(room, { timeout: 10_000 }).toEqual({ siteId: 'site-x', officers, hidden: 0 });
  const other = (await organisation.person('administrator')).headers;
  expect((await ask(`${url}/api/v1/conferences/${conference.conferenceId}/room-officers`, { headers: other })).status).toBe(404);
});
