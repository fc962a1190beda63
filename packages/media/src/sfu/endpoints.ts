import type { EndpointId, MediaEvent, SessionId, SourceTrack } from '../media-plane.ts';
import type { Bus } from './bus.ts';
import type { PublisherSession, Source } from './publisher-session.ts';
import type { Slot } from './slot.ts';

/** Whose packets an endpoint's are: a session of this process or of another. */
export interface Publisher {
  readonly id: SessionId;
  source(name: SourceTrack): Source | null;
}

/** Everything about one endpoint: who publishes for it and where its packets go. */
export interface Endpoint {
  readonly id: EndpointId;
  /** Oldest first. More than one while a new session takes over. */
  readonly sessions: PublisherSession[];
  /** The session whose packets count: the newest that carries any. */
  current: Publisher | null;
  /** Buses it feeds, and buses that still hold its picture. */
  readonly buses: Set<Bus>;
  readonly slots: Set<Slot>;
  readonly flows: Map<SourceTrack, Flow>;
}

interface Flow {
  lastPacketAtMs: number;
  isFlowing: boolean;
}

/** Frames of a thumbnail are 200 ms apart and silent Opus 400 ms; a link that loses 2 s has a fault people see. */
const STALLED_AFTER_MS = 2000;

export function createEndpoint(id: EndpointId): Endpoint {
  return { id, sessions: [], current: null, buses: new Set(), slots: new Set(), flows: new Map() };
}

/** Notes a packet; returns the event when the track began to flow. */
export function noteFlow(endpoint: Endpoint, track: SourceTrack, nowMs: number): MediaEvent | null {
  const flow = endpoint.flows.get(track);
  if (flow?.isFlowing) {
    flow.lastPacketAtMs = nowMs;
    return null;
  }
  endpoint.flows.set(track, { lastPacketAtMs: nowMs, isFlowing: true });
  return { type: 'source-flowing', endpoint: endpoint.id, track };
}

/** Tracks that stopped: for 2 s, or at once when no session is left. */
export function takeStalled(endpoint: Endpoint, nowMs: number): MediaEvent[] {
  const stalled: MediaEvent[] = [];
  for (const [track, flow] of endpoint.flows) {
    const hasStopped = endpoint.current === null || nowMs - flow.lastPacketAtMs > STALLED_AFTER_MS;
    if (!flow.isFlowing || !hasStopped) continue;
    flow.isFlowing = false;
    stalled.push({ type: 'source-stalled', endpoint: endpoint.id, track });
  }
  return stalled;
}

/** Nothing refers to it any more. */
export function isForgotten(endpoint: Endpoint): boolean {
  return endpoint.sessions.length === 0 && endpoint.buses.size === 0 && endpoint.slots.size === 0;
}
