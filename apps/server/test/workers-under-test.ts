/** Workers in this process: the real app on a real database, with a fake media plane and a link that merges presence. */
import { createFakePlane, type FakePlane } from '@diemcau/media';
import { startApp } from '../src/app.ts';
import { readConfig, type Config } from '../src/config.ts';
import { createConference, type ConferencePlan, type CreatedConference } from '../src/hub/create-conference.ts';
import { PostgresJournal } from '../src/journal/postgres-journal.ts';
import type { PresenceReport, SupervisorLink, SupervisorToWorker } from '../src/process/supervisor-link.ts';
import { freeTcpPort, removeFolder, temporaryFolder } from './running-server.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export interface TestClock {
  nowMs: number;
}

export interface WorkersUnderTest {
  readonly database: TestDatabase;
  readonly plane: FakePlane;
  /** Of all of them; gone afterwards. */
  readonly dataDir: string;
  /** Addresses of the workers. */
  readonly urls: readonly string[];
  /** Stands still until it is moved; starts at the machine's time. */
  readonly clock: TestClock;
  createConference(plan?: Partial<ConferencePlan>): Promise<CreatedConference>;
  /** Ends one worker as a stop does. */
  stop(index: number): Promise<void>;
  close(): Promise<void>;
}

const SECRET = 'a secret for tests that nobody needs to guess';

/** About 300 ms for two. */
export async function startWorkers(count = 2, settings: Partial<Config> = {}): Promise<WorkersUnderTest> {
  const database = await createTestDatabase();
  const plane = createFakePlane();
  const clock = { nowMs: Date.now() };
  const dataDir = temporaryFolder();
  const links = presenceLinks(count);
  const workers = await Promise.all(links.map((link) => startWorker({ database, plane, clock, link, settings: { dataDir, ...settings } })));
  const journal = workers[0]!.journal;
  return {
    database,
    plane,
    dataDir,
    clock,
    urls: workers.map(({ url }) => url),
    createConference: (plan = {}) =>
      createConference({ db: database.pool, journal, nowMs: () => clock.nowMs }, { ...PLAN, startsAtMs: clock.nowMs, ...plan }),
    stop: (index) => workers[index]!.close(),
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await plane.close();
      await database.close();
      removeFolder(dataDir);
    },
  };
}

const PLAN = {
  title: 'Giao ban quý III',
  hall: { siteId: 'hall', name: 'Hội trường' },
  sites: [
    { siteId: 'a', name: 'Xã A' },
    { siteId: 'b', name: 'Xã B' },
  ],
  officers: [
    { name: 'Trần Chủ Trì', roles: ['chair' as const] },
    { name: 'Lê Phó', roles: ['deputy' as const] },
    { name: 'Nguyễn Thư Ký', roles: ['secretary' as const] },
  ],
};

interface WorkerParts {
  readonly database: TestDatabase;
  readonly plane: FakePlane;
  readonly clock: TestClock;
  readonly link: SupervisorLink;
  readonly settings: Partial<Config>;
}

async function startWorker({ database, plane, clock, link, settings }: WorkerParts) {
  const port = await freeTcpPort();
  const config = { ...readConfig({ PORT: String(port) }), ...settings, secret: SECRET };
  const journal = new PostgresJournal(database.pool, database.url, database.log);
  const parts = {
    config,
    link,
    db: database.pool,
    databaseUrl: database.url,
    journal,
    log: database.log,
    mediaSocketPaths: [],
    plane,
    nowMs: () => clock.nowMs,
  };
  const app = await startApp(parts);
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= app.close().then(() => journal.close()));
  return { url: `http://127.0.0.1:${port}`, journal, close };
}

/** What the supervisor does with presence: everybody's together, to everybody. */
function presenceLinks(count: number): SupervisorLink[] {
  const reports: PresenceReport[][] = Array.from({ length: count }, () => []);
  const listeners = new Set<(message: SupervisorToWorker) => void>();
  return reports.map((_, index) => ({
    send(message) {
      if (message.type !== 'presence') return;
      reports[index] = [...message.reports];
      for (const listener of listeners) listener({ type: 'presence', reports: reports.flat() });
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  }));
}
