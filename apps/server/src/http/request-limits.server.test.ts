import fastifyCookie from '@fastify/cookie';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';
import type { HttpServer } from './http-parts.ts';
import { answerError } from './problems.ts';
import { limitRequests, REQUEST_LIMITS } from './request-limits.ts';

async function small(): Promise<HttpServer> {
  const app = Fastify({ trustProxy: true }) as unknown as HttpServer;
  app.setErrorHandler(answerError);
  await app.register(fastifyCookie);
  await limitRequests(app, { ofHolderPerMinute: 3, ofNetworkPerMinute: 8 });
  app.get('/here', async () => ({ ok: true }));
  return app;
}

test('[SYST-8] a session, device or token that asks too often is told to wait, and how long; others go on', async () => {
  const app = await small();
  const get = (cookie: string) => app.inject({ url: '/here', headers: { cookie, 'x-forwarded-for': '192.0.2.1' } });
  for (let times = 0; times < 3; times += 1) expect((await get('a=1')).statusCode).toBe(200);
  const refused = await get('a=1');
  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toMatchObject({ code: 'too-many-requests' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await get('b=2')).statusCode).toBe(200);
  const bearer = await app.inject({ url: '/here', headers: { authorization: 'Bearer token', 'x-forwarded-for': '192.0.2.1' } });
  expect(bearer.statusCode).toBe(200);
  await app.close();
});

test('[SYST-8] a network that asks too often with ever new proofs is told to wait; another network goes on', async () => {
  const app = await small();
  const get = (address: string, n: number) => app.inject({ url: '/here', headers: { cookie: `made-up=${n}`, 'x-forwarded-for': address } });
  const codes: number[] = [];
  for (let n = 0; n < 10; n += 1) codes.push((await get('192.0.2.2', n)).statusCode);
  expect(codes).toEqual([...Array<number>(8).fill(200), 429, 429]);
  expect((await get('192.0.2.3', 1)).statusCode).toBe(200);
  await app.close();
});

let workers: WorkersUnderTest;
beforeAll(async () => {
  workers = await startWorkers(1);
});
afterAll(() => workers.close());

test('[SYST-9] 145 rooms behind one address that reload together are not held back, and health is never', async () => {
  const rooms = 145 * 10;
  expect(rooms).toBeLessThan(REQUEST_LIMITS.ofNetworkPerMinute / 10);
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, n) => ask(`${workers.urls[0]}/api/v1/setup`, { headers: { cookie: `room=${n}` } })),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const often = await Promise.all(
    Array.from({ length: 1_300 }, () => ask(`${workers.urls[0]}/api/v1/setup`, { headers: { cookie: 'a=1' } })),
  );
  expect(often.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  expect((await ask(`${workers.urls[0]}/health/live`, { headers: { cookie: 'a=1' } })).status).toBe(200);
});
