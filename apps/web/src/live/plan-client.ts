import { REFUSALS } from '@diemcau/core';
import type { Actor, ConferenceCommand, ConferenceId } from '@diemcau/core';
import type { HttpProblem, HttpResult } from './http.ts';
import type { Live } from './live-context.ts';
import { EMPTY_SNAPSHOT } from './live-snapshot.ts';
import type { LiveSnapshot } from './live-snapshot.ts';
import type { CommandOutcome } from './outbox.ts';
import { conferencePlan, givePlanning } from './planning-api.ts';
import type { Plan } from './planning-api.ts';

export interface PlanClientParts {
  readonly conferenceId: ConferenceId;
  readonly accountId: string;
  /** Told whenever the plan was read, or could not be. */
  readonly told: (result: HttpResult<Plan>) => void;
}

/** Two secretaries prepare one agenda: each sees what the other did before having finished a sentence. */
const LOOK_EVERY_MS = 5_000;

/**
 * A conference that is prepared: the same as a socket gives, by plain requests, because whoever
 * prepares it for the unit may have no seat in it. A command is followed by what it made of the plan.
 */
export class PlanClient implements Live {
  readonly #parts: PlanClientParts;
  readonly #listeners = new Set<() => void>();
  readonly #timer: ReturnType<typeof setInterval>;
  #snapshot: LiveSnapshot = EMPTY_SNAPSHOT;
  #reading: Promise<void> | null = null;
  #closed = false;

  constructor(parts: PlanClientParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => document.visibilityState === 'visible' && void this.read(), LOOK_EVERY_MS);
    void this.read();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LiveSnapshot => this.#snapshot;

  async send(command: ConferenceCommand): Promise<CommandOutcome> {
    const answer = await givePlanning(this.#parts.conferenceId, command);
    if (!answer.ok) return outcomeOf(answer.problem);
    // What is under way may have begun before the command.
    await this.#reading;
    await this.read();
    return { ok: true, version: answer.value.version };
  }

  /** Reads the plan, once at a time. */
  read(): Promise<void> {
    this.#reading ??= this.#look().finally(() => (this.#reading = null));
    return this.#reading;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#listeners.clear();
  }

  async #look(): Promise<void> {
    const result = await conferencePlan(this.#parts.conferenceId);
    if (this.#closed) return;
    if (result.ok) this.#show(result.value);
    else if (this.#snapshot.replica.view) this.#cut();
    this.#parts.told(result);
  }

  #show({ version, view, officerNames, organises }: Plan): void {
    const same = this.#snapshot.connection.state === 'live' && this.#snapshot.replica.version === version;
    if (same) return;
    const actor: Actor = { kind: 'account', accountId: this.#parts.accountId, ...(organises ? { organises: true as const } : {}) };
    const replica = { ...EMPTY_SNAPSHOT.replica, version, view };
    this.#set({ ...this.#snapshot, connection: { state: 'live' }, replica, actor, officerNames });
  }

  #cut(): void {
    if (this.#snapshot.connection.state === 'live')
      this.#set({ ...this.#snapshot, connection: { state: 'reconnecting', sinceMs: Date.now(), online: navigator.onLine } });
  }

  #set(snapshot: LiveSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener();
  }
}

function outcomeOf({ code, params }: HttpProblem): CommandOutcome {
  if (!Object.hasOwn(REFUSALS, code)) return { ok: false, fault: 'no-answer' };
  return { ok: false, refusal: { code: code as keyof typeof REFUSALS, ...(params ? { params } : {}) } };
}
