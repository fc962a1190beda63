/** Which processes exist, told apart from later ones that got the same number. Linux reads /proc, others ask `ps`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process for good: numbers are reused, number and start together are not. */
export interface ProcessId {
  readonly pid: number;
  /** Clock ticks since boot on Linux (proc(5), stat field 22), the text of `ps -o lstart` elsewhere. */
  readonly started: string;
}

/** False on macOS: there `ps` is asked, and working folders are not seen. */
export const HAS_PROC: boolean = existsSync('/proc/self/stat');
/** Fine enough that waiting adds nothing anyone notices, coarse enough to cost nothing. */
const POLL_MS = 20;

/** The process that has this number now; undefined where there is none, or only its zombie. */
export function findProcess(pid: number): ProcessId | undefined {
  const started = HAS_PROC ? startedFromProc(pid) : startedFromPs(pid);
  return started === undefined ? undefined : { pid, started };
}

export function isRunning(id: ProcessId): boolean {
  return findProcess(id.pid)?.started === id.started;
}

/** Processes whose working directory is this folder: how a postmaster's backends are found once it is dead. Linux only. */
export function processesIn(folder: string): ProcessId[] {
  if (!HAS_PROC) return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .filter((pid) => workingFolder(pid) === folder)
    .map((pid) => findProcess(Number(pid)))
    .filter((id) => id !== undefined);
}

/** The process of that number if it runs that program: what can be known where working folders cannot be seen. */
export function findByProgram(pid: number, program: string): ProcessId | undefined {
  try {
    const command = execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return command.includes(program) ? findProcess(pid) : undefined;
  } catch {
    return undefined;
  }
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(id: ProcessId, name: NodeJS.Signals): void {
  if (!isRunning(id)) return;
  try {
    process.kill(id.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** True when all were gone in time. */
export async function waitGone(ids: readonly ProcessId[], timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (ids.some(isRunning)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/** kill -9 and wait; a process in an uninterruptible call may outlive the wait, and the caller goes on. */
export async function endProcesses(ids: readonly ProcessId[]): Promise<void> {
  for (const id of ids) signal(id, 'SIGKILL');
  await waitGone(ids, 2_000);
}

function startedFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets; fields are counted after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function startedFromPs(pid: number): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' || text.startsWith('Z') ? undefined : text.slice(text.indexOf(' ') + 1).trim();
  } catch {
    return undefined;
  }
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
