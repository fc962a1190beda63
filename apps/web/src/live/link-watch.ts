import type { LinkGrade } from '@diemcau/core';
import type { Clock } from './clock.ts';
import { gradeLink, readLink } from './link-health.ts';
import type { LinkReading } from './link-health.ts';
import { downlinkCounters, uplinkCounters } from './rtc-counters.ts';
import type { RtcCounters } from './rtc-counters.ts';

export interface DirectionHealth {
  readonly grade: LinkGrade;
  readonly reading: LinkReading | null;
}

interface Last {
  readonly counters: RtcCounters;
  readonly atMs: number;
}

/** A session takes about this long to come up again; only then it is told as lost. */
const OPENING_MAX_MS = 5_000;
/** Bandwidth estimation climbs for about this long before a low rate says something about the link. */
const RAMP_UP_MS = 6_000;

/** Grades one direction from one reading of statistics to the next. */
export class LinkWatch {
  readonly #direction: 'up' | 'down';
  readonly #clock: Clock;
  #last: Last | null = null;
  #mainSinceMs: number | null = null;
  #missingSinceMs: number | null = null;

  constructor(direction: 'up' | 'down', clock: Clock) {
    this.#direction = direction;
    this.#clock = clock;
  }

  next(stats: RTCStatsReport | null, sendingMain: boolean): DirectionHealth {
    const nowMs = this.#clock.nowMs();
    this.#mainSinceMs = sendingMain ? (this.#mainSinceMs ?? nowMs) : null;
    this.#missingSinceMs = stats ? null : (this.#missingSinceMs ?? nowMs);
    const connected = this.#missingSinceMs === null || nowMs - this.#missingSinceMs < OPENING_MAX_MS;
    const reading = this.#read(stats, nowMs);
    const rampedUp = this.#mainSinceMs !== null && nowMs - this.#mainSinceMs > RAMP_UP_MS;
    return { reading, grade: gradeLink(reading, { connected, sendingMain: rampedUp }) };
  }

  #read(stats: RTCStatsReport | null, nowMs: number): LinkReading | null {
    if (!stats) {
      this.#last = null;
      return null;
    }
    const counters = this.#direction === 'up' ? uplinkCounters(stats) : downlinkCounters(stats);
    const last = this.#last;
    this.#last = { counters, atMs: nowMs };
    // A replaced session counts from zero again.
    if (!last || counters.bytes < last.counters.bytes) return null;
    return readLink(last.counters, counters, nowMs - last.atMs);
  }
}
