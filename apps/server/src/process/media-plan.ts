/** How a media process is started and stopped. It keeps nothing that needs a farewell, so it is simply ended. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { MediaStart } from './child-start.ts';
import type { ChildPlan } from './kept-child.ts';
import { StartProblem } from './start-problem.ts';

/** From fork to an open UDP port takes about half a second; see the worker's. */
const READY_TIMEOUT_MS = 90_000;

export interface MediaOptions {
  readonly entryPath: string;
  readonly start: MediaStart;
  readonly spawned: (pid: number) => void;
}

export function mediaPlan({ entryPath, start, spawned }: MediaOptions): ChildPlan {
  let child: ChildProcess | undefined;
  return {
    name: start.name,
    start: async () => {
      const running = fork(entryPath, ['media-process', JSON.stringify(start)]);
      child = running;
      if (running.pid !== undefined) spawned(running.pid);
      const exited = new Promise<string>((resolve) => {
        running.once('error', (error) => resolve(error.message));
        running.once('exit', (code, name) => resolve(name ?? `code ${code}`));
      });
      await untilReady(running, exited);
      return { pid: running.pid!, exited };
    },
    stop: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function untilReady(child: ChildProcess, exited: Promise<string>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<string | undefined>((resolve) => {
    child.once('message', () => resolve(undefined));
    timer = setTimeout(() => resolve(`was not ready within ${READY_TIMEOUT_MS / 1000} s`), READY_TIMEOUT_MS);
  });
  const problem = await Promise.race([ready, exited]);
  clearTimeout(timer);
  if (problem === undefined) return;
  child.kill('SIGKILL');
  throw new StartProblem(`the media process did not start (${problem}); its messages are in the log above`);
}
