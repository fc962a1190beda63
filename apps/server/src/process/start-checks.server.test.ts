import { createSocket, type Socket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf, removeFolder, startServer, temporaryFolder } from '../../test/running-server.ts';

const fixtures = join(import.meta.dirname, '../../test/fixtures');
let dataDir: string;

beforeAll(() => {
  dataDir = temporaryFolder();
});
afterAll(() => removeFolder(dataDir));

/** What a start that is refused says; it must leave no process. */
async function refusal(env: Record<string, string>): Promise<string> {
  const text = await startServer({ dataDir, env }).then(
    async (server) => (await server.stop(), 'it started'),
    (error: Error) => error.message,
  );
  expect(processesOf(dataDir)).toEqual([]);
  return text;
}

async function udpPortInUse(): Promise<{ readonly socket: Socket; readonly port: number }> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { socket, port: socket.address().port };
}

function tls(certificate: string, key: string): Record<string, string> {
  return { DIEMCAU_TLS_CERT_FILE: join(fixtures, certificate), DIEMCAU_TLS_KEY_FILE: join(fixtures, key) };
}

test('[PROC-9] a port in use is told in one line that says what to do', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  expect(await refusal({ PORT: String(port) })).toBe(
    `diemcau: TCP port ${port} of 127.0.0.1 is in use by another program: stop that program, or choose another port, for example PORT=${port + 1}\n`,
  );
  other.close();
});

test('[PROC-9] with a TURN server the second UDP port is tried, too', async () => {
  const { socket, port } = await udpPortInUse();
  const turn = { DIEMCAU_ICE_URLS: 'turn:relay.example:3478?transport=tcp', DIEMCAU_TURN_SECRET: 'secret' };
  expect(await refusal({ DIEMCAU_MEDIA_PORT: String(port - 1), ...turn })).toBe(
    `diemcau: UDP port ${port} of 127.0.0.1 is in use by another program: stop that program, or choose another port, for example DIEMCAU_MEDIA_PORT=${port + 1}\n`,
  );
  socket.close();
});

test('[PROC-10] certificate, key and announced address are checked at start', async () => {
  expect(await refusal(tls('none.pem', 'localhost.key.pem'))).toMatch(/^diemcau: DIEMCAU_TLS_CERT_FILE=.* cannot be used: ENOENT.*\n$/);
  expect(await refusal(tls('localhost.key.pem', 'localhost.key.pem'))).toContain('DIEMCAU_TLS_CERT_FILE');
  expect(await refusal(tls('localhost.cert.pem', 'expired.key.pem'))).toContain('is not the key of the certificate');
  expect(await refusal(tls('expired.cert.pem', 'expired.key.pem'))).toContain('expired on');
  expect(await refusal({ DIEMCAU_MEDIA_ADDRESS: 'no-such-host.invalid' })).toMatch(
    /^diemcau: DIEMCAU_MEDIA_ADDRESS=no-such-host.invalid cannot be resolved .*\n$/,
  );
});

test('[PROC-11] wrong settings and an unreachable database end the start with one line each', async () => {
  expect(await refusal({ PORT: '0', DIEMCAU_HOST: 'nowhere' })).toBe(
    'diemcau: PORT must be a whole number from 1 to 65535, not "0"\ndiemcau: DIEMCAU_HOST must be an IP address, not "nowhere"\n',
  );
  expect(await refusal({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })).toContain(
    'is the server of DATABASE_URL running and reachable?',
  );
});
