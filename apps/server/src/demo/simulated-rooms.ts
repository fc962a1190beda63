import { fork, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import type { SimulationAccess } from '../simulator/access.ts';
import { conductOf } from './conduct.ts';
import type { DemoAccess } from './ensure-demo.ts';

/**
 * A person whose page comes back after a restart of the server goes first: pages are back within 8 s
 * (docs/protocol.md §2.6).
 */
const HALL_AFTER_MS = 10_000;
/** A child that dies at once is not started in a tight loop. */
const RESTART_AFTER_MS = 5_000;
/** Below everything of the server and of the visitor's browser: a slow simulator slows nobody. */
const NICENESS = 5;

/** Rooms of one process. */
export interface RoomGroup {
  /** Part of a file name. */
  readonly name: string;
  readonly seed: number;
  /** Whether its rooms keep a media session open; otherwise they open one when they are called or looked at. */
  readonly hasMedia: boolean;
  readonly access: SimulationAccess;
}

export interface SimulationOptions {
  readonly entryPath: string;
  readonly dataDir: string;
  /** Where the child reaches the server. */
  readonly url: string;
  readonly onLost: (code: number | null) => void;
  /** It has seen a sign of people. */
  readonly onSign: (from: KeptSimulation) => void;
}

/** Half an hour without anybody: whoever only went for tea finds the rooms as they were. */
const REST_AFTER_S = 1_800;
/** People's phones check in while a newcomer looks around. */
const ARRIVE_OVER_S = 90;

/** Plays the rooms of a group. */
export function simulatedRooms(options: SimulationOptions, { name, seed, hasMedia, access }: RoomGroup): KeptSimulation {
  const accessPath = join(options.dataDir, `demo-rooms-${name}.json`);
  // Whoever reads it can enter the rooms.
  writeFileSync(accessPath, JSON.stringify(access, null, 2), { mode: 0o600 });
  const media = hasMedia ? access.sites.length : 0;
  return new KeptSimulation(options, [
    '--access',
    accessPath,
    '--seed',
    `${seed}`,
    '--media',
    `${media}`,
    '--rest-after',
    `${REST_AFTER_S}`,
  ]);
}

/** Plays phones of people. */
export function simulatedPhones(options: SimulationOptions, { slipsPath, phones }: { slipsPath: string; phones: number }): KeptSimulation {
  return new KeptSimulation(options, ['--phones', `${phones}`, '--slips', slipsPath, '--arrive-over', `${ARRIVE_OVER_S}`]);
}

/** `diemcau simulate` in a process of its own, started again when it dies. It ends with this process. Idempotent `close`. */
export class KeptSimulation {
  readonly #options: SimulationOptions;
  readonly #args: readonly string[];
  #child: ChildProcess | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: SimulationOptions, args: readonly string[]) {
    this.#options = options;
    this.#args = ['simulate', '--url', options.url, '--quiet', ...args];
    this.#start();
  }

  /** Another process has seen a sign of people. */
  wake(): void {
    if (this.#child?.connected) this.#child.send({ type: 'people-seen' });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#child?.kill('SIGTERM');
  }

  #start(): void {
    const { entryPath, onLost, onSign } = this.#options;
    // The channel of a forked child is how it learns that this process is gone.
    const child = fork(entryPath, this.#args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child = child;
    if (child.pid !== undefined) setPriority(child.pid, NICENESS);
    child.on('message', () => onSign(this));
    child.once('exit', (code) => {
      if (this.#isClosed) return;
      onLost(code);
      this.#timer = setTimeout(() => this.#start(), RESTART_AFTER_MS).unref();
    });
  }
}

/** Every room but those left for people: those with media of their own, the hall first, and those without. */
export function roomGroups(access: DemoAccess, mediaSites: number): readonly RoomGroup[] {
  const sites = access.rooms.flatMap(({ isFree, siteId, name, token, clip }) => {
    const isHall = clip === 0;
    const room = { siteId, name, token, clip, isHall, habits: conductOf(siteId), ...(isHall ? { joinAfterMs: HALL_AFTER_MS } : {}) };
    return isFree ? [] : [room];
  });
  const split = Math.min(mediaSites, sites.length);
  return [
    { name: 'media', seed: 1, hasMedia: true, access: { sites: sites.slice(0, split) } },
    { name: 'state', seed: 2, hasMedia: false, access: { sites: sites.slice(split) } },
  ].filter((group) => group.access.sites.length > 0);
}
