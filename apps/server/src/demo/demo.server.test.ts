import { afterAll, expect, test } from 'vitest';
import { removeFolder, startServer, temporaryFolder } from '../../test/running-server.ts';
import type { RunningServer } from '../../test/running-server.ts';
import { ConsoleClient } from '../simulator/console-client.ts';
import { joinSite } from '../simulator/site-session.ts';
import { DEMO_AGENDA } from './agenda.ts';
import { DEMO_SITES, DEMO_TITLE } from './province.ts';

const dataDir = temporaryFolder();
afterAll(() => removeFolder(dataDir));

interface Demo {
  readonly server: RunningServer;
  /** Tokens in the order they are printed: chair, deputy, secretary, technician, a room, another, the hall, its screen. */
  readonly tokens: readonly string[];
  readonly conferenceId: string;
}

const LINKS = 8;

async function startDemo(): Promise<Demo> {
  const server = await startServer({ dataDir, command: ['demo'] });
  const tokens = () => [...server.output().matchAll(/#t=([\w-]+)/g)].map(([, token]) => token!);
  await expect.poll(() => tokens().length, { timeout: 20_000 }).toBe(LINKS);
  const conferenceId = /\/screen\/([\w-]+)#/.exec(server.output())![1]!;
  return { server, tokens: tokens(), conferenceId };
}

function consoleOf({ server, tokens, conferenceId }: Demo, place: number): Promise<ConsoleClient> {
  return ConsoleClient.connect({ url: server.url, conferenceId, signInToken: tokens[place]! });
}

test(
  '[SIM-15] [DEMO-1] a first start makes a province, a second finds it again, and a closed briefing is followed by a fresh one',
  { timeout: 120_000 },
  async () => {
    const first = await startDemo();
    expect(first.server.output()).toContain(DEMO_TITLE);
    const chair = await consoleOf(first, 0);
    expect(chair.view).toMatchObject({ phase: 'scheduled', title: DEMO_TITLE, hallSiteId: 'hall' });
    expect(Object.keys(chair.view.sites)).toHaveLength(DEMO_SITES.length + 1);
    expect(chair.view.agenda).toHaveLength(DEMO_AGENDA.length);
    expect(chair.view.sites['xa-da-bac']?.unitPath).toEqual(['dv-xa-da-bac', 'dv-khu-vuc-khe-sim', 'song-lam']);
    expect(Object.values(chair.view.messages)).toMatchObject([{ to: { kind: 'all' } }]);
    await first.server.stop();

    const second = await startDemo();
    expect(second.conferenceId).toBe(first.conferenceId);
    // A link of the first start still works, and more than once.
    const again = await consoleOf({ ...second, tokens: first.tokens }, 0);
    await again.command({ type: 'OpenConference' });
    await again.command({ type: 'CloseConference' });
    again.close();
    chair.close();
    await second.server.stop();

    const third = await startDemo();
    expect(third.conferenceId).not.toBe(first.conferenceId);
    const officers = await Promise.all([0, 1, 2, 3].map((place) => consoleOf(third, place)));
    expect(officers[0]!.view.phase).toBe('scheduled');
    expect(Object.keys(officers[0]!.view.officers)).toHaveLength(4);
    for (const officer of officers) officer.close();
    await third.server.stop();
  },
);

test(
  '[SIM-16] [SIM-23] [DEMO-2] the rooms left for people are free, simulated ones raise hands once the conference is open, the hall makes way, and any room can speak',
  { timeout: 120_000 },
  async () => {
    const demo = await startDemo();
    const { url } = demo.server;
    const [, , , , room, another, hall] = demo.tokens;
    for (const token of [room, another]) expect(await joinSite(url, { token: token! }, 'a person')).toMatchObject({ type: 'joined' });
    const chair = await consoleOf(demo, 0);
    await chair.command({ type: 'OpenConference' });
    const { requests } = await chair.until((view) => view.queue.length > 0);
    for (const { siteId } of Object.values(requests)) expect(DEMO_SITES.find((site) => site.siteId === siteId)?.isFree).toBe(false);
    await expect
      .poll(async () => (await joinSite(url, { token: hall! }, 'a person')).type, { timeout: 30_000, interval: 1_000 })
      .toBe('joined');
    // A room without a media session of its own is given the floor, and its picture comes.
    const speaker = 'xa-bien-lam';
    await chair.command({ type: 'RequestFloor', requestId: 'asked', siteId: speaker, kind: 'speech', subject: 'Việc' });
    await chair.command({ type: 'GrantFloor', requestId: 'asked', speechId: 'spoken', replaces: null, thenStandby: false });
    await chair.untilPresence(({ [speaker]: seen }) => seen?.media.main === true && seen.media.audio);
    chair.close();
    expect(await demo.server.stop()).toBe('0');
  },
);
