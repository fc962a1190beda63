/**
 * Who is connected where. Every worker reports its own rooms each second through the supervisor and
 * gets everybody's together back; what is not repeated is forgotten after 3 s. Never journalled.
 */
import type { SiteReport } from '@diemcau/core';
import type { PresenceReport, ProcessState, SupervisorLink } from '../process/supervisor-link.ts';

/** One room as one worker sees it. */
export interface SiteSight {
  readonly deviceId: string;
  /** When its socket came; of two sights the later is the true one. */
  readonly sinceMs: number;
  readonly report: SiteReport | null;
  /** When its page was last heard: a socket without a network is noticed only after its silence. */
  readonly heardAtMs?: number;
  /** Browser and system; empty: not known. */
  readonly device: string;
}

export interface OwnSight extends SiteSight {
  readonly conferenceId: string;
  readonly siteId: string;
}

/** As docs and design say: about once a second. */
const REPORT_EVERY_MS = 1_000;

/** Sends from its construction on, until it is closed. */
export class Presence {
  readonly #link: SupervisorLink;
  readonly #ownSights: () => readonly OwnSight[];
  readonly #timer: NodeJS.Timeout;
  readonly #stopListening: () => void;
  readonly #listeners = new Set<() => void>();
  #sights: ReadonlyMap<string, SiteSight> = new Map();
  #processes: readonly ProcessState[] = [];
  /** When a room was last connected, as far as this worker has seen it. */
  readonly #lastSeenAtMs = new Map<string, number>();
  readonly #nowMs: () => number;

  constructor(link: SupervisorLink, ownSights: () => readonly OwnSight[], nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#link = link;
    this.#ownSights = ownSights;
    this.#stopListening = link.listen((message) => {
      if (message.type === 'presence') this.#merge(message.reports);
      if (message.type === 'processes') this.#processes = message.processes;
    });
    this.#timer = setInterval(() => this.#report(), REPORT_EVERY_MS).unref();
  }

  /** null: no worker holds a socket of this room. */
  sight(conferenceId: string, siteId: string): SiteSight | null {
    return this.#sights.get(key(conferenceId, siteId)) ?? null;
  }

  /** null: not since this worker began. */
  lastSeenAtMs(conferenceId: string, siteId: string): number | null {
    return this.#lastSeenAtMs.get(key(conferenceId, siteId)) ?? null;
  }

  /** Every process there is; empty until the supervisor has spoken. */
  get processes(): readonly ProcessState[] {
    return this.#processes;
  }

  get sitesOnline(): number {
    return this.#sights.size;
  }

  /** Calls the listener after every merge, about once a second. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#stopListening();
    this.#listeners.clear();
  }

  #report(): void {
    const reports = this.#ownSights().map(({ conferenceId, siteId, ...presence }) => ({ conferenceId, siteId, presence }));
    this.#link.send({ type: 'presence', reports });
  }

  #merge(reports: readonly PresenceReport[]): void {
    const sights = new Map<string, SiteSight>();
    for (const { conferenceId, siteId, presence } of reports) {
      const sight = presence as SiteSight;
      const known = sights.get(key(conferenceId, siteId));
      if (!known || known.sinceMs < sight.sinceMs) sights.set(key(conferenceId, siteId), sight);
    }
    this.#sights = sights;
    for (const name of sights.keys()) this.#lastSeenAtMs.set(name, this.#nowMs());
    for (const listener of this.#listeners) listener();
  }
}

function key(conferenceId: string, siteId: string): string {
  return `${conferenceId}/${siteId}`;
}
