/** `npm run bench:start`: from the command to ready, on an empty data folder and afterwards. The last line is one JSON object. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The aims: what a person waits for once, and every time after. */
const AIMS = { emptyMs: 15_000, againMs: 5_000 };
/** The first start is measured once per empty folder; three show the spread without taking a minute. */
const ROUNDS = 3;
const PROGRAM = fileURLToPath(new URL('../apps/server/bin/diemcau.js', import.meta.url));
const COMMAND = process.argv[2] ?? 'serve';

const emptyMs: number[] = [];
const againMs: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const folder = mkdtempSync(join(tmpdir(), 'diemcau-bench-'));
  emptyMs.push(await readyAfterMs(folder));
  againMs.push(await readyAfterMs(folder));
  rmSync(folder, { recursive: true, force: true });
  console.log(`round ${round + 1}: empty ${emptyMs.at(-1)} ms, again ${againMs.at(-1)} ms`);
}

const figures = { emptyMs: Math.max(...emptyMs), againMs: Math.max(...againMs) };
const ok = figures.emptyMs <= AIMS.emptyMs && figures.againMs <= AIMS.againMs;
console.log(JSON.stringify({ bench: 'start', command: COMMAND, worst: figures, all: { emptyMs, againMs }, aims: AIMS, ok }));
process.exitCode = ok ? 0 : 1;

/** Until the readiness check answers; then stops it. */
async function readyAfterMs(dataDir: string): Promise<number> {
  const port = await freePort();
  const env = {
    ...process.env,
    DIEMCAU_DATA_DIR: dataDir,
    PORT: String(port),
    DIEMCAU_MEDIA_PORT: String(await freeUdpPort()),
    DIEMCAU_LOG_LEVEL: 'error',
  };
  const beganMs = performance.now();
  const child = spawn(process.execPath, [PROGRAM, COMMAND], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`diemcau ${COMMAND} ended with code ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const tookMs = Math.round(performance.now() - beganMs);
  child.kill('SIGTERM');
  await exited;
  return tookMs;
}

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health/ready`)
    .then((answer) => answer.ok)
    .catch(() => false);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
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
