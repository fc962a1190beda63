/**
 * Backups and verifications: every day by themselves and whenever somebody asks. A row is the lock:
 * whichever worker takes it first sees to it, on a thread, so that no conference waits for it.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { dayIn } from '../organisation/profile.ts';
import type { RunUpkeep } from './run-upkeep.ts';
import { addRun, finishRun, noteProgress, openRun, takeRun, type UpkeepKind, type UpkeepProgress, type UpkeepRun } from './upkeep-runs.ts';

export interface UpkeepParts {
  readonly db: Pool;
  readonly databaseUrl: string;
  readonly config: Pick<Config, 'backupDir' | 'backupTime' | 'backupKeep' | 'dataDir'>;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Of the organisation. */
  readonly timeZone: () => string;
  readonly run: RunUpkeep;
}

/** Somebody who has pressed a button looks at the page about that long. */
const LOOK_EVERY_MS = 5_000;
/** So that others see that it is being done, and a page how far it is. */
const TELL_EVERY_MS = 2_000;
/** Of the day, and asked for at a time. */
const FILES = [/^diemcau-\d{4}-\d{2}-\d{2}\.tar\.gz$/, /^diemcau-\d{4}-\d{2}-\d{2}-\d{6}\.tar\.gz$/] as const;

/** Closing does not wait for what is under way: another worker takes it up, and a partial archive has another name. */
export class Upkeep {
  readonly #parts: UpkeepParts;
  readonly #timer: NodeJS.Timeout;
  #run: Promise<void> | undefined;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => this.#wake(), LOOK_EVERY_MS).unref();
  }

  /** The one that is under way already, or a new one. Throws OutsideFault. */
  async ask(kind: UpkeepKind, requestId: string): Promise<{ readonly runId: string }> {
    const { db, config, nowMs, timeZone } = this.#parts;
    const open = await openRun(db, kind);
    if (open) return { runId: open.runId };
    const runId = `asked-${requestId}`;
    const file = kind === 'backup' && config.backupDir !== undefined ? `diemcau-${stampIn(timeZone(), nowMs())}.tar.gz` : null;
    await addRun(db, { runId, kind, scheduled: false, file, nowMs: nowMs() });
    this.#wake();
    return { runId };
  }

  /** Adds what the day asks for and does what waits; resolves when this worker has nothing to do. */
  async lookNow(): Promise<void> {
    this.#run ??= this.#look().finally(() => (this.#run = undefined));
    return this.#run;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #wake(): void {
    this.lookNow().catch((error: unknown) => this.#parts.log.debug({ err: error }, 'upkeep waits for the next look'));
  }

  async #look(): Promise<void> {
    const { db, nowMs } = this.#parts;
    await this.#addDaily();
    for (let run = await takeRun(db, nowMs()); run; run = await takeRun(db, nowMs())) await this.#do(run);
  }

  async #addDaily(): Promise<void> {
    const { db, config, nowMs, timeZone } = this.#parts;
    if (timeIn(timeZone(), nowMs()) < config.backupTime) return;
    const day = dayIn(timeZone(), nowMs());
    // The journal itself first: a backup of one that is broken tells nothing new.
    await addRun(db, { runId: `verify-${day}`, kind: 'verify', scheduled: true, file: null, nowMs: nowMs() });
    if (config.backupDir === undefined) return;
    await addRun(db, { runId: `backup-${day}`, kind: 'backup', scheduled: true, file: `diemcau-${day}.tar.gz`, nowMs: nowMs() + 1 });
  }

  async #do(taken: UpkeepRun): Promise<void> {
    const { db, databaseUrl, config, nowMs, run, log } = this.#parts;
    const { runId, kind, file } = taken;
    let progress: UpkeepProgress = { step: kind === 'backup' ? 'write' : 'verify', done: 0, total: 0 };
    const tell = (): void => void noteProgress(db, runId, { ...progress, nowMs: nowMs() }).catch(() => undefined);
    const timer = setInterval(tell, TELL_EVERY_MS).unref();
    try {
      const path = kind === 'backup' ? join(config.backupDir!, file!) : null;
      const outcome = await run({ kind, databaseUrl, dataDir: config.dataDir, path, nowMs: nowMs() }, (now) => {
        const isStep = now.step !== progress.step;
        progress = now;
        if (isStep) tell();
      });
      await finishRun(db, runId, { ...outcome, nowMs: nowMs() });
      if (outcome.fault !== '') log.error({ runId, fault: outcome.fault }, 'the journal does not verify');
      else if (path !== null) this.#forgetOld(config);
    } catch (error) {
      log.error({ err: error, runId }, 'a backup or a verification failed');
      await finishRun(db, runId, { bytes: null, events: null, fault: (error as Error).message || 'failed', nowMs: nowMs() });
    } finally {
      clearInterval(timer);
    }
  }

  /** The names sort as the days do. Those asked for do not push those of the days out. */
  #forgetOld({ backupDir, backupKeep }: UpkeepParts['config']): void {
    try {
      const names = readdirSync(backupDir!);
      for (const pattern of FILES) {
        const files = names.filter((name) => pattern.test(name)).toSorted();
        for (const name of files.slice(0, -backupKeep)) rmSync(join(backupDir!, name), { force: true });
      }
    } catch (error) {
      // The new backup is good all the same; a full disk is told of its own.
      this.#parts.log.warn({ err: error }, 'old backups could not be deleted');
    }
  }
}

/** `2026-10-15-023000` */
function stampIn(timeZone: string, atMs: number): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(atMs);
  return `${dayIn(timeZone, atMs)}-${time.replaceAll(':', '')}`;
}

function timeIn(timeZone: string, atMs: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(atMs);
}
