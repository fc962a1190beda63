/**
 * A backup every day, each restored into a database beside and verified: a backup nobody has restored is
 * a hope. The row of the day is the lock: whichever worker writes it first does the work.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import { clientConfig, tryAgain } from '../journal/database.ts';
import { readBackup } from '../journal/read-backup.ts';
import { createFreshDatabase } from '../journal/swap-database.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import { writeBackup } from '../journal/write-backup.ts';
import type { Logger } from '../log.ts';
import { dayIn } from '../organisation/profile.ts';

export interface BackupParts {
  readonly db: pg.Pool;
  readonly databaseUrl: string;
  readonly config: Pick<Config, 'backupDir' | 'backupTime' | 'backupKeep' | 'dataDir'>;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Of the organisation. */
  readonly timeZone: () => string;
}

/** The time of day is a matter of minutes. */
const LOOK_EVERY_MS = 60_000;
const FILE = /^diemcau-\d{4}-\d{2}-\d{2}\.tar\.gz$/;

/** Closing does not wait for a backup: what is partial has another name, and the day’s row shows that it did not finish. */
export class DailyBackup {
  readonly #parts: BackupParts;
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(parts: BackupParts) {
    this.#parts = parts;
    if (parts.config.backupDir === undefined) return;
    this.#timer = setInterval(() => {
      this.runIfDue().catch((error: unknown) => parts.log.error({ err: error }, 'the backup of the day failed'));
    }, LOOK_EVERY_MS).unref();
  }

  /** True: it was due, and this worker did it. Throws where it could not be written or restored; the row says so, too. */
  async runIfDue(): Promise<boolean> {
    const { db, config, nowMs, timeZone } = this.#parts;
    const { backupDir } = config;
    if (backupDir === undefined || timeIn(timeZone(), nowMs()) < config.backupTime) return false;
    const day = dayIn(timeZone(), nowMs());
    const file = `diemcau-${day}.tar.gz`;
    const sql = 'INSERT INTO backup_run (day, began_at_ms, file) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
    if ((await tryAgain(() => db.query(sql, [day, nowMs(), file]))).rowCount !== 1) return false;
    await this.#run(day, join(backupDir, file)).catch(async (error: Error) => {
      await this.#note(day, { fault: error.message, bytes: null, events: null });
      throw error;
    });
    return true;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #run(day: string, path: string): Promise<void> {
    await this.#write(path);
    const { events, fault } = await this.#prove(path);
    const bytes = statSync(path).size;
    await this.#note(day, { fault: fault ? `event ${fault.version} of ${fault.stream}: ${fault.problem}` : '', bytes, events });
    if (!fault) this.#forgetOld();
  }

  async #write(path: string): Promise<void> {
    const { databaseUrl, config, nowMs } = this.#parts;
    mkdirSync(config.backupDir!, { recursive: true, mode: 0o700 });
    const partial = `${path}.partial`;
    rmSync(partial, { force: true });
    const places = { filesPath: join(config.dataDir, 'files'), secretPath: join(config.dataDir, 'secret') };
    await withClient(databaseUrl, (client) => writeBackup({ client, ...places, nowMs: nowMs() }, partial));
    renameSync(partial, path);
  }

  /** Into a database and a folder of its own, which are gone afterwards. */
  async #prove(path: string) {
    const fresh = await createFreshDatabase(this.#parts.databaseUrl);
    const scratch = `${path}.restored`;
    try {
      mkdirSync(scratch, { recursive: true, mode: 0o700 });
      return await withClient(fresh.url, async (client) => {
        await readBackup(path, { client, filesPath: join(scratch, 'files'), secretPath: join(scratch, 'secret') });
        return verifyJournal(client);
      });
    } finally {
      await fresh.drop();
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  async #note(
    day: string,
    { fault, bytes, events }: { readonly fault: string; readonly bytes: number | null; readonly events: number | null },
  ) {
    const sql = 'UPDATE backup_run SET finished_at_ms = $2, fault = $3, bytes = $4, events = $5 WHERE day = $1';
    await tryAgain(() => this.#parts.db.query(sql, [day, this.#parts.nowMs(), fault, bytes, events]));
  }

  /** The names sort as the days do. */
  #forgetOld(): void {
    const { backupDir, backupKeep } = this.#parts.config;
    const files = readdirSync(backupDir!).filter((name) => FILE.test(name));
    for (const name of files.toSorted().slice(0, -backupKeep)) rmSync(join(backupDir!, name), { force: true });
  }
}

export interface BackupRun {
  readonly day: string;
  readonly beganAtMs: number;
  /** null: it runs, or its worker died. */
  readonly finishedAtMs: number | null;
  readonly file: string;
  readonly bytes: number | null;
  readonly events: number | null;
  /** Empty: restored and verified. */
  readonly fault: string | null;
}

/** The newest thirty first. Throws OutsideFault. */
export async function backupRuns(db: pg.Pool): Promise<BackupRun[]> {
  const sql = `SELECT day::text, began_at_ms::float8 AS "beganAtMs", finished_at_ms::float8 AS "finishedAtMs", file, bytes::float8, events::float8, fault
    FROM backup_run ORDER BY day DESC LIMIT 30`;
  return (await tryAgain(() => db.query<BackupRun>(sql))).rows;
}

function timeIn(timeZone: string, atMs: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(atMs);
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(url, 'diemcau-daily-backup'));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
