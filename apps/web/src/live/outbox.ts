import type { ConferenceCommand, Refusal } from '@diemcau/core';

/** What came of a command. `fault`: it is not known whether anything happened; the view will tell. */
export type CommandOutcome =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly fault: 'no-answer' | 'too-many' | 'ended' };

interface Waiting {
  readonly commandId: string;
  readonly command: ConferenceCommand;
  readonly submittedAtMs: number;
  readonly settle: (outcome: CommandOutcome) => void;
}

/** Nobody presses so many buttons before the first is answered; the newest is refused and its presser told. */
const WAITING_MAX = 32;
/** Later than this the room has moved on, and a button pressed then would surprise everyone by acting now. */
export const ANSWER_WAIT_MS = 10_000;

/** Commands that have no answer yet, in the order they were given. */
export class Outbox {
  readonly #waiting = new Map<string, Waiting>();

  put(commandId: string, command: ConferenceCommand, submittedAtMs: number): Promise<CommandOutcome> {
    if (this.#waiting.size >= WAITING_MAX) return Promise.resolve({ ok: false, fault: 'too-many' });
    return new Promise((settle) => this.#waiting.set(commandId, { commandId, command, submittedAtMs, settle }));
  }

  get(commandId: string): Waiting | undefined {
    return this.#waiting.get(commandId);
  }

  /** Everything unanswered, to be sent again under the same ids after a reconnect. */
  all(): readonly Waiting[] {
    return [...this.#waiting.values()];
  }

  settle(commandId: string, outcome: CommandOutcome): void {
    const waiting = this.#waiting.get(commandId);
    if (!waiting) return;
    this.#waiting.delete(commandId);
    waiting.settle(outcome);
  }

  settleAll(outcome: CommandOutcome): void {
    for (const { commandId } of this.all()) this.settle(commandId, outcome);
  }
}
