import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { HttpServer } from './http-parts.ts';
import { createPhoneTurns, limitPhones } from './phone-line.ts';

const METRICS = { gauge: () => undefined } as never;

test('[HUB-28] beyond three thousand in hand each phone is given a place and a moment of its own, 500 a second', () => {
  const turns = createPhoneTurns();
  const answers = Array.from({ length: 4_000 }, () => turns.ask(10_000));
  expect(answers.slice(0, 3_000).every((again) => again === null)).toBe(true);
  expect(answers[3_000]).toEqual({ place: 1, waitMs: 1_002 });
  expect(answers[3_999]).toEqual({ place: 1_000, waitMs: 3_000 });
  expect(new Set(answers.slice(3_000).map((again) => again?.waitMs)).size).toBe(1_000);
  // The line of those who are to come has passed; who comes now is told the shortest wait again.
  expect(turns.ask(20_000)).toEqual({ place: 1, waitMs: 1_002 });
  turns.done();
  expect(turns.ask(20_000)).toBeNull();
  expect([turns.inHand, turns.refused]).toEqual([3_000, 1_001]);
});

test('[HUB-28] the answer says how long to wait, and what is not a phone goes on', async () => {
  const app = Fastify() as unknown as HttpServer;
  const held: (() => void)[] = [];
  limitPhones(app, { metrics: METRICS }, createPhoneTurns(1));
  app.post('/api/v1/phones/:code/check-ins', () => new Promise((resolve) => held.push(() => resolve({ ok: true }))));
  app.get('/api/v1/conferences', () => ({ ok: true }));
  const checkIn = () => app.inject({ method: 'POST', url: '/api/v1/phones/ABCDEFGH/check-ins', payload: {} });
  const first = checkIn();
  await expect.poll(() => held.length, { timeout: 10_000 }).toBe(1);
  const second = await checkIn();
  expect([second.statusCode, second.headers['retry-after']]).toEqual([503, '2']);
  expect(second.json()).toMatchObject({ code: 'overloaded', params: { place: 1, waitMs: 1_002 } });
  expect((await app.inject('/api/v1/conferences')).statusCode).toBe(200);
  held[0]!();
  expect((await first).statusCode).toBe(200);
  const third = checkIn();
  await expect.poll(() => held.length, { timeout: 10_000 }).toBe(2);
  held[1]!();
  expect((await third).statusCode).toBe(200);
  await app.close();
});

test('[ABUSE-3] a phone that sends more than 16 kB over HTTP is refused before it is read', async () => {
  const app = Fastify() as unknown as HttpServer;
  limitPhones(app, { metrics: METRICS });
  app.post('/api/v1/phones/:code/check-ins', () => ({ ok: true }));
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/phones/ABCDEFGH/check-ins',
    payload: { invitation: 'x'.repeat(16_384) },
  });
  expect(answer.statusCode).toBe(413);
  await app.close();
});
