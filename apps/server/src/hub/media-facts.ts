/**
 * What the media plane says of endpoints, as this worker last heard it. Events are fast; the stats
 * of every second put right what a lost event left wrong.
 */
import type { EndpointId, MediaEvent, MediaPlane, SessionStats, SourceTrack } from '@diemcau/media';

export interface Flows {
  readonly main: boolean;
  readonly audio: boolean;
  readonly thumb: boolean;
}

const NOTHING_FLOWS: Flows = { main: false, audio: false, thumb: false };

interface Heard {
  readonly flows: Flows;
  readonly audioLevelDbov: number | null;
}

/** Whether the plane is there, and since when. */
export interface PlaneState {
  readonly up: boolean;
  readonly epoch: string;
  readonly sinceMs: number;
}

/** Closing stops listening; the plane stays the caller's. */
export class MediaFacts {
  readonly #endpoints = new Map<EndpointId, Heard>();
  readonly #watched = new Map<EndpointId, number>();
  readonly #stopListening: () => void;
  readonly #nowMs: () => number;
  #plane: PlaneState;

  constructor(plane: MediaPlane, nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#plane = { up: false, epoch: '', sinceMs: nowMs() };
    this.#stopListening = plane.listen((event) => this.#hear(event));
  }

  get plane(): PlaneState {
    return this.#plane;
  }

  flows(endpoint: EndpointId): Flows {
    return this.#endpoints.get(endpoint)?.flows ?? NOTHING_FLOWS;
  }

  /** -dBov, 127 silent (RFC 6464 §3); null: not measured. */
  audioLevelDbov(endpoint: EndpointId): number | null {
    return this.#endpoints.get(endpoint)?.audioLevelDbov ?? null;
  }

  /** How many slots show this endpoint's thumbnail. */
  watchers(endpoint: EndpointId): number {
    return this.#watched.get(endpoint) ?? 0;
  }

  /** Endpoints something is known of. */
  endpoints(): Iterable<EndpointId> {
    return this.#endpoints.keys();
  }

  close(): void {
    this.#stopListening();
  }

  #hear(event: MediaEvent): void {
    if (event.type === 'plane-up') this.#begin(true, event.epoch);
    else if (event.type === 'plane-down') this.#begin(false, this.#plane.epoch);
    else if (event.type === 'source-flowing') this.#flow(event.endpoint, { [event.track]: true });
    else if (event.type === 'source-stalled') this.#flow(event.endpoint, { [event.track]: false });
    else if (event.type === 'session-closed') this.#sessionClosed(event);
    else if (event.type === 'watched') this.#watch(event.endpoint, event.viewers);
    else if (event.type === 'stats') for (const stats of event.sessions) this.#measure(stats);
  }

  #begin(up: boolean, epoch: string): void {
    this.#endpoints.clear();
    this.#watched.clear();
    this.#plane = { up, epoch, sinceMs: this.#nowMs() };
  }

  #flow(endpoint: EndpointId, change: Partial<Flows>): void {
    const known = this.#endpoints.get(endpoint);
    this.#endpoints.set(endpoint, {
      flows: { ...NOTHING_FLOWS, ...known?.flows, ...change },
      audioLevelDbov: known?.audioLevelDbov ?? null,
    });
  }

  /** A replaced session's successor carries packets already. */
  #sessionClosed(event: Extract<MediaEvent, { type: 'session-closed' }>): void {
    if (event.role === 'publish' && event.reason !== 'replaced') this.#endpoints.delete(event.label);
  }

  #watch(endpoint: EndpointId, viewers: number): void {
    if (viewers > 0) this.#watched.set(endpoint, viewers);
    else this.#watched.delete(endpoint);
  }

  #measure(stats: SessionStats): void {
    if (stats.role !== 'publish') return;
    const flowing = (track: SourceTrack) => (stats.bitratesBps[track] ?? 0) > 0;
    // Two sessions of one endpoint live side by side while the newer takes over: either counts.
    const started = (['main', 'audio', 'thumb'] as const).filter(flowing).map((track) => [track, true] as const);
    this.#flow(stats.label, Object.fromEntries(started));
    const heard = this.#endpoints.get(stats.label)!;
    this.#endpoints.set(stats.label, { ...heard, audioLevelDbov: stats.audioLevelDbov ?? null });
  }
}
