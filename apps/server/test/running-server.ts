/** Starts the built program as a person would, in a data folder of its own, and watches its processes. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROGRAM: string = fileURLToPath(new URL('../bin/diemcau.js', import.meta.url));

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  readonly dataDir: string;
  readonly readyAfterMs: number;
  /** Everything it wrote so far. */
  output(): string;
  /** Resolves with exit code or signal. */
  readonly exited: Promise<string>;
  /** SIGTERM, and waits. */
  stop(): Promise<string>;
}

/** A folder that is removed by the caller. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'diemcau-test-server-'));
}

export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

export interface StartOptions {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
}

/** Resolves when the start message is out; rejects with everything it wrote where it ends before. */
export async function startServer({ dataDir, env = {}, command = ['serve'] }: StartOptions): Promise<RunningServer> {
  const ports = { PORT: String(await freeTcpPort()), DIEMCAU_MEDIA_PORT: String(await freeUdpPort()), ...env };
  const beganMs = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...command], { env: { ...cleanEnv(), DIEMCAU_DATA_DIR: dataDir, ...ports } });
  let text = '';
  const exited = new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? String(code))));
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        text += String(chunk);
        if (text.includes('is ready')) resolve();
      });
    }
  });
  const ended = await Promise.race([ready, exited]);
  if (ended !== undefined) throw new Error(text);
  const stop = (): Promise<string> => (child.kill('SIGTERM'), exited);
  const port = Number(ports.PORT);
  return {
    pid: child.pid!,
    port,
    url: `http://127.0.0.1:${port}`,
    dataDir,
    readyAfterMs: performance.now() - beganMs,
    output: () => text,
    exited,
    stop,
  };
}

/** Runs a subcommand to its end. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: string; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...cleanEnv(), ...env } });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += String(chunk)));
  const code = await new Promise<string>((resolve) => child.once('close', (exit, signal) => resolve(signal ?? String(exit))));
  return { code, ...output };
}

/** Processes of the server's tree, the database's included, by /proc. */
export function processesOf(dataDir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && belongs(name, dataDir))
    .map(Number);
}

/** PID of a child by the name the supervisor records; the postmaster's by PostgreSQL's own file. */
export function childPid(dataDir: string, name: string): number | undefined {
  try {
    if (name === 'postgres') return Number(readFileSync(join(dataDir, 'database', '18', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return (JSON.parse(readFileSync(join(dataDir, 'children.json'), 'utf8')) as Record<string, { pid: number }>)[name]?.pid;
  } catch {
    return undefined;
  }
}

/** A TCP port of loopback that is free now. */
export async function freeTcpPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

/** Settings of the machine's own environment are not for the server under test. */
function cleanEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DIEMCAU_|DATABASE_URL|PORT$|NODE_|VITEST)/.test(name)));
}

function belongs(pid: string, dataDir: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    if (stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')) return false;
    // A backend of PostgreSQL shows itself by its working folder only.
    const text =
      readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8') + readlinkSync(`/proc/${pid}/cwd`);
    return text.includes(dataDir);
  } catch {
    return false;
  }
}
