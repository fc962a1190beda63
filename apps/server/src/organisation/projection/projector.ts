/**
 * Keeps `unit_version` and `site` up to date with the journal: rows and cursor in one transaction, so
 * each event is projected once however many workers try and whenever one dies. Screens do not read
 * these tables; they are for SQL that joins and searches.
 */
import type { SiteEvent, SitesState, TreeEvent, TreeState } from '@diemcau/core';
import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '../../journal/database.ts';
import type { Journal, RecordedEvent } from '../../journal/journal.ts';
import { eventOf, folded, type StreamRules, type StreamStep } from '../../journal/stream-fold.ts';
import type { Logger } from '../../log.ts';
import { SITES_RULES, TREE_RULES } from '../streams.ts';
import { projectSites } from './site-rows.ts';
import { projectUnits } from './unit-versions.ts';

export interface ProjectorParts {
  readonly db: Pool;
  readonly journal: Journal;
  readonly log: Logger;
}

const NAME = 'organisation';
/** Any constant that no other lock of ours uses: the letters "orgproj" as base 36, shortened. */
const PROJECTION_LOCK = 53_118_407;
/** A second of ordinary work and a few megabytes; an import of the country is some 40 large events. */
const BATCH_EVENTS = 1_000;
/** What a wake-up missed because an older transaction was still running is seen at the next look. */
const LOOK_EVERY_MS = 2_000;

/** The caller closes it and waits for what is under way; pool and journal stay the caller's. */
export class Projector {
  readonly #parts: ProjectorParts;
  readonly #stopListening: () => void;
  readonly #timer: NodeJS.Timeout;
  #tree: StreamStep<TreeState> = { version: 0, state: TREE_RULES.empty };
  #sites: StreamStep<SitesState> = { version: 0, state: SITES_RULES.empty };
  #run: Promise<void> | undefined;
  #again = false;
  #closed = false;

  constructor(parts: ProjectorParts) {
    this.#parts = parts;
    this.#stopListening = parts.journal.listen((stream) => {
      if (['*', TREE_RULES.stream, SITES_RULES.stream].includes(stream)) this.#wake();
    });
    this.#timer = setInterval(() => this.#wake(), LOOK_EVERY_MS).unref();
  }

  /** Resolves when everything the journal shows has been projected. Throws OutsideFault. */
  catchUp(): Promise<void> {
    this.#again = true;
    this.#run ??= this.#runAll().finally(() => (this.#run = undefined));
    return this.#run;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopListening();
    clearInterval(this.#timer);
    await this.#run?.catch(() => undefined);
  }

  #wake(): void {
    if (this.#closed) return;
    this.catchUp().catch((error: unknown) => this.#parts.log.debug({ err: error }, 'projections wait for the next look'));
  }

  async #runAll(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = await this.#projectBatch();
    }
  }

  /** True if there may be more. */
  async #projectBatch(): Promise<boolean> {
    const { db, journal } = this.#parts;
    const done = await inTransaction(db, async (client) => {
      // An advisory lock takes no transaction id, which would hide the newest events from readAll.
      await client.query('SELECT pg_advisory_xact_lock($1)', [PROJECTION_LOCK]);
      const events = await journal.readAll(await readCursor(client), BATCH_EVENTS);
      if (events.length === 0) return null;
      const tree = await this.#advance(TREE_RULES, this.#tree, events);
      const sites = await this.#advance(SITES_RULES, this.#sites, events);
      await projectUnits(client, tree.step.state, tree.events);
      await projectSites(client, sites.step.state, sites.events);
      await writeCursor(client, events.at(-1)!.seq);
      return { tree: tree.step, sites: sites.step };
    });
    if (!done) return false;
    this.#tree = done.tree;
    this.#sites = done.sites;
    return true;
  }

  /** The fold after these events; read anew where another worker projected what came between. */
  async #advance<S, C, E extends TreeEvent | SiteEvent>(
    rules: StreamRules<S, C, E>,
    step: StreamStep<S>,
    all: readonly RecordedEvent[],
  ): Promise<{ readonly step: StreamStep<S>; readonly events: readonly E[] }> {
    const events = all.filter((event) => event.stream === rules.stream);
    const first = events[0];
    if (!first) return { step, events: [] };
    const before = first.version === step.version + 1 ? step : await this.#readUntil(rules, first.version - 1);
    return { step: folded(rules, before, events), events: events.flatMap((event) => eventOf<E>(event) ?? []) };
  }

  async #readUntil<S, C, E extends TreeEvent | SiteEvent>(rules: StreamRules<S, C, E>, version: number): Promise<StreamStep<S>> {
    let step: StreamStep<S> = { version: 0, state: rules.empty };
    while (step.version < version) {
      step = folded(
        rules,
        step,
        await this.#parts.journal.read(rules.stream, step.version, Math.min(BATCH_EVENTS, version - step.version)),
      );
    }
    return step;
  }
}

/** Empties the projections; the next run of a projector, of whichever worker, fills them again. Throws OutsideFault. */
export async function forgetProjections(db: Pool): Promise<void> {
  await inTransaction(db, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [PROJECTION_LOCK]);
    await client.query('TRUNCATE unit_version, site');
    await client.query('DELETE FROM projection_cursor WHERE name = $1', [NAME]);
  });
}

async function readCursor(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ seq: number }>('SELECT seq FROM projection_cursor WHERE name = $1', [NAME]);
  return rows[0]?.seq ?? 0;
}

async function writeCursor(client: ClientBase, seq: number): Promise<void> {
  const sql = 'INSERT INTO projection_cursor VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq';
  await client.query(sql, [NAME, seq]);
}
