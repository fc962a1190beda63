/** One conference in one worker: the fold of its stream, and the only way to append to it. */
import { decide, type ConferenceCommand, type ConferenceEvent, type ConferenceState, type Enveloped } from '@diemcau/core';
import type { Journal } from '../journal/journal.ts';
import { StreamFold, type StreamAnswer, type StreamStep } from '../journal/stream-fold.ts';
import { conferenceRules } from './conference-stream.ts';

/** A conference at one version; a step ends where a command's events end. */
export type RoomStep = StreamStep<ConferenceState>;

/** Told of every command: how it ended, and after how long. */
export type CommandDone = (outcome: 'accepted' | 'refused' | 'try-again', seconds: number) => void;

export type ExecuteAnswer = StreamAnswer;

/** What a room does besides folding and appending; nothing unless given. */
export interface RoomHooks {
  readonly commandDone?: CommandDone;
  /** Asked before a conference opens: brings its rooms to what the register and the tree say that day. Throws OutsideFault. */
  readonly refresh?: (state: ConferenceState) => Promise<ConferenceCommand | null>;
}

/** Closing only forgets the listeners: nothing of a conference lives here alone. */
export class ConferenceRoom {
  readonly conferenceId: string;
  readonly #fold: StreamFold<ConferenceState | null, ConferenceCommand, ConferenceEvent>;
  readonly #hooks: RoomHooks;

  constructor(conferenceId: string, journal: Pick<Journal, 'append' | 'read'>, hooks: RoomHooks = {}) {
    this.conferenceId = conferenceId;
    this.#fold = new StreamFold(conferenceRules(conferenceId), journal);
    this.#hooks = hooks;
  }

  /** null until the conference has been created. */
  get step(): RoomStep | null {
    return existing(this.#fold.step);
  }

  /** Calls the listener after every step, in order; returns the function that stops it. */
  listen(listener: (step: RoomStep) => void): () => void {
    return this.#fold.listen((step) => {
      const room = existing(step);
      if (room) listener(room);
    });
  }

  /**
   * Decides and appends. Repeating a `commandId` that was accepted returns the version it got then.
   * Throws OutsideFault: nothing is known to have happened, the same command may be sent again.
   */
  async execute(request: Enveloped<ConferenceCommand>): Promise<ExecuteAnswer> {
    const beganMs = performance.now();
    const done = (outcome: Parameters<CommandDone>[0]) => this.#hooks.commandDone?.(outcome, (performance.now() - beganMs) / 1_000);
    try {
      if (request.command.type === 'OpenConference') await this.#freeze(request);
      const answer = await this.#fold.execute(request);
      done(answer.ok ? 'accepted' : 'refused');
      return answer;
    } catch (error) {
      done('try-again');
      throw error;
    }
  }

  /** The tree of a conference is the one of the moment it opens. */
  async #freeze(request: Enveloped<ConferenceCommand>): Promise<void> {
    const { step } = this;
    if (!step || !this.#hooks.refresh || !decide(request, step.state).ok) return;
    const command = await this.#hooks.refresh(step.state);
    const { atMs, commandId } = request;
    if (command) await this.#fold.execute({ command, atMs, by: { kind: 'operator' }, commandId: `${commandId}:tree` });
  }

  /** Reads what the stream has and this room has not. Calls that wait for the same turn share it. */
  catchUp(): Promise<void> {
    return this.#fold.catchUp();
  }

  close(): void {
    this.#fold.close();
  }
}

function existing({ version, state }: StreamStep<ConferenceState | null>): RoomStep | null {
  return state && { version, state };
}
