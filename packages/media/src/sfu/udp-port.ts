import { createSocket } from 'node:dgram';

/** The port, or a free one for 0. The native layer opens it with the first session, which is too late to hear of trouble. */
export function probeUdpPort(wanted: number, address: string): Promise<number> {
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
