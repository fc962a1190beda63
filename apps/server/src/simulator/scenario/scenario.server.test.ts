import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeFolder, runCommand, startServer, temporaryFolder } from '../../../test/running-server.ts';
import type { RunningServer } from '../../../test/running-server.ts';
import { ConsoleClient } from '../console-client.ts';
import type { ScenarioReport } from './tally.ts';

const dataDir = temporaryFolder();
const example = (name: string) => fileURLToPath(new URL(`../../../../../docs/examples/scripts/${name}`, import.meta.url));

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ dataDir });
});
afterAll(async () => {
  await server.stop();
  removeFolder(dataDir);
});

/** A conference with a hall and eight rooms; its access file, and what the chair signs in with. */
async function createMeeting(name: string): Promise<{ access: string; conferenceId: string; signInToken: string }> {
  const sites = Array.from({ length: 8 }, (_, index) => ['--site', `Xã ${index + 1}`]).flat();
  const words = ['conference', 'create', '--json', '--title', name, '--starts', '2026-09-30T08:00+07:00', '--chair', 'Chủ trì'];
  const { stdout, stderr, code } = await runCommand([...words, '--hall', 'Hội trường', ...sites], { DIEMCAU_DATA_DIR: dataDir });
  expect(code, stderr).toBe('0');
  const { conferenceId, officers } = JSON.parse(stdout) as { conferenceId: string; officers: { signInToken: string }[] };
  const access = `${dataDir}/${name}.json`;
  await writeFile(access, stdout);
  return { access, conferenceId, signInToken: officers[0]!.signInToken };
}

async function play(access: string, script: string, ...more: readonly string[]) {
  const words = ['simulate', '--access', access, '--script', script, '--url', server.url, '--media', '2', '--quiet', ...more];
  const { code, stdout, stderr } = await runCommand(words, {});
  const last = stdout.trim().split('\n').at(-1) ?? '';
  return { code, stdout, stderr, report: last.startsWith('{') ? (JSON.parse(last) as ScenarioReport) : null };
}

test('[SIM-21] [SIM-22] a stormy day: power, lines and everybody at once; all are back and the conference goes on', async () => {
  const { access } = await createMeeting('bao');
  const { code, report, stdout, stderr } = await play(access, example('stormy-day.yaml'), '--speed', '10');
  expect({ code, stderr }, stdout).toEqual({ code: '0', stderr: '' });
  // 3 of 9 rooms, then 4 or 5, then all.
  expect(report).toMatchObject({ ok: true, seed: 7, rooms: 9, speeches: 2, failures: [], met: 9 });
  expect(report!.cuts).toBeGreaterThanOrEqual(3 + 4 + 9);
  expect(report!.returnMs!.count).toBe(report!.cuts);
});

test('[SIM-22] a rehearsal: the rooms wait for the chair, raise hands, speak and ask for help', async () => {
  const { access, conferenceId, signInToken } = await createMeeting('dien-tap');
  const playing = play(access, example('rehearsal.yaml'), '--speed', '30');
  const chair = await ConsoleClient.connect({ url: server.url, conferenceId, signInToken });
  await chair.command({ type: 'OpenConference' });
  for (const speechId of ['first', 'second']) {
    const { queue, speech } = await chair.until((view) => view.queue.length > 0 && view.speech === null);
    await chair.command({ type: 'GrantFloor', requestId: queue[0]!, speechId, replaces: speech?.speechId ?? null, thenStandby: false });
  }
  const { code, report, stdout } = await playing;
  expect(code, stdout).toBe('0');
  expect(report).toMatchObject({ ok: true, rooms: 9, speeches: 2 });
  expect(Object.keys(chair.view.headcounts)).toHaveLength(9);
  expect(Object.keys(chair.view.pastHelpCalls)).toHaveLength(1);
  chair.close();
});

test('[SIM-21] what was expected and did not come is told with its line, and the command ends with 1', async () => {
  const { access } = await createMeeting('that-bai');
  const script = `${dataDir}/fails.yaml`;
  await writeFile(
    script,
    'title: x\nsteps:\n  - arrive: { rooms: 2 }\n  - expect: { joined: 2 }\n  - expect: { joined: 3, phase: live }\n',
  );
  const { code, report } = await play(access, script);
  expect(code).toBe('1');
  expect(report).toMatchObject({ ok: false, met: 1 });
  expect(report!.failures).toEqual([
    { line: 5, wanted: 'joined 3', was: '2' },
    { line: 5, wanted: 'phase live', was: 'scheduled' },
  ]);
});

test('[SIM-19] [SIM-14] a script that cannot be played is refused before anybody joins', async () => {
  const { access } = await createMeeting('hong');
  const script = `${dataDir}/broken.yaml`;
  await writeFile(script, 'steps:\n  - arive: { rooms: all }\n');
  expect((await play(access, script)).stderr).toContain(`diemcau: ${script}:2:5: there is no step "arive"`);
  await writeFile(script, 'steps:\n  - leave: { rooms: [Xã 99] }\n');
  expect((await play(access, script)).stderr).toContain('line 2: the access file has no room "Xã 99"');
  expect((await play(access, script, '--seconds', '3')).stderr).toContain('--seconds is for a simulation without a script');
  const { stdout } = await runCommand(['simulate', '--help'], {});
  for (const word of ['--script FILE', '--seed S', 'power-cut', 'reconnect-storm', 'docs/simulate.md']) expect(stdout).toContain(word);
});
