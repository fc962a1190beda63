/** Starts the process tree of `diemcau serve`, keeps it running and takes it down in order. */
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { ChildRecords } from './child-records.ts';
import { ControlSocket } from './control-socket.ts';
import type { DataFolder } from './data-folder.ts';
import { mediaSocketPath, openDataFolder, relaySocketPath, readOrCreateSecret } from './data-folder.ts';
import { EmbeddedPostgres } from './embedded-postgres.ts';
import { FolderLock } from './folder-lock.ts';
import { KeptChild } from './kept-child.ts';
import { mediaPlan } from './media-plan.ts';
import { mediaPorts } from './media-ports.ts';
import { EMBEDDED_DATABASE, createEmbeddedDatabase, migrateDatabase } from './prepare-database.ts';
import { fewFiles, openFilesMax } from './open-files.ts';
import { PresenceBoard } from './presence-board.ts';
import { checkStart } from './start-checks.ts';
import type { SupervisorToWorker, WorkerToSupervisor } from './supervisor-link.ts';
import { workerPlan } from './worker-plan.ts';
import type { WorkerPlan } from './worker-plan.ts';

/** Once a second, as workers report; see PRESENCE_EXPIRY_MS. */
const PRESENCE_EVERY_MS = 1_000;

/** Everybody in the rooms of the reference day. */
const REFERENCE_PHONES = 23_000;

export interface SupervisorOptions {
  readonly config: Config;
  /** The program file that children run with a hidden subcommand. */
  readonly entryPath: string;
  readonly log: Logger;
}

/** `stop` is idempotent. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #folder: DataFolder;
  readonly #lock: FolderLock;
  readonly #records: ChildRecords;
  readonly #board = new PresenceBoard();
  readonly #startedAtMs = Date.now();
  readonly #gauges: Record<string, Readonly<Record<string, number>>> = {};
  #postgres: KeptChild | undefined;
  #media: readonly KeptChild[] = [];
  #workers: readonly { readonly plan: WorkerPlan; readonly child: KeptChild }[] = [];
  #control: ControlSocket | undefined;
  #presenceTimer: NodeJS.Timeout | undefined;
  #stopped: Promise<void> | undefined;

  private constructor(options: SupervisorOptions, folder: DataFolder) {
    this.#options = options;
    this.#folder = folder;
    this.#lock = FolderLock.take(folder.path);
    this.#records = new ChildRecords(folder.path);
  }

  /** Resolves when everything is up. Throws StartProblem with nothing left running. */
  static async start(options: SupervisorOptions): Promise<Supervisor> {
    const supervisor = new Supervisor(options, openDataFolder(options.config.dataDir));
    try {
      await supervisor.#start();
      return supervisor;
    } catch (error) {
      await supervisor.stop();
      throw error;
    }
  }

  /** Workers first, the database last. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #start(): Promise<void> {
    const leftovers = await this.#records.endLeftovers();
    if (leftovers > 0) this.#options.log.warn({ leftovers }, 'ended processes of an earlier run');
    await checkStart(this.#options.config);
    const few = fewFiles(openFilesMax(), { workers: this.#options.config.workers, phones: REFERENCE_PHONES });
    if (few !== null) this.#options.log.warn(few);
    readOrCreateSecret(this.#folder);
    this.#presenceTimer = setInterval(() => this.#sharePresence(), PRESENCE_EVERY_MS);
    // Workers load their code while the database starts. Without a database they wait until they are stopped.
    const databaseUrl = this.#startDatabase();
    const children = Promise.allSettled([this.#startWorkers(databaseUrl), this.#startMedia()]);
    await databaseUrl;
    for (const outcome of await children) if (outcome.status === 'rejected') throw outcome.reason;
    this.#control = await ControlSocket.open(this.#folder.runPath, {
      hold: () => this.#stopWorkers(),
      resume: async () => void (this.#stopped ?? (await this.#resumeWorkers())),
    });
  }

  async #stop(): Promise<void> {
    clearInterval(this.#presenceTimer);
    this.#control?.close();
    await this.#stopWorkers();
    await Promise.all(this.#media.map((child) => child.stop()));
    await this.#postgres?.stop();
    this.#lock.release();
  }

  /** Returns its URL. */
  async #startDatabase(): Promise<string> {
    const { config, log } = this.#options;
    const url = config.databaseUrl ?? (await this.#startEmbedded());
    const ran = await migrateDatabase(url);
    if (ran.length > 0) log.info({ migrations: ran }, 'the database was brought up to date');
    return url;
  }

  async #startEmbedded(): Promise<string> {
    const server = await EmbeddedPostgres.open(this.#folder.path, this.#options.log);
    const plan = { name: 'postgres', start: () => server.start(), stop: () => server.stop() };
    this.#postgres = this.#keep(plan);
    await this.#postgres.start();
    await createEmbeddedDatabase(server.url('postgres'));
    return server.url(EMBEDDED_DATABASE);
  }

  async #startMedia(): Promise<void> {
    const plan = mediaPorts(this.#options.config);
    const relaySocketPaths = plan.map((_, index) => relaySocketPath(this.#folder, index));
    this.#media = plan.map((ports, index) => {
      const name = `media-${index}`;
      const start = {
        name,
        ...ports,
        index,
        socketPath: mediaSocketPath(this.#folder, index),
        relaySocketPaths,
        dataFolder: this.#folder.path,
      };
      return this.#keep(mediaPlan({ entryPath: this.#options.entryPath, start, spawned: (pid) => this.#records.add(name, pid) }));
    });
    await Promise.all(this.#media.map((child) => child.start()));
  }

  async #startWorkers(databaseUrl: Promise<string>): Promise<void> {
    const names = Array.from({ length: this.#options.config.workers }, (_, index) => `worker-${index + 1}`);
    this.#workers = names.map((name) => {
      const plan = this.#workerPlan(name, databaseUrl);
      return { plan, child: this.#keep(plan) };
    });
    await Promise.all(this.#workers.map(({ child }) => child.start()));
  }

  #workerPlan(name: string, databaseUrl: Promise<string>): WorkerPlan {
    const mediaSocketPaths = mediaPorts(this.#options.config).map((_, index) => mediaSocketPath(this.#folder, index));
    const plan: WorkerPlan = workerPlan({
      entryPath: this.#options.entryPath,
      start: { name, dataFolder: this.#folder.path, mediaSocketPaths },
      databaseUrl,
      received: (message) => this.#received(name, plan, message),
      spawned: (pid) => this.#records.add(name, pid),
    });
    return plan;
  }

  async #stopWorkers(): Promise<void> {
    await Promise.all(this.#workers.map(({ child }) => child.stop()));
  }

  async #resumeWorkers(): Promise<void> {
    await Promise.all(this.#workers.map(({ child }) => child.resume()));
  }

  #keep(plan: ConstructorParameters<typeof KeptChild>[0]): KeptChild {
    return new KeptChild(plan, this.#options.log, ({ name, state }) => {
      if (state === 'down') {
        this.#board.forget(name);
        delete this.#gauges[name];
      }
      this.#tellWorkers(this.#processes());
    });
  }

  #received(name: string, plan: WorkerPlan, message: WorkerToSupervisor): void {
    if (message.type === 'ready') plan.send(this.#processes());
    if (message.type === 'presence') this.#board.report(name, message.reports, performance.now());
    if (message.type === 'gauges') {
      this.#gauges[name] = message.gauges;
      this.#tellWorkers({ type: 'gauges', gauges: this.#gauges });
    }
  }

  #sharePresence(): void {
    this.#tellWorkers({ type: 'presence', reports: this.#board.merged(performance.now()) });
  }

  #tellWorkers(message: SupervisorToWorker): void {
    for (const { plan } of this.#workers) plan.send(message);
  }

  #processes(): SupervisorToWorker {
    const children = [...(this.#postgres ? [this.#postgres] : []), ...this.#media, ...this.#workers.map(({ child }) => child)];
    const own = { name: 'supervisor', state: 'up', pid: process.pid, restarts: 0, sinceMs: this.#startedAtMs } as const;
    return { type: 'processes', processes: [own, ...children.map((child) => child.state)] };
  }
}
