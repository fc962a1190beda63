/** A worker that holds as many sockets as it has files for takes no more phones; consoles, rooms and screens still get in. */
import type { Logger } from '../log.ts';

/** Once is enough for whoever reads the log. */
const SAY_EVERY_MS = 60_000;

export interface FullHouse {
  /** Asked with the sockets there are, the one that wants in among them. */
  isFull(sockets: number, nowMs: number): boolean;
}

export function createFullHouse(socketsMax: number, log: Pick<Logger, 'warn'>): FullHouse {
  let saidAtMs = Number.NEGATIVE_INFINITY;
  return {
    isFull(sockets, nowMs) {
      if (sockets <= socketsMax) return false;
      if (nowMs - saidAtMs >= SAY_EVERY_MS) {
        saidAtMs = nowMs;
        log.warn(
          { socketsMax },
          'phones are told to come again: this worker has no files for more sockets, see "ulimit -n" in docs/operate.md',
        );
      }
      return true;
    },
  };
}
