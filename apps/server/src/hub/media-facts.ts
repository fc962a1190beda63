/**
 * What the media plane says of endpoints, as this worker last heard it. Events are fast; the stats
 * of every second put right what a lost event left wrong.
 */
import type { Delivery, Rung } from '@diemcau/core';
import type { EndpointId, MediaEvent, MediaPlane, SessionStats, SourceTrack } from '@diemcau/media';

export interface Flows {
  readonly main: boolean;
  readonly audio: boolean;
  readonly thumb: boolean;
}

const TRACKS: readonly SourceTrack[] = ['main', 'audio', 'thumb'];
const NOTHING_FLOWS: Flows = { main: false, audio: false, thumb: false };

interface Heard {
  readonly flows: Flows;
  readonly audioLevelDbov: number | null;
  /** What it may send, by the state of its line. */
  readonly sends: Rung | null;
  /** When its main picture or sound stopped; null: it flows, or never did. */
  readonly stoppedAtMs: number | null;
}

const NOTHING_HEARD: Heard = { flows: NOTHING_FLOWS, audioLevelDbov: null, sends: null, stoppedAtMs: null };
/** `source-stalled` comes when nothing came for this long (MediaEvent). */
const STALL_MS = 2_000;

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
  /** What reaches a viewer, by its label; of two sessions side by side the newer counts. */
  readonly #deliveries = new Map<string, Delivery>();
  readonly #newestViewer = new Map<string, string>();
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

  /** null: it sends nothing. */
  sends(endpoint: EndpointId): Rung | null {
    const { flows, sends } = this.#endpoints.get(endpoint) ?? NOTHING_HEARD;
    return Object.values(flows).includes(true) ? sends : null;
  }

  /** When main picture or sound last arrived: now while it does; null: not since the plane came up. */
  lastFlowAtMs(endpoint: EndpointId): number | null {
    const heard = this.#endpoints.get(endpoint) ?? NOTHING_HEARD;
    return heard.flows.main || heard.flows.audio ? this.#nowMs() : heard.stoppedAtMs;
  }

  /** How many slots show this endpoint's thumbnail. */
  watchers(endpoint: EndpointId): number {
    return this.#watched.get(endpoint) ?? 0;
  }

  /** What reaches a viewer of this label; null: there is none, or it was not measured yet. */
  delivery(label: string): Delivery | null {
    return this.#deliveries.get(label) ?? null;
  }

  close(): void {
    this.#stopListening();
  }

  #hear(event: MediaEvent): void {
    if (event.type === 'plane-up') this.#begin(true, event.epoch);
    else if (event.type === 'plane-down') this.#begin(false, this.#plane.epoch);
    else if (event.type === 'source-flowing') this.#flow(event.endpoint, { [event.track]: true });
    else if (event.type === 'source-stalled') this.#flow(event.endpoint, { [event.track]: false });
    else if (event.type === 'session-open') this.#sessionOpen(event);
    else if (event.type === 'session-closed') this.#sessionClosed(event);
    else if (event.type === 'watched') this.#watch(event.endpoint, event.viewers);
    else if (event.type === 'stats') for (const stats of event.sessions) this.#measure(stats);
  }

  #begin(up: boolean, epoch: string): void {
    this.#endpoints.clear();
    this.#watched.clear();
    this.#deliveries.clear();
    this.#newestViewer.clear();
    this.#plane = { up, epoch, sinceMs: this.#nowMs() };
  }

  /** `silentMs`: for how long nothing had come when this was told. */
  #flow(endpoint: EndpointId, change: Partial<Flows>, silentMs = STALL_MS): void {
    const known = this.#endpoints.get(endpoint) ?? NOTHING_HEARD;
    const flows = { ...known.flows, ...change };
    const stops = (known.flows.main || known.flows.audio) && !flows.main && !flows.audio;
    this.#endpoints.set(endpoint, { ...known, flows, stoppedAtMs: stops ? this.#nowMs() - silentMs : known.stoppedAtMs });
  }

  #sessionOpen({ role, label, session }: Extract<MediaEvent, { type: 'session-open' }>): void {
    if (role === 'subscribe') this.#newestViewer.set(label, session);
  }

  /** A replaced session's successor carries packets already. */
  #sessionClosed(event: Extract<MediaEvent, { type: 'session-closed' }>): void {
    if (event.role === 'publish' && event.reason !== 'replaced') this.#flow(event.label, NOTHING_FLOWS, 0);
    if (event.role === 'publish' || this.#newestViewer.get(event.label) !== event.session) return;
    this.#newestViewer.delete(event.label);
    this.#deliveries.delete(event.label);
  }

  #watch(endpoint: EndpointId, viewers: number): void {
    if (viewers > 0) this.#watched.set(endpoint, viewers);
    else this.#watched.delete(endpoint);
  }

  /** Two sessions of one endpoint live side by side while the newer takes over: either counts, so stats only ever start a flow. */
  #measure(stats: SessionStats): void {
    if (stats.role !== 'publish') return this.#deliver(stats);
    const started = TRACKS.filter((track) => (stats.bitratesBps[track] ?? 0) > 0).map((track) => [track, true] as const);
    this.#flow(stats.label, Object.fromEntries(started));
    const heard = this.#endpoints.get(stats.label) ?? NOTHING_HEARD;
    this.#endpoints.set(stats.label, { ...heard, audioLevelDbov: stats.audioLevelDbov ?? null, sends: stats.rung ?? null });
  }

  #deliver({ session, label, rung, lossRatio, rttMs, unshownFeeds = [] }: SessionStats): void {
    const newest = this.#newestViewer.get(label) ?? session;
    if (rung === undefined || newest !== session) return;
    this.#deliveries.set(label, { rung, lossRatio: lossRatio ?? null, rttMs: rttMs ?? null, unshownFeeds });
  }
}
