import type { Config } from '../config.ts';

export interface MediaPorts {
  readonly port: number;
  /** For browsers that come through a TURN server over TCP or TLS; only where one is configured. */
  readonly relayDoorPort?: number;
}

/** UDP ports of each media process: consecutive from the configured one, after them their relay doors. */
export function mediaPorts({ mediaPort, mediaProcesses, iceUrls }: Pick<Config, 'mediaPort' | 'mediaProcesses' | 'iceUrls'>): MediaPorts[] {
  const hasTurn = iceUrls.some((url) => url.startsWith('turn'));
  return Array.from({ length: mediaProcesses }, (_, index) => {
    const port = mediaPort + index;
    return hasTurn ? { port, relayDoorPort: port + mediaProcesses } : { port };
  });
}
