/**
 * The embedded PostgreSQL: real server, real fsync, reached through a Unix socket only, by whoever
 * owns the data folder and by root (peer authentication: no password exists).
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync, chownSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Logger } from '../log.ts';
import { openDatabasePlace, placeOwner } from './database-place.ts';
import { findDatabaseUser } from './database-user.ts';
import type { DatabaseUser } from './database-user.ts';
import { installBinaries } from './postgres-binaries.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { HAS_PROC, endProcesses, findByProgram, findProcess, processesIn, signal, waitGone } from './process-table.ts';
import type { ProcessId } from './process-table.ts';
import { StartProblem } from './start-problem.ts';

/** Nobody logs in by this name over a network; it owns the tables. */
const ROLE = 'diemcau';
/** Crash recovery replays at most max_wal_size; a slow disk gets this long. */
const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 10;
/** A fast shutdown writes a checkpoint; past this the server is ended and recovers at the next start. */
const FAST_SHUTDOWN_MS = 10_000;
const IMMEDIATE_SHUTDOWN_MS = 1_500;

/** Written by initdb into postgresql.conf, where an operator may change them for a larger machine. */
const FIRST_SETTINGS = {
  // Two workers with ten connections each, their listeners, jobs, commands and a person looking.
  max_connections: '60',
  // The whole working set of a conference many times over, small beside the rest of a 4 GB machine.
  shared_buffers: '256MB',
  // Two cores: a query that spreads over both would stall the sockets.
  max_parallel_workers_per_gather: '0',
  max_worker_processes: '4',
  io_method: 'sync',
  jit: 'off',
  // Bounds crash recovery to about a second of replay here; see READY_TIMEOUT_MS.
  max_wal_size: '512MB',
  idle_in_transaction_session_timeout: '60s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_checkpoints: 'off',
  log_line_prefix: '',
};

interface Postmaster {
  readonly id: ProcessId;
  readonly process: ChildProcess;
  readonly exited: Promise<string>;
}

/** One cluster in one data folder. `stop` is idempotent. */
export class EmbeddedPostgres {
  readonly #binaries: PostgresBinaries;
  readonly #place: string;
  readonly #runAs: DatabaseUser | undefined;
  readonly #log: Logger;
  #postmaster: Postmaster | undefined;

  private constructor(place: string, runAs: DatabaseUser | undefined, log: Logger) {
    this.#place = place;
    this.#runAs = runAs;
    this.#log = log;
    this.#binaries = installBinaries(place);
  }

  /** Finds or makes the place, the binaries and the cluster; ends what an earlier run left over. Does not start it. */
  static async open(dataFolder: string, log: Logger): Promise<EmbeddedPostgres> {
    const user = findDatabaseUser();
    const place = openDatabasePlace(dataFolder, user);
    const postgres = new EmbeddedPostgres(place, user && placeOwner(place), log);
    if (place !== join(dataFolder, 'database'))
      log.warn({ place }, 'the database lies outside the data folder, where its user can reach it');
    await postgres.#endLeftovers();
    if (!existsSync(join(postgres.clusterPath, 'PG_VERSION'))) await postgres.#createCluster();
    return postgres;
  }

  /** PostgreSQL's own data directory; links resolved, as its processes have it as their working folder. */
  get clusterPath(): string {
    return join(this.#place, this.#binaries.major);
  }

  /** Connection URL of a database of this cluster. */
  url(database: string): string {
    return placeUrl(this.#place, database);
  }

  /** The same of a cluster that another process runs. */
  static urlOf(dataFolder: string, database: string): string {
    return placeUrl(realpathSync(join(dataFolder, 'database')), database);
  }

  /** Resolves once it takes connections, with what it needs to be watched. Ends leftover backends first. */
  async start(): Promise<{ readonly pid: number; readonly exited: Promise<string> }> {
    await this.#endLeftovers();
    this.#writeAccessRules();
    mkdirSync(socketFolder(this.#place), { recursive: true, mode: 0o700 });
    this.#giveToUser(socketFolder(this.#place));
    const postmaster = this.#spawnPostmaster();
    this.#postmaster = postmaster;
    await this.#waitReady(postmaster);
    return { pid: postmaster.id.pid, exited: postmaster.exited };
  }

  /** Fast shutdown: open transactions are rolled back, everything committed is written. */
  async stop(): Promise<void> {
    const postmaster = this.#postmaster;
    this.#postmaster = undefined;
    if (!postmaster) return;
    signal(postmaster.id, 'SIGINT');
    if (!(await waitGone([postmaster.id], FAST_SHUTDOWN_MS))) await this.#endLeftovers();
  }

  async #endLeftovers(): Promise<void> {
    await endCluster(this.clusterPath);
    // Nobody works here now; a number in it that was reused would only stop the next start.
    rmSync(join(this.clusterPath, 'postmaster.pid'), { force: true });
  }

  async #createCluster(): Promise<void> {
    const unfinished = `${this.clusterPath}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    // builtin C.UTF-8: one order of bytes on every machine and version. Vietnamese order is asked for where
    // people read it (COLLATE "vi-x-icu"), so no library update can silently break an index.
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const settings = Object.entries(FIRST_SETTINGS).map(([name, value]) => `--set=${name}=${value}`);
    await this.#run(this.#binaries.initdb, [`--pgdata=${unfinished}`, `--username=${ROLE}`, '--auth=peer', ...locale, ...settings]);
    renameSync(unfinished, this.clusterPath);
  }

  /** Peer authentication maps operating system users to our role: the owner, root, and nobody else. */
  #writeAccessRules(): void {
    const users = new Set(['root', userInfo().username]);
    this.#writeFile('pg_hba.conf', 'local all all peer map=diemcau\n');
    this.#writeFile('pg_ident.conf', [...users].map((user) => `diemcau "${user}" ${ROLE}\n`).join(''));
  }

  #writeFile(name: string, text: string): void {
    const path = join(this.clusterPath, name);
    writeFileSync(path, text, { mode: 0o600 });
    this.#giveToUser(path);
  }

  #giveToUser(path: string): void {
    if (this.#runAs) chownSync(path, this.#runAs.uid, this.#runAs.gid);
  }

  #spawnPostmaster(): Postmaster {
    const settings = {
      listen_addresses: '',
      unix_socket_directories: socketFolder(this.#place),
      unix_socket_permissions: '0700',
      logging_collector: 'off',
    };
    const args = ['-D', this.clusterPath, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    // Its own process group: Ctrl-C reaches the supervisor, which stops it last.
    const child = spawn(this.#binaries.postgres, args, { ...this.#spawnOptions(), detached: true });
    createInterface({ input: child.stderr! }).on('line', (line) => this.#logLine(line));
    const exited = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, name) => resolve(name ?? `code ${code}`));
    });
    const id = child.pid === undefined ? undefined : findProcess(child.pid);
    if (!id) throw new StartProblem(`PostgreSQL cannot be started: ${this.#binaries.postgres} does not run here`);
    return { id, process: child, exited };
  }

  async #waitReady(postmaster: Postmaster): Promise<void> {
    const exited = postmaster.exited.then((reason) => {
      throw new StartProblem(`PostgreSQL ended while starting (${reason}); its messages are in the log above`);
    });
    await Promise.race([exited, pollReady(this.clusterPath, postmaster.id.pid)]);
    exited.catch(() => undefined);
  }

  #logLine(line: string): void {
    const severe = /^(FATAL|PANIC|ERROR)/.test(line);
    this.#log[severe ? 'warn' : 'debug']({ postgres: line }, 'postgres');
  }

  #spawnOptions(): { cwd: string; stdio: ['ignore', 'ignore', 'pipe']; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
    // A clean environment: PGDATA and the like of the machine's own PostgreSQL are not for this one.
    return {
      cwd: this.#place,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      ...this.#runAs,
    };
  }

  async #run(program: string, args: readonly string[]): Promise<void> {
    const child = spawn(program, args, this.#spawnOptions());
    const lines: string[] = [];
    createInterface({ input: child.stderr! }).on('line', (line) => lines.push(line));
    const code = await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
    if (code !== 0) throw new StartProblem(`PostgreSQL's initdb failed: ${lines.at(-1) ?? String(code)}`);
  }
}

function placeUrl(place: string, database: string): string {
  return `postgresql://${ROLE}@localhost/${database}?host=${encodeURIComponent(socketFolder(place))}`;
}

/** A socket's path has room for about 100 bytes (unix(7)); a deep data folder gets one under /tmp. */
function socketFolder(place: string): string {
  const inside = join(place, 'socket');
  if (Buffer.byteLength(inside) <= 80) return inside;
  return join(tmpdir(), `diemcau-db-${createHash('sha256').update(place).digest('hex').slice(0, 12)}`);
}

/** Ends every process that works in a cluster: the postmaster first, so that it takes its backends along. */
export async function endCluster(clusterPath: string): Promise<void> {
  if (!existsSync(clusterPath)) return;
  const folder = realpathSync(clusterPath);
  signalPostmaster(folder, 'SIGQUIT');
  await waitGone(clusterProcesses(folder), IMMEDIATE_SHUTDOWN_MS);
  await endProcesses(clusterProcesses(folder));
}

/** All that work in the cluster; without /proc the postmaster only, which takes its backends along. */
function clusterProcesses(folder: string): ProcessId[] {
  if (HAS_PROC) return processesIn(folder);
  const postmaster = findByProgram(Number(pidFileLines(folder)[0]), 'postgres');
  return postmaster ? [postmaster] : [];
}

/**
 * Signals the postmaster of a data folder's embedded database, if there is one. Never waits: an orphaned worker calls
 * it on its way out. SIGQUIT ends it and its backends at once; committed work is in the log on disk.
 */
export function signalPostmasters(dataFolder: string, name: NodeJS.Signals): void {
  const place = join(dataFolder, 'database');
  if (!existsSync(place)) return;
  for (const entry of readdirSync(place)) signalPostmaster(realpathSync(join(place, entry)), name);
}

function signalPostmaster(clusterPath: string, name: NodeJS.Signals): void {
  const pid = pidFileLines(clusterPath)[0];
  if (pid === undefined) return;
  const postmaster = clusterProcesses(clusterPath).find((id) => String(id.pid) === pid);
  if (postmaster) signal(postmaster, name);
}

/** Line 8 of postmaster.pid is the server's state (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_PM_STATUS), as pg_ctl reads it. */
function pollReady(clusterPath: string, pid: number): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      const lines = pidFileLines(clusterPath);
      const ready = lines[0] === String(pid) && lines[7]?.trim() === 'ready';
      if (!ready && performance.now() < deadline) return;
      clearInterval(timer);
      if (ready) resolve();
      else reject(new StartProblem(`PostgreSQL was not ready within ${READY_TIMEOUT_MS / 1000} s`));
    }, READY_POLL_MS);
    timer.unref();
  });
}

function pidFileLines(clusterPath: string): string[] {
  try {
    return readFileSync(join(clusterPath, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}
