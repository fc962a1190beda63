import {
  MediaFault,
  type BusId,
  type EndpointId,
  type MediaEvent,
  type MediaPlane,
  type PublishRequest,
  type SessionAnswer,
  type SessionId,
  type SetBus,
  type SubscribeRequest,
} from '../media-plane.ts';
import { PlaneEvents } from '../plane-events.ts';
import { homeOf } from './home-of.ts';

/**
 * Several media processes as one plane. An endpoint's sessions are in its home (`homeOf`), a viewer is where the
 * fewest are, and each process is told of every bus; the processes relay to each other what is shown
 * elsewhere (see Relays). It is up while all of them are, and has a new epoch when one of them has: everybody
 * opens new sessions then, and keeps the old picture until the new one is there. The caller closes it, which
 * closes the planes.
 */
export function spreadPlane(planes: readonly MediaPlane[]): MediaPlane {
  return planes.length === 1 ? planes[0]! : new SpreadPlane(planes);
}

interface Member {
  readonly plane: MediaPlane;
  readonly viewers: Set<SessionId>;
  /** Sessions on their way, so that many that come together are spread, too. */
  coming: number;
  epoch: string | null;
  stop: () => void;
}

class SpreadPlane implements MediaPlane {
  readonly #members: readonly Member[];
  readonly #events = new PlaneEvents((error) => process.emitWarning(`media plane listener: ${String(error)}`));
  /** How many watch an endpoint's thumbnail, by process. */
  readonly #watched = new Map<EndpointId, number[]>();
  #isUp = false;
  #isClosed = false;

  constructor(planes: readonly MediaPlane[]) {
    this.#members = planes.map((plane) => ({ plane, viewers: new Set(), coming: 0, epoch: null, stop: () => undefined }));
    this.#members.forEach((member, index) => this.#listenTo(member, index));
  }

  async publish(request: PublishRequest): Promise<SessionAnswer> {
    this.#requireUp();
    const index = this.#homeOf(request.endpoint);
    return named(index, await this.#members[index]!.plane.publish(request));
  }

  async subscribe(request: SubscribeRequest): Promise<SessionAnswer> {
    this.#requireUp();
    const member = this.#members.reduce((least, one) => (loadOf(one) < loadOf(least) ? one : least));
    member.coming += 1;
    try {
      const answer = await member.plane.subscribe(request);
      member.viewers.add(answer.session);
      return named(this.#members.indexOf(member), answer);
    } finally {
      member.coming -= 1;
    }
  }

  async trickle(session: SessionId, fragment: string): Promise<void> {
    const [plane, own] = this.#find(session);
    await plane.trickle(own, fragment);
  }

  async setBus(command: SetBus): Promise<void> {
    await Promise.all(this.#members.map(({ plane }) => plane.setBus(command)));
  }

  async closeBus(bus: BusId): Promise<void> {
    await Promise.all(this.#members.map(({ plane }) => plane.closeBus(bus)));
  }

  async tune(session: SessionId, slot: number, endpoint: EndpointId | null): Promise<void> {
    const [plane, own] = this.#find(session);
    await plane.tune(own, slot, endpoint);
  }

  async closeSession(session: SessionId): Promise<void> {
    const at = placeOf(session);
    if (at) await this.#members[at.index]?.plane.closeSession(at.own);
  }

  async closeEndpoint(endpoint: EndpointId): Promise<void> {
    await Promise.all(this.#members.map(({ plane }) => plane.closeEndpoint(endpoint)));
  }

  listen(listener: (event: MediaEvent) => void): () => void {
    return this.#events.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    // What closes with them is still told.
    await Promise.all(this.#members.map(({ plane }) => plane.close()));
    for (const { stop } of this.#members) stop();
    this.#events.close();
  }

  /** Tells what is so at the member, then what happens. */
  #listenTo(member: Member, index: number): void {
    member.stop();
    member.stop = member.plane.listen((event) => this.#onEvent(member, index, event));
  }

  #onEvent(member: Member, index: number, event: MediaEvent): void {
    if (event.type === 'plane-up') return this.#onMemberUp(member, event.epoch);
    if (event.type === 'plane-down') return this.#onMemberDown(member);
    if (event.type === 'session-closed') member.viewers.delete(event.session);
    if (event.type === 'session-open' && event.role === 'subscribe') member.viewers.add(event.session);
    if (this.#isUp) this.#pass(index, event);
  }

  #onMemberUp(member: Member, epoch: string): void {
    // Told again because we asked for the present.
    if (this.#isUp && member.epoch === epoch) return;
    member.epoch = epoch;
    member.viewers.clear();
    if (this.#members.some((one) => one.epoch === null)) return;
    this.#watched.clear();
    this.#isUp = true;
    this.#events.emit({ type: 'plane-up', epoch: this.#members.map((one) => one.epoch).join('+') });
    this.#members.forEach((other, index) => other !== member && this.#listenTo(other, index));
  }

  #onMemberDown(member: Member): void {
    member.epoch = null;
    if (this.#isUp) this.#events.emit({ type: 'plane-down' });
    this.#isUp = false;
  }

  #pass(index: number, event: MediaEvent): void {
    switch (event.type) {
      case 'session-open':
      case 'session-closed':
        return this.#events.emit({ ...event, session: nameOf(index, event.session) });
      case 'stats':
        return this.#events.emit({ ...event, sessions: event.sessions.map((one) => ({ ...one, session: nameOf(index, one.session) })) });
      case 'source-flowing':
      case 'source-stalled':
        return this.#events.emit(event);
      case 'bus-switched':
        // Every process switches; the one whose publisher it is knows first, and of no source the first does.
        if (index === (event.source === null ? 0 : this.#homeOf(event.source))) this.#events.emit(event);
        return;
      case 'watched':
        return this.#onWatched(index, event.endpoint, event.viewers);
    }
  }

  #onWatched(index: number, endpoint: EndpointId, viewers: number): void {
    const counts = this.#watched.get(endpoint) ?? this.#members.map(() => 0);
    counts[index] = viewers;
    const sum = counts.reduce((total, count) => total + count, 0);
    if (sum === 0) this.#watched.delete(endpoint);
    else this.#watched.set(endpoint, counts);
    this.#events.emit({ type: 'watched', endpoint, viewers: sum });
  }

  #homeOf(endpoint: EndpointId): number {
    return homeOf(endpoint, this.#members.length);
  }

  #find(session: SessionId): [MediaPlane, SessionId] {
    const at = placeOf(session);
    const member = at && this.#members[at.index];
    if (!at || !member) throw new MediaFault('unknown-session', `no session ${session}`);
    return [member.plane, at.own];
  }

  #requireUp(): void {
    if (!this.#isUp || this.#isClosed) throw new MediaFault('plane-down');
  }
}

function loadOf({ viewers, coming }: Member): number {
  return viewers.size + coming;
}

/** A session's name carries the number of its process. */
function nameOf(index: number, session: SessionId): SessionId {
  return `${index}.${session}`;
}

function named(index: number, answer: SessionAnswer): SessionAnswer {
  return { ...answer, session: nameOf(index, answer.session) };
}

function placeOf(session: SessionId): { readonly index: number; readonly own: SessionId } | null {
  const match = /^(\d{1,3})\.(.+)$/.exec(session);
  return match ? { index: Number(match[1]), own: match[2]! } : null;
}
