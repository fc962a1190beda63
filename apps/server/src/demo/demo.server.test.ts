import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeFolder, startServer, temporaryFolder } from '../../test/running-server.ts';
import type { RunningServer } from '../../test/running-server.ts';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { ConferenceRoom } from '../hub/conference-room.ts';
import { scopedCommandId } from '../hub/conference-stream.ts';
import { PostgresJournal } from '../journal/postgres-journal.ts';
import { ConsoleClient } from '../simulator/console-client.ts';
import { joinSite } from '../simulator/site-session.ts';
import { DEMO_AGENDA } from './agenda.ts';
import { DEMO_DOCUMENTS } from './documents.ts';
import { ensureDemo, type DemoDeps } from './ensure-demo.ts';
import { DEMO_OFFICERS, DEMO_SITES, DEMO_TITLE } from './province.ts';

const dataDir = temporaryFolder();
let database: TestDatabase;
let deps: DemoDeps & { readonly journal: PostgresJournal };

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool: db, log, url } = database;
  deps = {
    db,
    log,
    journal: new PostgresJournal(db, url, log),
    nowMs: Date.now,
    config: { dataDir: `${dataDir}/kept`, documentMaxMb: 50 },
  };
});
afterAll(async () => {
  await deps.journal.close();
  await database.close();
  removeFolder(dataDir);
});

async function stateOf(conferenceId: string) {
  const room = new ConferenceRoom(conferenceId, deps.journal);
  await room.catchUp();
  return { room, state: room.step!.state };
}

test('[SIM-15] [DEMO-1] a first start makes a province, a second finds it again, and a closed briefing is followed by a fresh one', async () => {
  const first = await ensureDemo(deps);
  const { room, state } = await stateOf(first.conferenceId);
  expect(state).toMatchObject({ phase: 'scheduled', title: DEMO_TITLE, hallSiteId: 'hall' });
  expect(Object.keys(state.sites)).toHaveLength(DEMO_SITES.length + 1);
  expect(state.agenda).toHaveLength(DEMO_AGENDA.length);
  expect(Object.values(state.documents).map(({ mediaType }) => mediaType)).toHaveLength(DEMO_DOCUMENTS.length);
  expect(state.sites['xa-da-bac']).toMatchObject({
    unitPath: ['dv-xa-da-bac', 'dv-khu-vuc-khe-sim', 'song-lam'],
    unitNames: ['Xã Đá Bạc', 'Khu vực Khe Sim', 'Tỉnh Sông Lam'],
  });
  expect(Object.values(state.messages)).toMatchObject([{ to: { kind: 'all' } }]);

  const second = await ensureDemo(deps);
  expect(second).toMatchObject({ conferenceId: first.conferenceId, isNew: false, screenToken: first.screenToken });
  expect(second.rooms).toEqual(first.rooms);

  const by = { kind: 'account', accountId: state.chairHolder! } as const;
  for (const type of ['OpenConference', 'CloseConference'] as const) {
    const commandId = scopedCommandId(first.conferenceId, randomUUID());
    expect(await room.execute({ command: { type }, by, atMs: Date.now(), commandId })).toMatchObject({ ok: true });
  }
  const third = await ensureDemo(deps);
  expect(third.conferenceId).not.toBe(first.conferenceId);
  const fresh = (await stateOf(third.conferenceId)).state;
  expect(fresh.phase).toBe('scheduled');
  expect(Object.keys(fresh.officers).sort()).toEqual(Object.keys(state.officers).sort());
  expect(third.officers).toHaveLength(DEMO_OFFICERS.length);
});

/** One link a line: chair, deputy, secretary, technician, a room, another, the hall, its screen. */
const LINKS = 8;

async function startDemo(): Promise<{ server: RunningServer; tokens: readonly string[]; conferenceId: string }> {
  const server = await startServer({ dataDir: `${dataDir}/started`, command: ['demo'] });
  const tokens = () => [...server.output().matchAll(/#t=([\w-]+)/g)].map(([, token]) => token!);
  await expect.poll(() => tokens().length, { timeout: 30_000 }).toBe(LINKS);
  return { server, tokens: tokens(), conferenceId: /\/screen\/([\w-]+)#/.exec(server.output())![1]! };
}

async function checkedIn({ url, conferenceId, signInToken }: { url: string; conferenceId: string; signInToken: string }): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ token: signInToken });
  const signedIn = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body });
  const cookies = signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const answer = await fetch(`${url}/api/v1/conferences/${conferenceId}/attendance`, { headers: { cookie: cookies.join('; ') } });
  const { sites } = (await answer.json()) as { sites: Record<string, { online: number }> };
  return Object.values(sites).reduce((sum, { online }) => sum + online, 0);
}

test(
  '[SIM-15] [SIM-16] [SIM-23] [DEMO-2] [DEMO-4] started, its links work more than once, free rooms are free, others raise hands, the hall makes way, phones check in, and any room can speak',
  { timeout: 120_000 },
  async () => {
    const { server, tokens, conferenceId } = await startDemo();
    const { url } = server;
    const [signInToken, , , , room, another, hall] = tokens as [string, string, string, string, string, string, string];
    expect(server.output()).not.toContain('/setup');
    for (const token of [room, another]) expect(await joinSite(url, { token }, 'a person')).toMatchObject({ type: 'joined' });
    const address = { url, conferenceId, signInToken };
    const [chair, again] = [await ConsoleClient.connect(address), await ConsoleClient.connect(address)];
    again.close();
    await chair.command({ type: 'OpenConference' });
    const patience = { timeout: 40_000 };
    await expect.poll(() => chair.view.queue.length, patience).toBeGreaterThan(0);
    const { requests } = chair.view;
    for (const { siteId } of Object.values(requests)) expect(DEMO_SITES.find((site) => site.siteId === siteId)?.isFree).toBe(false);
    await expect
      .poll(async () => (await joinSite(url, { token: hall }, 'a person')).type, { timeout: 30_000, interval: 1_000 })
      .toBe('joined');
    // The list is in, and phones of its people check in.
    await expect.poll(() => server.output(), patience).toMatch(/\/c\/[A-Z0-9]{8}#i=/);
    await expect.poll(() => checkedIn({ url, conferenceId, signInToken }), patience).toBeGreaterThan(0);
    // A room without a media session of its own is given the floor, and its picture comes.
    const speaker = 'xa-bien-lam';
    await expect.poll(() => chair.presence[speaker]?.online, patience).toBe(true);
    await chair.command({ type: 'RequestFloor', requestId: 'asked', siteId: speaker, kind: 'speech', subject: 'Việc' });
    await chair.command({ type: 'GrantFloor', requestId: 'asked', speechId: 'spoken', replaces: null, thenStandby: false });
    await expect.poll(() => chair.presence[speaker]?.media, patience).toMatchObject({ main: true, audio: true });
    chair.close();
    expect(await server.stop()).toBe('0');
  },
);
