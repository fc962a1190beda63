import { setTimeout as pause } from 'node:timers/promises';
import type { Feed } from '@diemcau/media';
import { Crowd } from '../floor/crowd.ts';
import { percentile } from '../floor/percentile.ts';
import { Audience } from './audience.ts';
import { machineNowUs, type Counts, type FromPublishers, type PublisherPlan, type ToPublishers, type ViewerPlan } from './messages.ts';
import type { PlaneUnderTest } from './plane-under-test.ts';
import { PROGRAM, WALL_SLOTS } from './rates.ts';

const FEEDS: readonly Feed[] = [
  { name: 'hall', bus: 'hall', audio: true },
  { name: 'floor', bus: 'floor', audio: true },
  { name: 'slides', bus: 'slides', audio: false },
];
/** Bitrates settle, code is compiled, every keyframe that was asked for has come. */
const SETTLE_MS = 3000;
const OPEN_MAX_MS = 60_000;
/** The plane asks one source for a keyframe twice a second at most. */
const BETWEEN_SWITCHES_MS = 700;

/** All rooms of the reference conference, and the console. The caller closes them. */
export class Rooms {
  readonly #under: PlaneUnderTest;
  readonly #publishers = new Crowd<ToPublishers, FromPublishers>('../media/publisher-crowd');
  readonly #publisherPlans: readonly PublisherPlan[];
  readonly #audience: Audience;
  #revision = 0;

  constructor(under: PlaneUnderTest, sites: number) {
    this.#under = under;
    this.#publisherPlans = publisherPlans(sites);
    this.#audience = new Audience(viewerPlans(sites));
  }

  get sessions(): number {
    return this.#publisherPlans.length + this.#audience.size;
  }

  /** Everybody at once; how long until the last session is open. */
  async connect(): Promise<number> {
    const startedAtMs = performance.now();
    const { socketPaths } = this.#under;
    await Promise.all([
      this.#publishers.ask({ type: 'publish', socketPaths, plans: this.#publisherPlans }, 'published'),
      this.#audience.watch(socketPaths),
    ]);
    await this.#under.untilOpen(this.sessions, OPEN_MAX_MS);
    return Math.round(performance.now() - startedAtMs);
  }

  /** A share of the viewers leaves and comes again; another one in each turn. */
  async comeAndGo(share: number, turn: number): Promise<void> {
    const viewers = Math.max(1, Math.floor(this.#audience.size * share));
    await this.#audience.comeAndGo(this.#under.socketPaths, { from: turn * viewers, viewers });
  }

  /** Hall and floor on the air, at so many packets a frame. */
  async program(packetsPerFrame: number): Promise<void> {
    this.#publishers.tell({ type: 'program', isOn: true, packetsPerFrame });
    await this.#setBuses('speaker-1');
    await pause(SETTLE_MS);
  }

  /** The second speaker's picture stands in for a shared screen: as many packets as the floor's. Hidden again with null. */
  async showSlides(source: 'speaker-2' | null): Promise<void> {
    this.#revision += 1;
    await this.#under.plane.setBus({ bus: 'slides', source, audio: false, revision: this.#revision });
    await pause(SETTLE_MS);
  }

  async count(seconds: number): Promise<Counts> {
    this.#audience.startCounting();
    await pause(seconds * 1000);
    return this.#audience.stopCounting();
  }

  /** From the command to the first packet of the new speaker at the last of all viewers. */
  async switchFloor(times: number): Promise<{ readonly medianMs: number; readonly worstMs: number }> {
    const tookMs: number[] = [];
    for (let index = 0; index < times; index += 1) {
      const tag = index % 2 === 0 ? 3 : 2;
      const seen = this.#audience.lastSeenUs('floor', tag);
      await pause(50);
      const startedAtUs = machineNowUs();
      await this.#setBuses(`speaker-${tag - 1}`);
      tookMs.push(Math.round(((await seen) - startedAtUs) / 1000));
      await pause(BETWEEN_SWITCHES_MS);
    }
    return { medianMs: percentile(tookMs, 0.5), worstMs: Math.max(...tookMs) };
  }

  /** Kills the media process, or one of several; how long until the last viewer has a picture again. */
  async crashAndReturn(): Promise<number> {
    const startedAtMs = performance.now();
    this.#under.kill();
    await this.#under.start();
    await this.connect();
    const seen = this.#audience.lastSeenUs('hall', 1);
    this.#publishers.tell({ type: 'program', isOn: true, packetsPerFrame: PROGRAM.packetsPerFrame });
    await this.#setBuses('speaker-1');
    await seen;
    return Math.round(performance.now() - startedAtMs);
  }

  close(): void {
    this.#publishers.close();
    this.#audience.close();
  }

  async #setBuses(speaker: string): Promise<void> {
    this.#revision += 1;
    const { plane } = this.#under;
    await plane.setBus({ bus: 'hall', source: 'hall', audio: true, revision: this.#revision });
    await plane.setBus({ bus: 'floor', source: speaker, audio: true, revision: this.#revision });
  }
}

/** The hall, two speakers who take turns, and every other room with its thumbnail only. */
function publisherPlans(sites: number): PublisherPlan[] {
  const program = ['hall', 'speaker-1', 'speaker-2'].map((endpoint, index) => ({
    endpoint,
    tag: index + 1,
    tracks: ['audio', 'main', 'thumb'] as const,
  }));
  const others = Array.from({ length: Math.max(0, sites - program.length) }, (_, index) => ({
    endpoint: `site-${index}`,
    tag: 9,
    tracks: ['thumb'] as const,
  }));
  return [...program, ...others];
}

function viewerPlans(sites: number): ViewerPlan[] {
  const rooms = Array.from({ length: sites }, (_, index) => ({ label: `room-${index}`, feeds: FEEDS, tuned: [] }));
  const slots = Math.min(WALL_SLOTS, Math.max(0, sites - 3));
  const wall: Feed[] = Array.from({ length: slots }, (_, slot) => ({ name: `slot-${slot}`, slot: true }));
  const tuned = Array.from({ length: slots }, (_, index) => `site-${index}`);
  return [...rooms, { label: 'console', feeds: [...FEEDS, ...wall], tuned }];
}
