import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeFolder, runCommand, startServer, temporaryFolder } from '../../test/running-server.ts';
import type { RunningServer } from '../../test/running-server.ts';
import { parseAccess, type SimulationAccess } from './access.ts';
import { ConsoleClient } from './console-client.ts';
import { DEFAULT_HABITS, type Habits } from './script.ts';
import type { SiteEvent } from './simulated-site.ts';
import { Simulation } from './simulation.ts';
import { joinSite } from './site-session.ts';

const dataDir = temporaryFolder();
/** Everybody speaks up within seconds and is brief, so that a test does not wait for a meeting. */
const HASTY: Habits = { ...DEFAULT_HABITS, handEveryMs: 3_000, speechMinMs: 2_000, speechMaxMs: 3_000, dropEveryMs: 0 };
const NO_DUTIES = { countWithinMs: 0, helpEveryMs: 0, postEveryMs: 0 };
const QUIET: Habits = { ...HASTY, handEveryMs: 0 };

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ dataDir });
});
afterAll(async () => {
  await server.stop();
  removeFolder(dataDir);
});

interface Meeting {
  readonly access: SimulationAccess;
  readonly chair: ConsoleClient;
}

/** A conference with a hall and three rooms, from the command line as an operator makes it. */
async function createMeeting(): Promise<Meeting> {
  const words = ['conference', 'create', '--json', '--title', 'Giao ban', '--starts', '2026-09-30T08:00+07:00', '--chair', 'Chủ trì'];
  const rooms = ['--hall', 'Hội trường', '--site', 'Xã A', '--site', 'Xã B', '--site', 'Xã C'];
  const { stdout, stderr, code } = await runCommand([...words, ...rooms], { DIEMCAU_DATA_DIR: dataDir });
  expect(code, stderr).toBe('0');
  const { conferenceId, officers } = JSON.parse(stdout) as { conferenceId: string; officers: { signInToken: string }[] };
  const chair = await ConsoleClient.connect({ url: server.url, conferenceId, signInToken: officers[0]!.signInToken });
  return { access: parseAccess(stdout, 'standard output'), chair };
}

type Heard = { readonly siteId: string; readonly event: SiteEvent };

async function simulate(
  access: SimulationAccess,
  habits: Habits,
  seed = 11,
): Promise<{ simulation: Simulation; heard: Heard[]; hear: (is: (heard: Heard) => boolean) => Promise<Heard> }> {
  const heard: Heard[] = [];
  const simulation = await Simulation.start({
    url: server.url,
    access,
    sitesMax: 4,
    mediaMax: 4,
    watch: true,
    seed,
    habits,
    duties: NO_DUTIES,
    onEvent: (room, event) => heard.push({ siteId: room.siteId ?? '', event }),
  });
  const hear = (is: (heard: Heard) => boolean) =>
    expect
      .poll(() => heard.find(is), { timeout: 20_000 })
      .toBeDefined()
      .then(() => heard.find(is)!);
  return { simulation, heard, hear };
}

test('[SIM-12] hands go up, the room called sends its picture, is given the floor, answers keyframe requests and yields', async () => {
  const { access, chair } = await createMeeting();
  const { simulation, heard, hear } = await simulate(access, HASTY);
  expect(heard.filter(({ event }) => event.type === 'command')).toEqual([]);
  await chair.command({ type: 'OpenConference' });
  const hall = access.sites.find(({ isHall }) => isHall)!.siteId;
  await hear(({ siteId, event }) => siteId === hall && event.type === 'sending-main');

  const { queue, requests } = await chair.until((view) => view.queue.length > 0);
  const { requestId, siteId: speaker, subject } = requests[queue[0]!]!;
  expect(subject).not.toBe('');
  expect(speaker).not.toBe(hall);
  const of = (type: SiteEvent['type']) => (one: Heard) => one.siteId === speaker && one.event.type === type;

  await chair.command({ type: 'PutOnStandby', requestId });
  await hear(of('sending-main'));
  await chair.until((view) => view.standby?.check?.microphone === true);
  await chair.command({ type: 'GrantFloor', requestId, speechId: 'first', replaces: null, thenStandby: false });
  await hear(of('keyframe-sent'));
  const { pastSpeeches } = await chair.until((view) => view.pastSpeeches.length > 0);
  expect(pastSpeeches[0]).toMatchObject({ speechId: 'first', siteId: speaker, reason: 'yielded' });
  await hear(of('stopped-main'));

  await simulation.close();
  chair.close();
});

test('[SIM-13] a simulated room makes way: it takes nobody’s place and leaves for good when asked', async () => {
  const { access, chair } = await createMeeting();
  const [, room] = access.sites;
  const { simulation, hear } = await simulate({ sites: [room!] }, QUIET);
  const key = { token: room!.token! };
  await hear(({ event }) => event.type === 'joined');
  // Workers tell each other once a second who is there.
  await sleep(2_500);
  expect(await joinSite(server.url, key, 'a person')).toEqual({ type: 'taken' });
  await hear(({ event }) => event.type === 'stood-aside');
  await expect.poll(async () => (await joinSite(server.url, key, 'a person')).type, { timeout: 10_000 }).toBe('joined');
  await simulation.close();
  chair.close();
});

test('[SIM-8] after its link has failed a room comes back with what it knew', async () => {
  const { access, chair } = await createMeeting();
  // With this seed the link fails after 1.7 s, for 2.1 s.
  const { simulation, heard, hear } = await simulate({ sites: access.sites.slice(0, 2) }, { ...QUIET, dropEveryMs: 4_000 }, 415);
  await chair.command({ type: 'OpenConference' });
  const dropped = await hear(({ event }) => event.type === 'dropped');
  expect(dropped.siteId).toBe(access.sites[1]!.siteId);
  await expect.poll(() => heard.some(({ event }) => event.type === 'returned'), { timeout: 25_000 }).toBe(true);
  expect(simulation.sites.find(({ isHall }) => !isHall)?.view?.phase).toBe('live');
  await simulation.close();
  chair.close();
});

test('[SIM-14] the command runs for as long as it is told, and says what happens', async () => {
  const { access, chair } = await createMeeting();
  const file = `${dataDir}/access.json`;
  await writeFile(file, JSON.stringify(access));
  const words = ['simulate', '--access', file, '--url', server.url, '--sites', '2', '--media', '0', '--seconds', '1'];
  const { code, stdout, stderr } = await runCommand(words, {});
  expect({ code, stderr }).toEqual({ code: '0', stderr: '' });
  expect(
    stdout
      .trim()
      .split('\n')
      .filter((line) => line.includes('joined')),
  ).toHaveLength(2);
  chair.close();
});

test('[SIM-14] options it cannot read are told in one line', async () => {
  const { code, stderr } = await runCommand(['simulate', '--access', 'nowhere.json'], {});
  expect({ code, stderr }).toEqual({ code: '1', stderr: 'diemcau: Cannot read the access file nowhere.json.\n' });
  expect((await runCommand(['simulate'], {})).stderr).toContain('usage: diemcau simulate');
});

test('[SIM-10] without a server the command ends with the reason', async () => {
  const file = `${dataDir}/any-access.json`;
  await writeFile(file, '{"sites":[{"code":"000000"}]}');
  const { code, stderr } = await runCommand(['simulate', '--access', file, '--url', 'http://127.0.0.1:1'], {});
  expect(code).toBe('1');
  expect(stderr).toContain('Nothing answers at http://127.0.0.1:1. Start the server first');
});
