import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeFolder, runCommand, startServer, temporaryFolder } from '../../../test/running-server.ts';
import type { RunningServer } from '../../../test/running-server.ts';
import type { ScenarioReport } from '../scenario/tally.ts';

const dataDir = temporaryFolder();
/** Enough for a secret ballot after a power cut of half of them, and few enough for a slow machine. */
const PHONES = 50;

let server: RunningServer;
let meeting: Meeting;

interface Meeting {
  readonly conferenceId: string;
  readonly tokenFile: string;
}

beforeAll(async () => {
  server = await startServer({ dataDir });
  meeting = await createMeeting();
}, 120_000);
afterAll(async () => {
  await server.stop();
  removeFolder(dataDir);
});

/** A conference with two rooms, its invitation list, and an API token of its chair in a file. */
async function createMeeting(): Promise<Meeting> {
  const words = ['conference', 'create', '--json', '--title', 'Biểu quyết', '--starts', '2026-09-30T08:00+07:00', '--chair', 'Chủ trì'];
  const rooms = ['--hall', 'Hội trường', '--site', 'Xã A', '--site', 'Xã B'];
  const { stdout, stderr, code } = await runCommand([...words, ...rooms], { DIEMCAU_DATA_DIR: dataDir });
  expect(code, stderr).toBe('0');
  const { conferenceId, officers } = JSON.parse(stdout) as { conferenceId: string; officers: { signInToken: string }[] };
  const json = { 'content-type': 'application/json' };
  const signedIn = await post('/session', json, JSON.stringify({ token: officers[0]!.signInToken }));
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const list = new FormData();
  list.set('file', new Blob([peopleCsv()], { type: 'text/csv' }), 'danh-sach.csv');
  const imported = await post(`/conferences/${conferenceId}/attendance/import`, { cookie }, list);
  expect(await imported.json()).toMatchObject({ ok: true, counts: { created: PHONES } });
  const made = await post('/account/me/api-tokens', { cookie, ...json, 'idempotency-key': 'made' }, JSON.stringify({ name: 'Diễn tập' }));
  const tokenFile = `${dataDir}/chair.token`;
  await writeFile(tokenFile, `${((await made.json()) as { token: string }).token}\n`);
  return { conferenceId, tokenFile };
}

function peopleCsv(): string {
  const rows = Array.from({ length: PHONES }, (_, index) => `Đại biểu ${index + 1},Đơn vị ${index % 5},${index % 2 ? 'Xã A' : 'Xã B'}`);
  return ['Họ và tên,Đơn vị,Điểm cầu', ...rows].join('\n');
}

function post(path: string, headers: Record<string, string>, body: string | FormData): Promise<Response> {
  return fetch(`${server.url}/api/v1${path}`, { method: 'POST', headers, body });
}

async function play(script: string, ...more: readonly string[]) {
  const file = `${dataDir}/script.yaml`;
  await writeFile(file, script);
  const words = ['simulate', '--phones', String(PHONES), '--conference', meeting.conferenceId, '--token-file', meeting.tokenFile];
  const { code, stdout, stderr } = await runCommand([...words, '--url', server.url, '--script', file, ...more], {});
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return { code, stdout, stderr, report: last.startsWith('{') ? (JSON.parse(last) as ScenarioReport) : null };
}

test('[SIM-24] phones use up nobody’s invitation unless it is said that the conference is meant', async () => {
  const { code, stderr } = await play('title: x\nsteps:\n  - arrive: { phones: 1 }\n');
  expect(code).toBe('1');
  expect(stderr).toContain('"Biểu quyết" is no rehearsal');
  expect(stderr).toContain('--conference-itself');
});

const BALLOTS = `
title: Biểu quyết giữa lúc mất điện
seed: 11
steps:
  - arrive: { phones: all, over: 2s, shape: bell }
  - wait-until: { phones: 100%, phones-current: 100%, within: 30s }
  - chair: open
  - announce-ballot: { question: Thông qua nghị quyết? }
  - open-ballot: { for: 60s }
  # Half of them know the ballot, press without a line, and are back before it closes.
  - at: 1ms
    network-cut: { phones: 50%, for: 3s }
  - at: 2ms
    power-cut: { phones: [Xã A], for: 2s, back-over: 1s }
  - at: 3ms
    vote: { phones: all, over: 2s, yes: 70%, no: 20% }
  - wait-until: { votes: 100%, votes-waiting: 0, within: 30s }
  - chair: close-ballot
  - wait-until: { ballot: closed, within: 10s }
  - announce-ballot: { question: Bầu hai người, secrecy: secret, options: [Lan, Minh, Tuấn], choose: 2 }
  - wait-until: { ballot: announced, credentials: 100%, within: 30s }
  - reconnect-storm: { phones: all }
  - open-ballot: { for: 60s }
  - vote: { phones: all, over: 1s }
  - wait-until: { votes: 200%, within: 30s }
  - chair: close-ballot
  - wait-until: { ballot: closed, phones-current: 100%, within: 10s }
`;

test(
  '[SIM-25] [SIM-26] [SIM-27] 50 phones check in, vote through a power cut and a burst, and nothing that was acknowledged is lost',
  { timeout: 120_000 },
  async () => {
    const { code, report, stdout, stderr } = await play(BALLOTS, '--conference-itself', '--from', '127.0.0.2-127.0.0.5');
    expect({ code, stderr }, stdout).toEqual({ code: '0', stderr: '' });
    const { phones, failures } = report!;
    expect(failures).toEqual([]);
    expect(phones).toMatchObject({
      count: PHONES,
      processes: 1,
      joined: PHONES,
      current: PHONES,
      whole: PHONES,
      checkInsLost: 0,
      turnedAway: {},
    });
    const [open, secret] = phones!.ballots;
    expect(open).toMatchObject({ secrecy: 'open', phase: 'closed', acknowledged: PHONES, published: PHONES, lost: 0, others: 0 });
    expect(secret).toMatchObject({ secrecy: 'secret', phase: 'closed', acknowledged: PHONES, published: PHONES, lost: 0, others: 0 });
    expect(phones!.latencyMs.vote!.count).toBe(2 * PHONES);
  },
);

test('[SIM-28] [SIM-29] who was checked in by an earlier run is let in again with the same phone', { timeout: 60_000 }, async () => {
  const script = 'title: x\nsteps:\n  - arrive: { phones: all }\n  - wait-until: { phones: 100%, within: 30s }\n';
  const { code, report, stderr } = await play(script, '--conference-itself', '--processes', '2');
  expect(code, stderr).toBe('0');
  expect(report!.phones).toMatchObject({ processes: 2, joined: PHONES, current: PHONES, whole: PHONES, turnedAway: {} });
});
