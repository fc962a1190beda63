/** The example of docs/api.md, as somebody runs it, against a running server. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrganisation, type OrganisationUnderTest } from '../../test/organisation-under-test.ts';
import { ask } from '../../test/people.ts';
import { startWorkers, type WorkersUnderTest } from '../../test/workers-under-test.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../docs/examples/first-conference.ts', import.meta.url));
const run = promisify(execFile);
let workers: WorkersUnderTest;
let organisation: OrganisationUnderTest;
beforeAll(async () => {
  workers = await startWorkers(2);
  organisation = await startOrganisation(workers);
});
afterAll(async () => {
  await organisation.close();
  await workers.close();
});

async function runExample(token: string): Promise<{ readonly stdout: string }> {
  const env = { PATH: process.env['PATH'], DIEMCAU_URL: workers.urls[0], DIEMCAU_TOKEN: token };
  return run(process.execPath, ['--import', 'tsx', EXAMPLE, 'p'], { env });
}

test('[ACCT-21] the documented example holds a conference with nothing but a token', async () => {
  const { headers } = await organisation.person('secretary', 'p');
  const made = await ask(`${workers.urls[0]}/api/v1/account/me/api-tokens`, { method: 'POST', headers, json: { name: 'Ví dụ' } });
  const { stdout } = await runExample(String(made.body['token']));
  expect(stdout).toMatch(/^closed: [\w-]{36}\nPhòng họp \w: Báo cáo nhanh \(\d+ ms\)\n$/);
  const [, conferenceId] = /closed: (\S+)/.exec(stdout)!;
  const events = await organisation.journal.read(`conference-${conferenceId}`, 0);
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['ConferenceOpened', 'FloorGranted', 'SpeechEnded', 'ConferenceClosed']),
  );
});

test('[ACCT-21] without a right it says which', async () => {
  const { headers } = await organisation.person('auditor', 'p');
  const made = await ask(`${workers.urls[0]}/api/v1/account/me/api-tokens`, { method: 'POST', headers, json: { name: 'Ví dụ' } });
  await expect(runExample(String(made.body['token']))).rejects.toThrow('POST /conferences: not-allowed');
  await expect(runExample('dct_none')).rejects.toThrow('not-signed-in');
});
