import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openConsole } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';

let workers: WorkersUnderTest;
let url: string;
beforeAll(async () => {
  workers = await startWorkers();
  url = workers.urls[0]!;
});
afterAll(() => workers.close());

test('[HTTP-19] liveness does not follow what the server depends on; readiness names what is missing', async () => {
  expect(await ask(`${url}/health/ready`)).toMatchObject({
    status: 200,
    body: { status: 'ready', database: 'up', journal: 'up', media: 'up' },
  });
  workers.plane.crash();
  expect(await ask(`${url}/health/ready`)).toMatchObject({ status: 503, body: { status: 'not-ready', database: 'up', media: 'down' } });
  expect(await ask(`${url}/health/live`)).toMatchObject({ status: 200, body: { status: 'live' } });
  workers.plane.restart();
});

test('[HTTP-20] metrics count sockets and commands', async () => {
  const conference = await workers.createConference();
  const { client } = await openConsole(url, conference);
  await client.command({ type: 'OpenConference' });
  await client.command({ type: 'OpenConference' });
  const { text } = await ask(`${url}/metrics`);
  expect(text).toMatch(/^diemcau_sockets\{worker="\d+"\} [1-9]/m);
  expect(text).toMatch(/^diemcau_commands_total\{worker="\d+",outcome="accepted"\} [1-9]/m);
  expect(text).toMatch(/^diemcau_commands_total\{worker="\d+",outcome="refused"\} [1-9]/m);
  expect(text).toMatch(/^# TYPE diemcau_command_seconds histogram$/m);
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds\{/m);
});

test('[HTTP-21] every route is described in OpenAPI 3.1 with a summary and its problems, and can be browsed', async () => {
  const { body } = await ask(`${url}/api/openapi.json`);
  expect(body['openapi']).toBe('3.1.0');
  const paths = body['paths'] as Record<string, Record<string, { summary?: string; responses?: object }>>;
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, route] of Object.entries(methods)) expect(route.summary, `${method} ${path}`).toBeTruthy();
  }
  expect(Object.keys(paths)).toContain('/api/v1/conferences/{conferenceId}/whip');
  expect((await ask(`${url}/api/docs/`)).status).toBe(200);
});

test('[HTTP-22] pages get scripts from files only, may use the camera, and cannot be framed; answers are not cached', async () => {
  const page = await ask(`${url}/site/a`, { headers: { accept: 'text/html' } });
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(page.headers.get('permissions-policy')).toContain('camera=(self)');
  expect(page.headers.get('content-type')).toContain('text/html');
  expect((await ask(`${url}/api/v1/session`)).headers.get('cache-control')).toBe('no-store');
});

test('[HTTP-24] a person who asks for an unknown address gets the app, a program a problem', async () => {
  const person = { headers: { accept: 'text/html,application/xhtml+xml' } };
  expect((await ask(`${url}/no/such/page`, person)).headers.get('content-type')).toContain('text/html');
  for (const address of ['/api/v1/nothing', '/health/nothing', '/assets/nothing.js'])
    expect(await ask(`${url}${address}`, person)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect(await ask(`${url}/no/such/page`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
});
