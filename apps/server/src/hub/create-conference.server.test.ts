import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';

let workers: WorkersUnderTest;
beforeAll(async () => void (workers = await startWorkers()));
afterAll(() => workers.close());

test('[PLAN-12] an id that is none is named, and nothing is made', async () => {
  const [tooLong, name] = ['x'.repeat(65), `Chủ trì ${randomUUID()}`];
  const officers = [{ name, roles: ['chair'] }] as const;
  const site = { siteId: 'a', name: 'Phòng a' };
  const wrong = [
    { conferenceId: tooLong },
    { sites: [{ ...site, siteId: tooLong }] },
    { sites: [{ ...site, unitId: 'đơn vị' }] },
    { sites: [{ ...site, unitPath: ['unit', 'constructor'] }] },
    { officers: [...officers, { name: 'Thư ký', roles: ['secretary'] as const, accountId: '' }] },
  ];
  for (const plan of wrong) await expect(workers.createConference({ officers, ...plan })).rejects.toThrow('is no id');
  const { rows } = await workers.database.pool.query('SELECT 1 FROM identity."user" WHERE name = $1', [name]);
  expect(rows).toEqual([]);
  await workers.createConference({ conferenceId: randomUUID().padEnd(64, '0'), officers });
});
