import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigProblems, readConfig } from './config.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  return [];
}

test('[CONF-1] every problem is reported at once, each naming its setting', () => {
  const problems = problemsOf({
    PORT: 'http',
    DIEMCAU_WORKERS: '0',
    DIEMCAU_LOG_LEVEL: 'loud',
    DIEMCAU_MEDIA_BIND: 'here',
    DIEMCAU_PUBLIC_URL: 'example',
  });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'PORT',
    'DIEMCAU_PUBLIC_URL',
    'DIEMCAU_MEDIA_BIND',
    'DIEMCAU_WORKERS',
    'DIEMCAU_LOG_LEVEL',
  ]);
});

test('[CONF-2] without any setting there is a configuration, and nobody can change it', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', workers: 2, publicUrl: 'http://localhost:8080', mediaBind: '127.0.0.1' });
  expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
});

test('[CONF-3] an unknown DIEMCAU_ name is an error', () => {
  expect(problemsOf({ DIEMCAU_DATADIR: '/tmp' })).toEqual(['DIEMCAU_DATADIR is not a setting; docs/config.md lists them all']);
  expect(problemsOf({ OTHER_NAME: 'x' })).toEqual([]);
});

test('[CONF-4] a secret may come from a file, and is never repeated in a message', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diemcau-config-'));
  const file = join(folder, 'secret');
  writeFileSync(file, 's'.repeat(32) + '\n');
  expect(readConfig({ DIEMCAU_SECRET_FILE: file }).secret).toBe('s'.repeat(32));
  expect(problemsOf({ DIEMCAU_SECRET_FILE: file, DIEMCAU_SECRET: 'x' })[0]).toContain('given twice');
  expect(problemsOf({ DIEMCAU_SECRET_FILE: join(folder, 'none') })[0]).toContain('ENOENT');
  expect(problemsOf({ DATABASE_URL: 'mysql://root:hunter2@db' }).join()).not.toContain('hunter2');
  rmSync(folder, { recursive: true });
});

test.each([
  [{ DIEMCAU_HOST: '0.0.0.0' }, false],
  [{ DIEMCAU_HOST: '192.168.1.5', DIEMCAU_PUBLIC_URL: 'http://conference.example' }, false],
  [{ DIEMCAU_HOST: '0.0.0.0', DIEMCAU_PUBLIC_URL: 'https://conference.example' }, true],
  [{ DIEMCAU_HOST: '0.0.0.0', DIEMCAU_TLS_CERT_FILE: 'a.pem', DIEMCAU_TLS_KEY_FILE: 'b.pem' }, true],
  [{ DIEMCAU_TLS_CERT_FILE: 'a.pem' }, false],
  [{ DIEMCAU_HOST: '::1' }, true],
])('[CONF-5] other machines are served only where browsers see a secure context: %j', (env, accepted) => {
  expect(problemsOf(env as Record<string, string>)).toHaveLength(accepted ? 0 : 1);
});

test('[CONF-6] media listens where the web does, and everywhere when a proxy stands in front', () => {
  expect(readConfig({ DIEMCAU_PUBLIC_URL: 'https://conference.example' }).mediaBind).toBe('0.0.0.0');
  expect(readConfig({ DIEMCAU_HOST: '10.0.0.5', DIEMCAU_PUBLIC_URL: 'https://conference.example' }).mediaBind).toBe('10.0.0.5');
  expect(readConfig({ DIEMCAU_PUBLIC_URL: 'https://conference.example', DIEMCAU_MEDIA_BIND: '127.0.0.1' }).mediaBind).toBe('127.0.0.1');
});
