import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SiteKey } from '../../apps/server/src/simulator/site-session.ts';

const PROGRAM = fileURLToPath(new URL('../../apps/server/bin/diemcau.js', import.meta.url));

/** The real program on a folder of its own, with one conference in it. */
export interface ServerUnderTest {
  readonly url: string;
  readonly conferenceId: string;
  /** The chair's. */
  readonly signInToken: string;
  /** Each link signs in once. */
  readonly secretarySignInToken: string;
  /** The hall first. */
  readonly keys: readonly SiteKey[];
  /** Where its processes are listed, and where commands of the program find it. */
  readonly dataDir: string;
  /** Stops it and removes its folder. */
  close(): Promise<void>;
}

/** What `diemcau conference create --json` prints, as far as it is used here. */
interface CreatedConference {
  readonly conferenceId: string;
  readonly officers: readonly { readonly signInToken: string }[];
  readonly sites: readonly { readonly token: string }[];
}

export async function startServerUnderTest(sites: number): Promise<ServerUnderTest> {
  const dataDir = mkdtempSync(join(tmpdir(), 'diemcau-bench-'));
  const port = await freeTcpPort();
  const env = {
    ...process.env,
    DIEMCAU_DATA_DIR: dataDir,
    PORT: String(port),
    DIEMCAU_MEDIA_PORT: String(await freeUdpPort()),
    DIEMCAU_LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, [PROGRAM, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await untilReady(child);
    const { conferenceId, officers, sites: rooms } = await createConference(env, dataDir, sites);
    const keys = rooms.map(({ token }) => ({ token }));
    const url = `http://127.0.0.1:${port}`;
    const [signInToken, secretarySignInToken] = officers.map((officer) => officer.signInToken) as [string, string];
    return { url, conferenceId, signInToken, secretarySignInToken, keys, dataDir, close: () => stop(child, dataDir) };
  } catch (error) {
    await stop(child, dataDir);
    throw error;
  }
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => String(text).includes('is ready') && resolve());
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code}; is it built (npm run build)?`)));
  });
}

async function createConference(env: NodeJS.ProcessEnv, dataDir: string, sites: number): Promise<CreatedConference> {
  const file = join(dataDir, 'sites.csv');
  writeFileSync(file, Array.from({ length: sites - 1 }, (_, index) => `Điểm cầu ${index + 1},,1\n`).join(''));
  const words = ['conference', 'create', '--json', '--title', 'Đo thời gian', '--starts', new Date().toISOString(), '--chair', 'Chủ trì'];
  const places = ['--secretary', 'Thư ký', '--hall', 'Hội trường', '--sites', file];
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...words, ...places], { env });
  return JSON.parse(stdout) as CreatedConference;
}

async function stop(child: ChildProcess, dataDir: string): Promise<void> {
  if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

async function freeTcpPort(): Promise<number> {
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
