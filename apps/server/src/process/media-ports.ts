import type { Config } from '../config.ts';

/** Sound and picture of 145 sites fit one process on one core; the ports after the first are for more. */
export const MEDIA_PROCESSES = 1;

export interface MediaPorts {
  readonly port: number;
  /** For browsers that come through a TURN server over TCP or TLS; only where one is configured. */
  readonly relayDoorPort?: number;
}

/** UDP ports of each media process: consecutive from the configured one, after them their relay doors. */
export function mediaPorts({ mediaPort, iceUrls }: Pick<Config, 'mediaPort' | 'iceUrls'>): MediaPorts[] {
  const hasTurn = iceUrls.some((url) => url.startsWith('turn'));
  return Array.from({ length: MEDIA_PROCESSES }, (_, index) => {
    const port = mediaPort + index;
    return hasTurn ? { port, relayDoorPort: port + MEDIA_PROCESSES } : { port };
  });
}
