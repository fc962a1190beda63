import type { EndpointId, SessionId } from '../media-plane.ts';
import type { MediaPacket, Source } from '../sfu/publisher-session.ts';
import { homeOf } from '../spread/home-of.ts';
import type { WantedTrack } from './frames.ts';
import { RelayGuest, type RelayGuestListener } from './relay-guest.ts';
import { RelayHome, type RelayHomeListener } from './relay-home.ts';

export interface RelayPlan {
  /** Which of the processes this one is, 0-based. */
  readonly index: number;
  /** The relay socket of each process, this one's included. */
  readonly socketPaths: readonly string[];
}

/** What goes from this media process to the others of this machine and comes from them. The caller closes it. */
export class Relays {
  readonly #plan: RelayPlan;
  readonly #home: RelayHome;
  readonly #guests: ReadonlyMap<number, RelayGuest>;

  /** Rejects when another process listens on this one's socket. */
  static async open(plan: RelayPlan, listener: RelayHomeListener & RelayGuestListener): Promise<Relays> {
    return new Relays(plan, await RelayHome.open(plan.socketPaths[plan.index]!, listener), listener);
  }

  private constructor(plan: RelayPlan, home: RelayHome, listener: RelayGuestListener) {
    this.#plan = plan;
    this.#home = home;
    const others = plan.socketPaths.map((path, index) => [index, path] as const).filter(([index]) => index !== plan.index);
    this.#guests = new Map(others.map(([index, path]) => [index, new RelayGuest(path, listener)]));
  }

  /** Whether the endpoint's sessions are in another process. */
  isAway(endpoint: EndpointId): boolean {
    return this.#homeOf(endpoint) !== this.#plan.index;
  }

  /** To whoever wants it; before the packet is rewritten for this process's viewers. */
  forward(source: Source, packet: MediaPacket, nowMs: number): void {
    this.#home.forward(source, packet, nowMs);
  }

  ended(endpoint: EndpointId, session: SessionId): void {
    this.#home.ended(endpoint, session);
  }

  /** All tracks of other processes that are shown here from now on. */
  want(tracks: readonly WantedTrack[]): void {
    for (const [index, guest] of this.#guests) guest.want(tracks.filter(({ endpoint }) => this.#homeOf(endpoint) === index));
  }

  close(): void {
    this.#home.close();
    for (const guest of this.#guests.values()) guest.close();
  }

  #homeOf(endpoint: EndpointId): number {
    return homeOf(endpoint, this.#plan.socketPaths.length);
  }
}
