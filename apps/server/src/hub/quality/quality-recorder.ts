/**
 * Sums up every second how the rooms of running conferences are, and makes the report at the closing.
 * Only the elected worker does; what it had not written when it died is lost, a quarter of a minute at most.
 */
import { addQuality, tallyOfSample, type ConferenceState, type QualitySample } from '@diemcau/core';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Logger } from '../../log.ts';
import type { ConferenceRooms } from '../conference-rooms.ts';
import type { MediaFacts } from '../media-facts.ts';
import { cameraEndpoint } from '../media-names.ts';
import type { Presence, SiteSight } from '../presence.ts';
import { CutWatch } from './cut-watch.ts';
import {
  conferencesWithMinutesBefore,
  forgetMinutes,
  openCuts,
  readReport,
  writeCuts,
  writeMinutes,
  type MinuteRow,
} from './quality-store.ts';
import { makeReport } from './quality-report.ts';

const SAMPLE_EVERY_MS = 1_000;
/** A page says something each 5 s at least; a cut begins when it was last heard. */
const SILENT_MAX_MS = 8_000;
const MINUTE_MS = 60_000;
/** What a worker that dies takes along; 145 rooms are one statement of some 60 kB. */
const WRITE_EVERY_MS = 15_000;
/** Old minutes are looked for as often as other old rows (the conductor's sweep). */
const SWEEP_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface QualityParts {
  readonly db: Pool;
  readonly rooms: ConferenceRooms;
  readonly presence: Pick<Presence, 'sight'>;
  readonly facts: Pick<MediaFacts, 'delivery'>;
  readonly isElected: () => boolean;
  readonly keepDays: number;
  readonly log: Logger;
  readonly nowMs: () => number;
}

/** Runs from its construction on. Closing writes what is left. */
export class QualityRecorder {
  readonly #parts: QualityParts;
  readonly #worker = randomUUID();
  readonly #minutes = new Map<string, MinuteRow>();
  readonly #cuts = new Map<string, CutWatch>();
  readonly #timers: readonly NodeJS.Timeout[];
  #writing: Promise<void> = Promise.resolve();
  #concluding: Promise<void> = Promise.resolve();

  constructor(parts: QualityParts) {
    this.#parts = parts;
    this.#timers = [
      setInterval(() => this.sample(), SAMPLE_EVERY_MS).unref(),
      setInterval(() => void this.write(), WRITE_EVERY_MS).unref(),
      setInterval(() => void this.#try(this.sweep()), SWEEP_EVERY_MS).unref(),
    ];
  }

  /** One second of every running conference; runs by itself. */
  sample(): void {
    if (!this.#parts.isElected()) return this.#cuts.clear();
    const nowMs = this.#parts.nowMs();
    for (const { step } of this.#parts.rooms.all()) {
      const phase = step?.state.phase;
      if (step && (phase === 'live' || phase === 'paused')) this.#sampleConference(step.state, nowMs);
      if (step && phase === 'closed' && this.#cuts.has(step.state.conferenceId)) this.#conclude(step.state);
    }
  }

  /** Writes what is not written yet; runs by itself. */
  write(): Promise<void> {
    const { db } = this.#parts;
    this.#writing = this.#writing.then(() =>
      this.#try(
        (async () => {
          const rows = [...this.#minutes.values()];
          await writeMinutes(db, this.#worker, rows);
          this.#forget(rows);
          for (const watch of this.#cuts.values()) await watch.write((cuts) => writeCuts(db, cuts));
        })(),
      ),
    );
    return this.#writing;
  }

  /** Forgets minutes that are older than they shall be kept; the report of their conference stays. */
  async sweep(): Promise<void> {
    const { db, rooms, keepDays, nowMs, isElected } = this.#parts;
    if (!isElected()) return;
    for (const conferenceId of await conferencesWithMinutesBefore(db, nowMs() - keepDays * DAY_MS)) {
      const state = (await rooms.open(conferenceId))?.step?.state;
      if (state && state.phase !== 'closed') continue;
      if (state && !(await readReport(db, conferenceId))) await makeReport(this.#parts, state, false);
      await forgetMinutes(db, conferenceId);
    }
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#concluding;
    await this.write();
  }

  #sampleConference(state: ConferenceState, nowMs: number): void {
    const { conferenceId } = state;
    const watch =
      this.#cuts.get(conferenceId) ??
      new CutWatch(
        conferenceId,
        openCuts(this.#parts.db, conferenceId).catch(() => []),
      );
    this.#cuts.set(conferenceId, watch);
    for (const siteId of Object.keys(state.sites)) {
      const sight = this.#parts.presence.sight(conferenceId, siteId);
      const heardAtMs = sight?.heardAtMs ?? nowMs;
      const heard = sight !== null && nowMs - heardAtMs < SILENT_MAX_MS;
      const sample = this.#sampleOf(conferenceId, siteId, heard ? sight : null);
      this.#add({ conferenceId, siteId, minuteMs: nowMs - (nowMs % MINUTE_MS), tally: tallyOfSample(sample) });
      watch.see(siteId, sample.connected, Math.min(heardAtMs, nowMs));
    }
  }

  #sampleOf(conferenceId: string, siteId: string, sight: SiteSight | null): QualitySample {
    const delivery = this.#parts.facts.delivery(cameraEndpoint(conferenceId, siteId));
    const report = sight?.report ?? null;
    return {
      connected: sight !== null,
      uplink: report?.uplink ?? 'unknown',
      downlink: report?.downlink ?? 'unknown',
      uplinkLossRatio: report?.uplinkLossRatio ?? null,
      downlinkLossRatio: report?.downlinkLossRatio ?? delivery?.lossRatio ?? null,
      rttMs: report?.rttMs ?? delivery?.rttMs ?? null,
      uplinkBps: report?.sendingMain ? report.uplinkBps : null,
      rung: delivery?.rung ?? null,
    };
  }

  #add(row: MinuteRow): void {
    const key = `${row.conferenceId}/${row.siteId}/${row.minuteMs}`;
    const known = this.#minutes.get(key);
    this.#minutes.set(key, known ? { ...row, tally: addQuality(known.tally, row.tally) } : row);
  }

  /** A minute that goes on stays, because it is written as a whole. */
  #forget(written: readonly MinuteRow[]): void {
    const current = this.#parts.nowMs() - MINUTE_MS;
    for (const row of written) {
      const key = `${row.conferenceId}/${row.siteId}/${row.minuteMs}`;
      if (row.minuteMs < current && this.#minutes.get(key) === row) this.#minutes.delete(key);
    }
  }

  #conclude(state: ConferenceState): void {
    this.#cuts.get(state.conferenceId)?.end(state.closedAtMs ?? this.#parts.nowMs());
    this.#concluding = this.write()
      .then(() => makeReport(this.#parts, state, true))
      .then(
        () => void this.#cuts.delete(state.conferenceId),
        (error: unknown) => this.#parts.log.warn({ err: error }, 'a quality report is made when it is read'),
      );
  }

  async #try(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => this.#parts.log.warn({ err: error }, 'quality is written later'));
  }
}
