/**
 * What everybody sees of the ballots of a conference: one frame, made once per change and the same for all. Until
 * a ballot has closed its figures are the turnout only.
 */
import { ballotView, type BallotId, type LiveBallot } from '@diemcau/core';
import type { Pool } from 'pg';
import { ballotRow, ballotsOf, readBallot, type BallotStep } from '../ballots/ballot-rows.ts';
import { tryAgain } from '../journal/database.ts';
import type { Journal } from '../journal/journal.ts';
import type { Logger } from '../log.ts';
import { frame } from './frame.ts';

/** Four a second, however many vote: more nobody can read. */
const TURNOUT_EVERY_MS = 250;
const VOTES_STREAM = /^votes-(.+)-[0-9a-f]{12}$/;
const BALLOT_STREAM = /^ballot-(.+)$/;

export interface BallotFeedParts {
  readonly db: Pool;
  readonly journal: Journal;
  readonly log: Logger;
  /** To every socket of the conference. */
  readonly tell: (conferenceId: string, bytes: Buffer) => void;
}

interface Known {
  readonly conferenceId: string;
  readonly step: BallotStep;
  readonly turnout: number;
}

/** Knows the conferences it was asked for. Closing only stops listening. */
export class BallotFeed {
  readonly #parts: BallotFeedParts;
  readonly #ballots = new Map<BallotId, Known>();
  readonly #conferences = new Map<string, Promise<void>>();
  readonly #frames = new Map<string, Buffer>();
  readonly #due = new Map<BallotId, NodeJS.Timeout>();
  readonly #stop: () => void;

  constructor(parts: BallotFeedParts) {
    this.#parts = parts;
    this.#stop = parts.journal.listen((stream) => this.#hear(stream));
  }

  /** The frame of now. Throws OutsideFault. */
  async frameOf(conferenceId: string): Promise<Buffer> {
    const loaded = this.#conferences.get(conferenceId) ?? this.#load(conferenceId);
    this.#conferences.set(conferenceId, loaded);
    try {
      await loaded;
    } catch (error) {
      this.#conferences.delete(conferenceId);
      throw error;
    }
    return this.#frame(conferenceId);
  }

  close(): void {
    this.#stop();
    for (const timer of this.#due.values()) clearTimeout(timer);
  }

  async #load(conferenceId: string): Promise<void> {
    for (const ballotId of await ballotsOf(this.#parts.db, conferenceId)) await this.#read(ballotId);
  }

  /** `*`: notices may have been lost, so everything is read again. */
  #hear(stream: string): void {
    if (stream === '*') for (const ballotId of this.#ballots.keys()) this.#soon(ballotId, 0);
    const ballotId = BALLOT_STREAM.exec(stream)?.[1];
    if (ballotId !== undefined) return this.#soon(ballotId, 0);
    const voted = VOTES_STREAM.exec(stream)?.[1];
    if (voted !== undefined && this.#ballots.has(voted)) this.#soon(voted, TURNOUT_EVERY_MS);
  }

  /** A look that is due already is enough; one at once takes the place of a later one. */
  #soon(ballotId: BallotId, inMs: number): void {
    const waiting = this.#due.get(ballotId);
    if (waiting && inMs > 0) return;
    clearTimeout(waiting);
    const look = setTimeout(() => {
      this.#due.delete(ballotId);
      this.#refresh(ballotId).catch((error: unknown) =>
        this.#parts.log.debug({ err: error, ballotId }, 'a ballot waits for its next look'),
      );
    }, inMs);
    this.#due.set(ballotId, look);
  }

  async #refresh(ballotId: BallotId): Promise<void> {
    const before = this.#ballots.get(ballotId);
    const conferenceId = before?.conferenceId ?? (await ballotRow(this.#parts.db, ballotId))?.conferenceId;
    if (conferenceId === undefined || !this.#conferences.has(conferenceId)) return;
    await this.#read(ballotId);
    this.#frames.delete(conferenceId);
    this.#parts.tell(conferenceId, this.#frame(conferenceId));
  }

  async #read(ballotId: BallotId): Promise<void> {
    const { db } = this.#parts;
    const step = await tryAgain(() => readBallot(db, ballotId));
    if (!step) return;
    const known = this.#ballots.get(ballotId);
    if (known && known.step.version > step.version) return;
    this.#ballots.set(ballotId, { conferenceId: step.state.conferenceId, step, turnout: await this.#turnout(ballotId, step) });
  }

  async #turnout(ballotId: BallotId, { state }: BallotStep): Promise<number> {
    if (state.tally) return state.tally.cast;
    if (state.voters === 'sites') return Object.values(state.hands).filter(({ agreed }) => agreed !== null).length;
    const sql = 'SELECT count(*)::int AS count FROM ballot_vote WHERE ballot_id = $1';
    return (await tryAgain(() => this.#parts.db.query<{ count: number }>(sql, [ballotId]))).rows[0]?.count ?? 0;
  }

  #frame(conferenceId: string): Buffer {
    const known = this.#frames.get(conferenceId);
    if (known) return known;
    const ballots: LiveBallot[] = [...this.#ballots.values()]
      .filter((ballot) => ballot.conferenceId === conferenceId)
      .map(({ step, turnout }) => ({ ...ballotView(step.state), turnout }))
      .sort((one, other) => one.announcedAtMs - other.announcedAtMs);
    const bytes = frame({ type: 'ballots', ballots });
    this.#frames.set(conferenceId, bytes);
    return bytes;
  }
}
