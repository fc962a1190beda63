import { keyOf, type RoomAccess, type SimulationAccess } from './access.ts';
import { loadClips, type Clip } from './clip.ts';
import { Pacer } from './pacer.ts';
import { seedFor } from './random.ts';
import type { DutyHabits } from './room-duties.ts';
import type { Habits } from './script.ts';
import { SimulatedSite, type SiteEvent } from './simulated-site.ts';
import { Stillness } from './stillness.ts';
import { checkServer } from './site-session.ts';

export interface SimulationOptions {
  /** Address of the server, without a slash at the end. */
  readonly url: string;
  readonly access: SimulationAccess;
  /** At most so many rooms of the file. */
  readonly sitesMax: number;
  /** So many of them, from the first on, keep a WHIP session open; the others open one when they are called or looked at. */
  readonly mediaMax: number;
  readonly watch: boolean;
  readonly seed: number;
  readonly habits: Habits;
  readonly duties: DutyHabits;
  readonly onEvent: (room: RoomAccess, event: SiteEvent) => void;
  /** Rooms rest when there was no sign of people for so long; 0 or left out: they never do. */
  readonly restAfterMs?: number;
  /** There was a sign of people: at most every few seconds. */
  readonly onSign?: () => void;
}

/** Whoever opens the desk finds hands going up again within seconds. */
const SIGNS_EVERY_MS = 5_000;

/** Between two rooms that join: people do not arrive in one millisecond, and 145 are in within 4 s. */
export const ARRIVAL_MS = 25;

/** Several simulated rooms with one clock and one set of clips. Idempotent `close`. */
export class Simulation {
  readonly #options: SimulationOptions;
  readonly #clips: readonly Clip[];
  readonly #pacer = new Pacer();
  readonly #sites: SimulatedSite[] = [];
  readonly #stillness: Stillness;
  readonly #signs: NodeJS.Timeout;
  #isClosed = false;

  /** Resolves when every room has joined or found a person in its place. Throws SimulationProblem. */
  static async start(options: SimulationOptions): Promise<Simulation> {
    const simulation = await Simulation.prepare(options);
    try {
      await simulation.#joinAll();
    } catch (problem) {
      await simulation.close();
      throw problem;
    }
    return simulation;
  }

  /** Nobody has joined yet. Throws SimulationProblem where no server answers. */
  static async prepare(options: SimulationOptions): Promise<Simulation> {
    await checkServer(options.url);
    // A run of phones alone shows no pictures.
    return new Simulation(options, options.access.sites.length > 0 ? await loadClips() : []);
  }

  private constructor(options: SimulationOptions, clips: readonly Clip[]) {
    this.#options = options;
    this.#clips = clips;
    this.#stillness = new Stillness(options.restAfterMs ?? 0, Date.now());
    this.#signs = setInterval(() => this.#lookAround(), SIGNS_EVERY_MS);
  }

  /** Rooms of the file that take part. */
  get rooms(): readonly RoomAccess[] {
    return this.#options.access.sites.slice(0, this.#options.sitesMax);
  }

  get sites(): readonly SimulatedSite[] {
    return this.#sites;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#signs);
    await Promise.all(this.#sites.map((site) => site.close()));
    this.#pacer.close();
  }

  /** Rooms of another process have seen a sign of people. */
  wake(): void {
    this.#stillness.note(Date.now());
    this.#restOrAct();
  }

  #lookAround(): void {
    const here = this.#sites.filter(({ isClosed }) => !isClosed);
    const sights = { isWatched: here.some(({ isWatched }) => isWatched), view: here[0]?.view ?? null };
    if (this.#stillness.look(sights, Date.now())) this.#options.onSign?.();
    this.#restOrAct();
  }

  #restOrAct(): void {
    const isStill = this.#stillness.isStill(Date.now());
    for (const site of this.#sites) site.rest(isStill);
  }

  async #joinAll(): Promise<void> {
    await Promise.all(
      this.rooms.map(async (room, index) => {
        await new Promise((resolve) => setTimeout(resolve, room.joinAfterMs ?? index * ARRIVAL_MS));
        await this.join(index);
      }),
    );
  }

  /** Resolves with null where a person is in the room. Throws SimulationProblem. */
  async join(index: number): Promise<SimulatedSite | null> {
    const room = this.rooms[index];
    if (!room) return null;
    const { url, seed, habits, duties, watch, mediaMax, onEvent } = this.#options;
    const site = await SimulatedSite.join({
      url,
      key: keyOf(room),
      clip: clipFor(this.#clips, room, index),
      pacer: this.#pacer,
      seed: seedFor(seed, index),
      // The hall asks for no floor: the chair speaks there anyway.
      habits: { ...habits, ...room.habits, ...(room.isHall ? { handEveryMs: 0 } : {}) },
      duties: { ...duties, ...room.habits },
      media: index < mediaMax,
      watch,
      onEvent: (event) => onEvent(room, event),
    });
    if (!site) onEvent(room, { type: 'stood-aside', why: 'taken' });
    else if (this.#isClosed) await site.close();
    else this.#sites.push(site);
    return site;
  }
}

/** The first clip is the hall's; the others go round among the rooms. */
function clipFor(clips: readonly Clip[], room: RoomAccess, index: number): Clip {
  const [hall, ...rooms] = clips as readonly [Clip, ...Clip[]];
  const wanted = room.clip ?? (room.isHall ? 0 : index + 1);
  return wanted === 0 ? hall : (rooms[(wanted - 1) % rooms.length] ?? hall);
}
