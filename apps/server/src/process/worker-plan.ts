/** How a web worker is started and stopped. Node's cluster gives all workers the one port. */
import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import type { WorkerBegin, WorkerStart, WorkerWaiting } from './child-start.ts';
import type { ChildPlan, RunningChild } from './kept-child.ts';
import { StartProblem } from './start-problem.ts';
import type { SupervisorToWorker, WorkerToSupervisor } from './supervisor-link.ts';

/** From fork to listening takes about a second, on a machine that is busy with other things half a minute; one that takes this long hangs. */
const READY_TIMEOUT_MS = 90_000;
/** What is in hand gets this long, then the worker is ended: people who wait for a stop wait seconds. */
const STOP_TIMEOUT_MS = 3_000;
/**
 * V8 compiles a function when it is first called, plainly, and need not interpret it for a while before. A hall that
 * presses at once comes upon code nobody has run: in bench:ballot the 99th percentile of the first second was 1.1 s
 * without, and 0.05, 0.4 and 0.8 s in three runs with it. It costs a start some 0.3 s (bench:start).
 */
const V8_FLAGS = ['--always-sparkplug'];

export interface WorkerOptions {
  readonly entryPath: string;
  readonly start: WorkerStart;
  /** Resolves when the database is up and migrated; where it rejects, the worker is stopped by the caller. */
  readonly databaseUrl: Promise<string>;
  readonly received: (message: WorkerToSupervisor) => void;
  readonly spawned: (pid: number) => void;
}

export interface WorkerPlan extends ChildPlan {
  /** Says nothing to a worker that is not there. */
  send(message: SupervisorToWorker): void;
}

export function workerPlan(options: WorkerOptions): WorkerPlan {
  let worker: Worker | undefined;
  let ready = false;
  return {
    name: options.start.name,
    send: (message) => {
      if (worker?.isConnected()) worker.send(message);
    },
    start: async () => {
      const running = forkWorker(options);
      worker = running.worker;
      ready = false;
      await untilReady(running);
      ready = true;
      return { pid: running.worker.process.pid!, exited: running.exited };
    },
    stop: async () => {
      // One that is still starting has nothing in hand.
      if (worker && !worker.isDead()) await stopWorker(worker, ready ? STOP_TIMEOUT_MS : 0);
    },
  };
}

interface ForkedWorker {
  readonly worker: Worker;
  readonly exited: RunningChild['exited'];
}

function forkWorker({ entryPath, start, databaseUrl, received, spawned }: WorkerOptions): ForkedWorker {
  cluster.setupPrimary({ exec: entryPath, args: ['web-worker', JSON.stringify(start)], execArgv: [...process.execArgv, ...V8_FLAGS] });
  const worker = cluster.fork();
  spawned(worker.process.pid!);
  worker.on('message', received);
  // Node's cluster listens before the program does, so what is sent before it asks is lost.
  worker.on('message', (message: WorkerWaiting) => {
    if (message.type !== 'waiting') return;
    databaseUrl.then(
      (url) => begin(worker, url),
      () => undefined,
    );
  });
  const exited = new Promise<string>((resolve) => {
    worker.on('error', (error) => resolve(error.message));
    worker.once('exit', (code, name) => resolve(name ?? `code ${code}`));
  });
  return { worker, exited };
}

function begin(worker: Worker, databaseUrl: string): void {
  const message: WorkerBegin = { type: 'begin', databaseUrl };
  if (worker.isConnected()) worker.send(message);
}

async function untilReady({ worker, exited }: ForkedWorker): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<string | undefined>((resolve) => {
    worker.on('message', (message: WorkerToSupervisor) => message.type === 'ready' && resolve(undefined));
    timer = setTimeout(() => resolve(`was not ready within ${READY_TIMEOUT_MS / 1000} s`), READY_TIMEOUT_MS);
  });
  const problem = await Promise.race([ready, exited]);
  clearTimeout(timer);
  if (problem === undefined) return;
  worker.process.kill('SIGKILL');
  await exited;
  throw new StartProblem(`a web worker did not start (${problem}); its messages are in the log above`);
}

async function stopWorker(worker: Worker, timeoutMs: number): Promise<void> {
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  const timer = setTimeout(() => worker.process.kill('SIGKILL'), timeoutMs);
  const stop: SupervisorToWorker = { type: 'stop' };
  if (worker.isConnected()) worker.send(stop);
  else worker.process.kill('SIGKILL');
  await gone;
  clearTimeout(timer);
}
