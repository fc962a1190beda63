/**
 * One conference in one worker: the fold of its stream, and the only way to append to it.
 *
 * Everything that reads or appends takes its turn, so versions are applied one after the other and
 * none is skipped. NOTIFY only wakes; what counts is what `read` returns.
 */
import { assert, decide, evolve, type ConferenceCommand, type ConferenceState, type Enveloped, type Refusal } from '@diemcau/core';
import { OutsideFault } from '../errors.ts';
import type { Journal, RecordedEvent } from '../journal/journal.ts';
import { appendRequest, conferenceEvent, streamOf } from './conference-stream.ts';

/** A conference at one version; a step ends where a command's events end. */
export interface RoomStep {
  readonly version: number;
  readonly state: ConferenceState;
}

/** Told of every command: how it ended, and after how long. */
export type CommandDone = (outcome: 'accepted' | 'refused' | 'try-again', seconds: number) => void;

export type ExecuteAnswer = { readonly ok: true; readonly version: number } | { readonly ok: false; readonly refusal: Refusal };

/** Each lost race means that somebody else won one; past eight the conference is being flooded. */
const ATTEMPTS_MAX = 8;
/** 145 rooms raising their hands at once fit twice; more waiting than that would answer too late to be of use. */
const TURNS_MAX = 300;
/** A long day has a few thousand commands; older ids are still refused a second append by the journal. */
const REMEMBERED_COMMANDS_MAX = 20_000;

/** Closing only forgets the listeners: nothing of a conference lives here alone. */
export class ConferenceRoom {
  readonly conferenceId: string;
  readonly #journal: Pick<Journal, 'append' | 'read'>;
  readonly #commandDone: CommandDone;
  readonly #listeners = new Set<(step: RoomStep) => void>();
  /** Command id → version that contains it. Overflow: the oldest is forgotten. */
  readonly #answers = new Map<string, number>();
  #state: ConferenceState | null = null;
  #version = 0;
  #turns = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #waitingCatchUp: Promise<void> | undefined;

  constructor(conferenceId: string, journal: Pick<Journal, 'append' | 'read'>, commandDone: CommandDone = () => undefined) {
    this.conferenceId = conferenceId;
    this.#journal = journal;
    this.#commandDone = commandDone;
  }

  /** null until the conference has been created. */
  get step(): RoomStep | null {
    return this.#state && { version: this.#version, state: this.#state };
  }

  /** Calls the listener after every step, in order; returns the function that stops it. */
  listen(listener: (step: RoomStep) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Decides and appends. Repeating a `commandId` that was accepted returns the version it got then.
   * Throws OutsideFault: nothing is known to have happened, the same command may be sent again.
   */
  async execute(request: Enveloped<ConferenceCommand>): Promise<ExecuteAnswer> {
    const beganMs = performance.now();
    const done = (outcome: Parameters<CommandDone>[0]) => this.#commandDone(outcome, (performance.now() - beganMs) / 1_000);
    try {
      const answer = await this.#takeTurn(() => this.#decideUntilDone(request));
      done(answer.ok ? 'accepted' : 'refused');
      return answer;
    } catch (error) {
      done('try-again');
      throw error;
    }
  }

  /** Reads what the stream has and this room has not. Calls that wait for the same turn share it. */
  catchUp(): Promise<void> {
    const waiting = this.#waitingCatchUp;
    if (waiting) return waiting;
    const turn = this.#takeTurn(async () => {
      this.#waitingCatchUp = undefined;
      await this.#readOn();
    });
    this.#waitingCatchUp = turn;
    turn.catch(() => (this.#waitingCatchUp = undefined));
    return turn;
  }

  close(): void {
    this.#listeners.clear();
  }

  #takeTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#turns >= TURNS_MAX) return Promise.reject(new OutsideFault('overloaded'));
    this.#turns += 1;
    const turn = this.#lastTurn.then(work).finally(() => (this.#turns -= 1));
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #decideUntilDone(request: Enveloped<ConferenceCommand>): Promise<ExecuteAnswer> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const answer = await this.#attempt(request);
      if (answer) return answer;
    }
    throw new OutsideFault('try-again', { message: `${ATTEMPTS_MAX} races lost on ${this.conferenceId}` });
  }

  /** null: the stream has moved on, decide again. */
  async #attempt(request: Enveloped<ConferenceCommand>): Promise<ExecuteAnswer | null> {
    const known = this.#answers.get(request.commandId);
    if (known !== undefined) return { ok: true, version: known };
    const decision = decide(request, this.#state);
    if (decision.ok && decision.events.length > 0) return this.#append({ request, events: decision.events });
    // A "no" or an "already so" is only said of the newest state; the command itself may be in what was missed.
    if (await this.#readOn()) return null;
    return decision.ok ? { ok: true, version: this.#version } : decision;
  }

  async #append(decided: Parameters<typeof appendRequest>[2]): Promise<ExecuteAnswer | null> {
    const result = await this.#journal.append(appendRequest(this.conferenceId, this.#version, decided));
    if (result.outcome === 'appended') {
      this.#apply(result.events);
      return { ok: true, version: result.version };
    }
    await this.#readOn();
    return result.outcome === 'repeated' ? { ok: true, version: result.version } : null;
  }

  /** True if there was something new. */
  async #readOn(): Promise<boolean> {
    const from = this.#version;
    for (;;) {
      const events = await this.#journal.read(streamOf(this.conferenceId), this.#version);
      if (events.length === 0) return this.#version > from;
      this.#apply(events);
    }
  }

  /** Tells the listeners once per command, so that every worker makes the same steps. */
  #apply(events: readonly RecordedEvent[]): void {
    events.forEach((event, index) => {
      assert(event.version === this.#version + 1, `${event.stream} ${event.version} does not follow ${this.#version}`);
      const known = conferenceEvent(event);
      this.#state = known ? evolve(this.#state, known) : this.#state;
      this.#version = event.version;
      this.#remember(event);
      if (events[index + 1]?.commandId !== event.commandId) this.#tell();
    });
  }

  #remember(event: RecordedEvent): void {
    this.#answers.set(event.commandId, event.version);
    if (this.#answers.size <= REMEMBERED_COMMANDS_MAX) return;
    const oldest = this.#answers.keys().next();
    if (!oldest.done) this.#answers.delete(oldest.value);
  }

  #tell(): void {
    const step = this.step;
    if (step) for (const listener of this.#listeners) listener(step);
  }
}
