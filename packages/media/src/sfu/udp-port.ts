import { IceUdpMuxListener } from 'node-datachannel';
import { createSocket } from 'node:dgram';

/** A UDP port of this process. `release` is idempotent; the native layer closes the port soon, or with the next packet that comes. */
export interface HeldPort {
  readonly port: number;
  release(): void;
}

/**
 * Takes the port, or a free one for 0. The native layer opens it with the first session of several and closes it with
 * the last; where another program had it by then, the process would end. Rejects when it is taken.
 */
export async function holdUdpPort(wanted: number, address: string): Promise<HeldPort> {
  // Says why, which the native layer does not.
  const port = await probeUdpPort(wanted, address);
  const listener = new IceUdpMuxListener(port, address);
  return { port, release: () => listener.stop() };
}

function probeUdpPort(wanted: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(udpFamilyOf(address));
    socket.once('error', reject);
    socket.bind(wanted, address, () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

export function udpFamilyOf(address: string): 'udp4' | 'udp6' {
  return address.includes(':') ? 'udp6' : 'udp4';
}
