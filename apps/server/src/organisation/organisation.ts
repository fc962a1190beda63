/** An organisation in one worker: its units, roles, rooms and working days as folds of their streams, kept up to date. */
import { workingCalendarOf, type Access, type Day, type WorkingCalendar } from '@diemcau/core';
import type { Pool } from 'pg';
import type { Journal } from '../journal/journal.ts';
import { StreamFold } from '../journal/stream-fold.ts';
import type { Logger } from '../log.ts';
import { dayIn, readProfile, UNNAMED, type OrganisationProfile } from './profile.ts';
import {
  CALENDAR_RULES,
  GRANTS_RULES,
  SITES_RULES,
  TREE_RULES,
  type CalendarStore,
  type GrantsStore,
  type SitesStore,
  type TreeStore,
} from './streams.ts';

export interface OrganisationParts {
  readonly db: Pool;
  readonly journal: Journal;
  readonly log: Logger;
  readonly nowMs: () => number;
}

/**
 * A notification can be lost together with its connection, and reading three streams that did not
 * grow costs a millisecond: every 5 s they are looked at.
 */
const LOOK_EVERY_MS = 5_000;
/** A month: as long as whoever keeps the calendar has to hear of the announcement. */
const PLANNED_AHEAD_MS = 30 * 86_400_000;

/** The caller closes it; pool and journal stay the caller's. */
export class Organisation {
  readonly tree: TreeStore;
  readonly grants: GrantsStore;
  readonly sites: SitesStore;
  readonly calendar: CalendarStore;
  readonly #parts: OrganisationParts;
  readonly #stopListening: () => void;
  readonly #timer: NodeJS.Timeout;
  #profile: OrganisationProfile = UNNAMED;

  constructor(parts: OrganisationParts) {
    this.#parts = parts;
    this.tree = new StreamFold(TREE_RULES, parts.journal);
    this.grants = new StreamFold(GRANTS_RULES, parts.journal);
    this.sites = new StreamFold(SITES_RULES, parts.journal);
    this.calendar = new StreamFold(CALENDAR_RULES, parts.journal);
    this.#stopListening = parts.journal.listen((stream) => this.#wake(stream));
    this.#timer = setInterval(() => this.#wake('*'), LOOK_EVERY_MS).unref();
  }

  get profile(): OrganisationProfile {
    return this.#profile;
  }

  /** Reads everything that was appended, here or by another worker. Throws OutsideFault. */
  async catchUp(): Promise<void> {
    const streams = this.#stores.map((store) => store.catchUp());
    const [profile] = await Promise.all([readProfile(this.#parts.db), ...streams]);
    this.#profile = profile ?? UNNAMED;
  }

  /** Today where the organisation is. */
  today(): Day {
    return dayIn(this.#profile.timeZone, this.#parts.nowMs());
  }

  /** What `may` of core asks for, as of now. */
  access(): Access {
    return { grants: this.grants.step.state, tree: this.tree.step.state, day: this.today() };
  }

  /** For counting to and around today. */
  workingCalendar(): WorkingCalendar {
    return workingCalendarOf(this.calendar.step.state, this.today());
  }

  /** Deadlines of the next weeks are counted on days that were announced. */
  isCalendarKnown(): boolean {
    return dayIn(this.#profile.timeZone, this.#parts.nowMs() + PLANNED_AHEAD_MS) <= this.workingCalendar().knownUntil;
  }

  get #stores() {
    return [this.tree, this.grants, this.sites, this.calendar] as const;
  }

  close(): void {
    this.#stopListening();
    clearInterval(this.#timer);
    for (const store of this.#stores) store.close();
  }

  #wake(stream: string): void {
    // No event tells of it: another worker may have named the organisation, and with it whose day is today.
    if (stream === '*')
      readProfile(this.#parts.db).then(
        (profile) => (this.#profile = profile ?? this.#profile),
        (error: unknown) => this.#parts.log.debug({ err: error }, 'the profile could not be read'),
      );
    const woken = this.#stores.filter((store) => stream === '*' || store.rules.stream === stream);
    for (const store of woken) {
      store.catchUp().catch((error: unknown) => this.#parts.log.debug({ err: error, stream }, 'a stream could not catch up'));
    }
  }
}

/**
 * A command's id in the journal, where all streams share one list. Clients cannot write a colon, so
 * nobody can use up an id of another stream.
 */
export function organisationCommandId(stream: 'tree' | 'grants' | 'sites' | 'calendar', commandId: string): string {
  return `${stream}:${commandId}`;
}
