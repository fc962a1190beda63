/** What can be known before anything starts: ports, certificate, announced address. Each problem is one sentence. */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { createServer, isIPv6 } from 'node:net';
import type { Config } from '../config.ts';
import { mediaPorts } from './media-ports.ts';
import { StartProblem } from './start-problem.ts';

/** Throws StartProblem with everything that is wrong, a line each. */
export async function checkStart(config: Config): Promise<void> {
  const checks = await Promise.all([checkTcpPort(config), checkUdpPorts(config), checkTls(config), checkMediaAddress(config)]);
  const problems = checks.filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new StartProblem(problems.join('\n'));
}

async function checkTcpPort({ host, port }: Config): Promise<string | undefined> {
  const server = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen(port, host, () => resolve(undefined));
  });
  await new Promise((resolve) => server.close(resolve));
  return code && portProblem({ code, what: `TCP port ${port} of ${host}`, setting: 'PORT', other: port + 1 });
}

async function checkUdpPorts(config: Config): Promise<string | undefined> {
  const ports = mediaPorts(config).flatMap(({ port, relayDoorPort }) => (relayDoorPort === undefined ? [port] : [port, relayDoorPort]));
  const codes = await Promise.all(ports.map((port) => triedUdpPort(port, config.mediaBind)));
  const at = codes.findIndex((code) => code !== undefined);
  const [code, port] = [codes[at], ports[at]];
  if (code === undefined || port === undefined) return undefined;
  const other = Math.max(...ports) + 1;
  return portProblem({ code, what: `UDP port ${port} of ${config.mediaBind}`, setting: 'DIEMCAU_MEDIA_PORT', other });
}

/** The error code when it cannot be opened. */
async function triedUdpPort(port: number, address: string): Promise<string | undefined> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  const code = await new Promise<string | undefined>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.bind(port, address, () => resolve(undefined));
  });
  if (code === undefined) await new Promise<void>((resolve) => socket.close(() => resolve()));
  return code;
}

function portProblem(found: { code: string; what: string; setting: string; other: number }): string {
  const { code, what, setting, other } = found;
  if (code === 'EADDRINUSE')
    return `${what} is in use by another program: stop that program, or choose another port, for example ${setting}=${other}`;
  if (code === 'EACCES') return `${what} needs root's rights: choose a port from 1024 on with ${setting}`;
  if (code === 'EADDRNOTAVAIL') return `${what} cannot be opened: this machine does not have that address`;
  return `${what} cannot be opened (${code}): choose another with ${setting}`;
}

/** The certificate is the first of the chain (RFC 8446 §4.4.2). */
function checkTls({ tlsCertFile, tlsKeyFile }: Config): string | undefined {
  if (tlsCertFile === undefined || tlsKeyFile === undefined) return undefined;
  const certificate = attempt(() => new X509Certificate(readFileSync(tlsCertFile)));
  if ('problem' in certificate) return `DIEMCAU_TLS_CERT_FILE=${tlsCertFile} cannot be used: ${certificate.problem}`;
  const key = attempt(() => createPrivateKey(readFileSync(tlsKeyFile)));
  if ('problem' in key) return `DIEMCAU_TLS_KEY_FILE=${tlsKeyFile} cannot be used: ${key.problem}`;
  if (!certificate.value.checkPrivateKey(key.value))
    return `DIEMCAU_TLS_KEY_FILE=${tlsKeyFile} is not the key of the certificate in ${tlsCertFile}`;
  if (Date.parse(certificate.value.validTo) < Date.now())
    return `the certificate in ${tlsCertFile} expired on ${certificate.value.validTo}; renew it`;
  if (Date.parse(certificate.value.validFrom) > Date.now())
    return `the certificate in ${tlsCertFile} is valid only from ${certificate.value.validFrom}; check this machine's clock`;
  return undefined;
}

async function checkMediaAddress({ mediaAddress }: Config): Promise<string | undefined> {
  if (mediaAddress === undefined) return undefined;
  return lookup(mediaAddress).then(
    () => undefined,
    (error: NodeJS.ErrnoException) =>
      `DIEMCAU_MEDIA_ADDRESS=${mediaAddress} cannot be resolved (${error.code}): give the public IP address of this server`,
  );
}

function attempt<T>(work: () => T): { readonly value: T } | { readonly problem: string } {
  try {
    return { value: work() };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
