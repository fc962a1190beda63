/**
 * The one worker that owns every timer and sets every bus. It keeps nothing that cannot be read
 * from the journal and heard from the media plane again, so any other may carry on at any moment.
 */
import type { ConferenceCommand, ConferenceState } from '@diemcau/core';
import type { MediaPlane } from '@diemcau/media';
import type { Pool } from 'pg';
import type { Journal } from '../../journal/journal.ts';
import type { Logger } from '../../log.ts';
import { forgetOldMediaTokens } from '../access/media-tokens.ts';
import { conferencesToEnd, endAccess } from '../access/site-access.ts';
import type { ConferenceRoom, RoomStep } from '../conference-room.ts';
import type { ConferenceRooms } from '../conference-rooms.ts';
import { conferenceIdOf } from '../conference-stream.ts';
import { runningConferences } from '../conference-summaries.ts';
import type { MediaFacts } from '../media-facts.ts';
import { endMedia } from '../media-holders.ts';
import { busOf, cameraEndpoint, PROGRAMS } from '../media-names.ts';
import { busesOf, isRunning } from './buses.ts';
import { dueCommands, type LinkNews } from './due.ts';
import { Election } from './election.ts';

/** A timer is late by this at most, which nobody sees; ten conferences cost a few microseconds a look. */
const LOOK_EVERY_MS = 100;
/** A bus command that got lost is repeated within a breath; repeating is free where nothing changed. */
const REPEAT_EVERY_MS = 3_000;
/** Votes that come after the time are refused by the clock; this tells the result, and half a second later is at once. */
const BALLOTS_EVERY_MS = 500;
/** Old tokens are a few hundred rows a day. */
const SWEEP_EVERY_MS = 3_600_000;

export interface ConductorParts {
  readonly rooms: ConferenceRooms;
  readonly journal: Journal;
  readonly db: Pool;
  readonly plane: MediaPlane;
  readonly facts: MediaFacts;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Closes the ballots whose time is over. */
  readonly closeDueBallots: () => Promise<unknown>;
}

/** Stands for election from its construction on. Closing steps down; what it was given stays the caller's. */
export class Conductor {
  readonly #parts: ConductorParts;
  readonly #election: Election;
  readonly #stops: readonly (() => void)[];
  readonly #timers: readonly NodeJS.Timeout[];
  /** Commands under way, by conference and type: each at most once at a time. */
  readonly #underWay = new Set<string>();
  /** The last state seen of each conference, to notice who has left it. */
  readonly #seen = new WeakMap<ConferenceRoom, ConferenceState>();
  #electedAtMs = 0;

  constructor(parts: ConductorParts) {
    this.#parts = parts;
    this.#election = new Election({ db: parts.db, log: parts.log, elected: () => this.#begin(), deposed: () => undefined });
    this.#stops = [
      parts.rooms.listen((room, step) => this.#follow(room, step)),
      parts.journal.listen((stream) => this.#notice(stream)),
      parts.plane.listen((event) => event.type === 'plane-up' && this.#setAllBuses()),
    ];
    this.#timers = [
      setInterval(() => this.look(), LOOK_EVERY_MS).unref(),
      setInterval(() => this.#try(this.#repeat()), REPEAT_EVERY_MS).unref(),
      setInterval(() => this.isElected && this.#try(parts.closeDueBallots()), BALLOTS_EVERY_MS).unref(),
      setInterval(() => this.isElected && this.#try(forgetOldMediaTokens(parts.db, parts.nowMs())), SWEEP_EVERY_MS).unref(),
    ];
  }

  get isElected(): boolean {
    return this.#election.isElected;
  }

  /** Issues what is due now; runs by itself every 100 ms. */
  look(): void {
    if (!this.isElected) return;
    for (const room of this.#running()) {
      const { version, state } = room.step!;
      for (const command of dueCommands(state, this.#linkNews(state), this.#parts.nowMs())) this.#issue(room, version, command);
    }
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const timer of this.#timers) clearInterval(timer);
    this.#election.close();
  }

  #begin(): void {
    this.#electedAtMs = this.#parts.nowMs();
    this.#try(this.#repeat());
  }

  /** Finds conferences that run, sets every bus again, and ends what closed unnoticed. */
  async #repeat(): Promise<void> {
    if (!this.isElected) return;
    const { db, rooms } = this.#parts;
    for (const conferenceId of await runningConferences(db, rooms)) await rooms.open(conferenceId);
    this.#setAllBuses();
    for (const conferenceId of await conferencesToEnd(db)) await this.#end(conferenceId);
  }

  /** A conference another worker opened is followed from its first event on. */
  #notice(stream: string): void {
    const conferenceId = conferenceIdOf(stream);
    if (this.isElected && conferenceId !== null) this.#try(this.#parts.rooms.open(conferenceId));
  }

  #follow(room: ConferenceRoom, step: RoomStep): void {
    const before = this.#seen.get(room);
    this.#seen.set(room, step.state);
    if (!this.isElected) return;
    if (isRunning(step.state)) this.#setBuses(step);
    if (before && before.phase !== 'closed' && step.state.phase === 'closed') this.#try(this.#end(room.conferenceId));
    if (before) this.#endMediaOfThoseWhoLeft(before, step.state);
  }

  #setAllBuses(): void {
    if (this.isElected) for (const room of this.#running()) this.#setBuses(room.step!);
  }

  #setBuses(step: RoomStep): void {
    const { plane, facts } = this.#parts;
    // A plane that is away has no buses; it gets them all when it is back.
    if (facts.plane.up) this.#try(Promise.all(busesOf(step).map((command) => plane.setBus(command))));
  }

  #linkNews({ conferenceId, speech }: ConferenceState): LinkNews {
    const { plane } = this.#parts.facts;
    const endpoint = cameraEndpoint(conferenceId, speech?.siteId ?? '');
    const { main, audio } = this.#parts.facts.flows(endpoint);
    return {
      flowing: main || audio,
      lastFlowAtMs: this.#parts.facts.lastFlowAtMs(endpoint),
      upSinceMs: plane.up ? Math.max(plane.sinceMs, this.#electedAtMs) : null,
    };
  }

  #issue(room: ConferenceRoom, version: number, command: ConferenceCommand): void {
    const key = `${room.conferenceId} ${command.type}`;
    if (this.#underWay.has(key)) return;
    this.#underWay.add(key);
    // Its own prefix, so that no client can use the id up; the version, so that each occasion has one.
    const commandId = `conductor:${room.conferenceId}:${command.type}:${version}`;
    const request = { command, by: { kind: 'conductor' as const }, atMs: this.#parts.nowMs(), commandId };
    this.#try(room.execute(request).finally(() => this.#underWay.delete(key)));
  }

  /** Access and media sessions of a closed conference. The rows of its codes go last: while they are there, it is done again. */
  async #end(conferenceId: string): Promise<void> {
    const { db, plane } = this.#parts;
    await endMedia(this.#parts, { conferenceId });
    await Promise.allSettled(PROGRAMS.map((program) => plane.closeBus(busOf(conferenceId, program))));
    await endAccess(db, conferenceId);
  }

  #endMediaOfThoseWhoLeft(before: ConferenceState, { conferenceId, sites, officers }: ConferenceState): void {
    if (before.sites !== sites) {
      for (const siteId of missing(before.sites, sites)) this.#try(endMedia(this.#parts, { conferenceId, siteId }));
    }
    if (before.officers !== officers) {
      for (const accountId of missing(before.officers, officers)) this.#try(endMedia(this.#parts, { conferenceId, accountId }));
    }
  }

  #running(): ConferenceRoom[] {
    return this.#parts.rooms.all().filter((room) => room.step && isRunning(room.step.state));
  }

  /** What failed is due again at the next look or repeat. */
  #try(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#parts.log.warn({ err: error }, 'the conductor will try again'));
  }
}

function missing(before: object, after: object): string[] {
  return Object.keys(before).filter((id) => !Object.hasOwn(after, id));
}
