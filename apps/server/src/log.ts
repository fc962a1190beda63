/** One log for every process: JSON lines on standard error, so that standard output stays for people. */
import { pino, destination } from 'pino';
import type { Logger } from 'pino';
import type { LogLevel } from './config-parsers.ts';

/** `name` is the process (`supervisor`, `worker-1`, `media-0`), or the command. Writes synchronously: nothing is lost when a process is killed. */
export function createLog(name: string, level: LogLevel): Logger {
  return pino(
    { name, level, base: { pid: process.pid }, timestamp: () => `,"at":"${new Date().toISOString()}"` },
    destination({ fd: 2, sync: true }),
  );
}

export type { Logger } from 'pino';
