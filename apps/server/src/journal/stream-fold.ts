/**
 * One stream in one worker: the fold of its events, and the only way to append to it.
 *
 * Everything that reads or appends takes its turn, so versions are applied one after the other and
 * none is skipped. NOTIFY only wakes; what counts is what `read` returns. The rules come from outside.
 */
import { assert, type Decision, type Enveloped, type Refusal } from '@diemcau/core';
import { OutsideFault } from '../errors.ts';
import type { AppendRequest, Journal, Json, NewEvent, RecordedEvent } from './journal.ts';

/** What the events of a stream mean. */
export interface StreamRules<S, C, E extends { readonly type: string }> {
  readonly stream: string;
  readonly schemaVersion: number;
  readonly empty: S;
  fold(events: Iterable<E>, from: S): S;
  decide(request: Enveloped<C>, state: S): Decision<E>;
  /** An event of an older schema as one of today's; absent while a stream has had one schema only. Throws on a newer one. */
  upcast?(event: E, schemaVersion: number): E;
  /** What listeners are told: every command, so that all workers make the same steps, or only where a reading ended. */
  readonly steps: 'every-command' | 'every-reading';
}

/** The stream at one version. */
export interface StreamStep<S> {
  readonly version: number;
  readonly state: S;
}

export type StreamAnswer = { readonly ok: true; readonly version: number } | { readonly ok: false; readonly refusal: Refusal };

/** Each lost race means that somebody else won one; past eight the stream is being flooded. */
const ATTEMPTS_MAX = 8;
/** 145 rooms raising their hands at once fit twice; more waiting than that would answer too late to be of use. Overflow: refused as `overloaded`. */
const TURNS_MAX = 300;

/** Closing only forgets the listeners: nothing lives here alone. */
export class StreamFold<S, C, E extends { readonly type: string }> {
  readonly rules: StreamRules<S, C, E>;
  readonly #journal: Pick<Journal, 'append' | 'read'>;
  readonly #listeners = new Set<(step: StreamStep<S>) => void>();
  #step: StreamStep<S>;
  #turns = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #waitingCatchUp: Promise<void> | undefined;

  constructor(rules: StreamRules<S, C, E>, journal: Pick<Journal, 'append' | 'read'>) {
    this.rules = rules;
    this.#journal = journal;
    this.#step = { version: 0, state: rules.empty };
  }

  /** Version 0 and the empty state until it has caught up. */
  get step(): StreamStep<S> {
    return this.#step;
  }

  /** Calls the listener after every step, in order; returns the function that stops it. */
  listen(listener: (step: StreamStep<S>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Decides and appends. Repeating a `commandId` that was accepted returns the version it got then.
   * Throws OutsideFault: nothing is known to have happened, the same command may be sent again.
   */
  execute(request: Enveloped<C>): Promise<StreamAnswer> {
    return this.#takeTurn(() => this.#decideUntilDone(request));
  }

  /** Reads what the stream has and this fold has not. Calls that wait for the same turn share it. Throws OutsideFault. */
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

  async #decideUntilDone(request: Enveloped<C>): Promise<StreamAnswer> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const answer = await this.#attempt(request);
      if (answer) return answer;
    }
    throw new OutsideFault('try-again', { message: `${ATTEMPTS_MAX} races lost on ${this.rules.stream}` });
  }

  /** null: the stream has moved on, decide again. */
  async #attempt(request: Enveloped<C>): Promise<StreamAnswer | null> {
    const { state, version } = this.#step;
    const decision = this.rules.decide(request, state);
    if (decision.ok && decision.events.length > 0) return this.#append(request, decision.events);
    // A "no" or an "already so" is only said of the newest state, and a command that did its work is refused when repeated.
    if (await this.#readOn()) return null;
    return (await this.#earlierAnswer(request)) ?? (decision.ok ? { ok: true, version } : decision);
  }

  async #append(request: Enveloped<C>, events: readonly E[]): Promise<StreamAnswer | null> {
    const result = await this.#journal.append(appendRequest(this.rules, this.#step.version, { request, events }));
    if (result.outcome === 'appended') {
      this.#apply(result.events);
      return { ok: true, version: result.version };
    }
    await this.#readOn();
    return result.outcome === 'repeated' ? { ok: true, version: result.version } : null;
  }

  /** The version a command got when it came first; null: it did not. */
  async #earlierAnswer({ commandId, atMs, by }: Enveloped<C>): Promise<StreamAnswer | null> {
    // The journal looks at the id before the version, and no stream has this version.
    const probe = { type: 'Probe', schemaVersion: 1, data: null };
    const { stream } = this.rules;
    const result = await this.#journal.append({ stream, expectedVersion: -1, events: [probe], commandId, atMs, by: { ...by } });
    return result.outcome === 'repeated' ? { ok: true, version: result.version } : null;
  }

  /** True if there was something new. */
  async #readOn(): Promise<boolean> {
    const from = this.#step.version;
    for (;;) {
      const events = await this.#journal.read(this.rules.stream, this.#step.version);
      if (events.length === 0) return this.#step.version > from;
      this.#apply(events);
    }
  }

  #apply(events: readonly RecordedEvent[]): void {
    for (const part of this.rules.steps === 'every-command' ? byCommand(events) : [events]) {
      this.#step = folded(this.rules, this.#step, part);
      for (const listener of this.#listeners) listener(this.#step);
    }
  }
}

/** The step after these events, which must follow it without a gap. */
export function folded<S, C, E extends { readonly type: string }>(
  rules: StreamRules<S, C, E>,
  { version, state }: StreamStep<S>,
  events: readonly RecordedEvent[],
): StreamStep<S> {
  events.forEach((event, index) => {
    assert(event.version === version + index + 1, `${event.stream} ${event.version} does not follow ${version + index}`);
  });
  const known = events.flatMap((event) => todaysEvent(rules, event) ?? []);
  return { version: version + events.length, state: rules.fold(known, state) };
}

/** The events of each command, in order. */
function byCommand(events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const parts: RecordedEvent[][] = [];
  for (const event of events) {
    const last = parts.at(-1);
    if (last?.[0]?.commandId === event.commandId) last.push(event);
    else parts.push([event]);
  }
  return parts;
}

function todaysEvent<E extends { readonly type: string }>(
  rules: Pick<StreamRules<never, never, E>, 'upcast'>,
  recorded: RecordedEvent,
): E | null {
  const event = eventOf<E>(recorded);
  return event && rules.upcast ? rules.upcast(event, recorded.schemaVersion) : event;
}

/** The type beside, everything else in `data`; null for the journal's own `Erased`, which changes nothing that is shown. */
export function eventOf<E>(recorded: RecordedEvent): E | null {
  if (recorded.type === 'Erased') return null;
  assert(recorded.data !== null && typeof recorded.data === 'object', `event ${recorded.stream} ${recorded.version} has no data`);
  return { type: recorded.type, ...recorded.data } as unknown as E;
}

/** What was decided on a version of a stream, as the journal takes it. */
export function appendRequest<C, E extends { readonly type: string }>(
  rules: Pick<StreamRules<unknown, C, E>, 'stream' | 'schemaVersion'>,
  expectedVersion: number,
  decided: { readonly request: Omit<Enveloped<C>, 'command'>; readonly events: readonly E[] },
): AppendRequest {
  const { commandId, atMs, by } = decided.request;
  const events = decided.events.map(({ type, ...data }): NewEvent => ({
    type,
    schemaVersion: rules.schemaVersion,
    data: data as unknown as Json,
  }));
  return { stream: rules.stream, expectedVersion, events, commandId, atMs, by: { ...by } };
}
