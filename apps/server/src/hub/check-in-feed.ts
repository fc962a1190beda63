/** How the people of each room stand, told to desks and rooms when somebody checks in; figures only, no names. */
import type { TallyBySite } from '@diemcau/core';
import type { Pool } from 'pg';
import { readTallies } from '../attendance/tallies.ts';
import type { Journal } from '../journal/journal.ts';
import type { Logger } from '../log.ts';

/** Four a second, however many check in: more nobody can read. */
const TOLD_EVERY_MS = 250;
/** Counting 23,000 people takes some tens of milliseconds; it never takes more than a tenth of the time. */
const REST_FACTOR = 9;
const CHECK_INS_STREAM = /^check-ins-(.+)-[0-9a-f]{12}$/;
/** What happens to the list itself. */
const LIST_STREAM = /^attendance-(.+)$/;

export interface CheckInFeedParts {
  readonly db: Pool;
  readonly journal: Journal;
  readonly log: Logger;
  /** Whether somebody here looks at the figures of a conference. */
  readonly isWanted: (conferenceId: string) => boolean;
  readonly tell: (conferenceId: string, sites: TallyBySite) => void;
}

/** Closing only stops listening. A notice that is lost is made up for by the pages, which read now and then. */
export class CheckInFeed {
  readonly #parts: CheckInFeedParts;
  readonly #due = new Map<string, NodeJS.Timeout>();
  readonly #restMs = new Map<string, number>();
  readonly #stop: () => void;

  constructor(parts: CheckInFeedParts) {
    this.#parts = parts;
    this.#stop = parts.journal.listen((stream) => this.#hear(stream));
  }

  close(): void {
    this.#stop();
    for (const timer of this.#due.values()) clearTimeout(timer);
  }

  #hear(stream: string): void {
    const conferenceId = (CHECK_INS_STREAM.exec(stream) ?? LIST_STREAM.exec(stream))?.[1];
    if (conferenceId === undefined || this.#due.has(conferenceId) || !this.#parts.isWanted(conferenceId)) return;
    const inMs = Math.max(TOLD_EVERY_MS, this.#restMs.get(conferenceId) ?? 0);
    this.#due.set(
      conferenceId,
      setTimeout(() => void this.#count(conferenceId), inMs),
    );
  }

  /** What is heard from here on is counted next time. */
  async #count(conferenceId: string): Promise<void> {
    this.#due.delete(conferenceId);
    const beganMs = performance.now();
    try {
      const sites = await readTallies(this.#parts.db, conferenceId);
      this.#restMs.set(conferenceId, (performance.now() - beganMs) * REST_FACTOR);
      this.#parts.tell(conferenceId, sites);
    } catch (error) {
      this.#parts.log.debug({ err: error, conferenceId }, 'check-ins wait for the next count');
    }
  }
}
