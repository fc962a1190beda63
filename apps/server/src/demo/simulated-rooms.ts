import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulationAccess } from '../simulator/access.ts';
import type { DemoAccess } from './ensure-demo.ts';

/**
 * A person whose page comes back after a restart of the server goes first: pages are back within 8 s
 * (docs/protocol.md §2.6).
 */
const HALL_AFTER_MS = 10_000;
/** A child that dies at once is not started in a tight loop. */
const RESTART_AFTER_MS = 5_000;

export interface SimulatedRoomsOptions {
  readonly entryPath: string;
  readonly dataDir: string;
  /** Where the child reaches the server. */
  readonly url: string;
  readonly onLost: (code: number | null) => void;
}

/** The simulator in its own process, started again when it dies. It ends with this process. Idempotent `close`. */
export class SimulatedRooms {
  readonly #options: SimulatedRoomsOptions;
  readonly #accessPath: string;
  #child: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: SimulatedRoomsOptions, access: DemoAccess) {
    this.#options = options;
    this.#accessPath = join(options.dataDir, 'demo-rooms.json');
    // Whoever reads it can enter the rooms.
    writeFileSync(this.#accessPath, JSON.stringify(simulatedAccess(access), null, 2), { mode: 0o600 });
    this.#start();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#child?.kill('SIGTERM');
  }

  #start(): void {
    const { entryPath, url, onLost } = this.#options;
    const args = [entryPath, 'simulate', '--access', this.#accessPath, '--url', url, '--quiet'];
    // The channel is how the child learns that this process is gone.
    this.#child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child.once('exit', (code) => {
      if (this.#isClosed) return;
      onLost(code);
      this.#timer = setTimeout(() => this.#start(), RESTART_AFTER_MS).unref();
    });
  }
}

/** Every room but those left for people. */
export function simulatedAccess(access: DemoAccess): SimulationAccess {
  const rooms = access.rooms.filter(({ isFree }) => !isFree);
  return {
    sites: rooms.map(({ siteId, name, token, clip }) => {
      const isHall = clip === 0;
      return { siteId, name, token, clip, isHall, ...(isHall ? { joinAfterMs: HALL_AFTER_MS } : {}) };
    }),
  };
}
