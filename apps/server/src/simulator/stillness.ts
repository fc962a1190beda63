/**
 * Whether anybody is about: a room's picture is looked at, or something has changed that only people change. Rooms
 * without people that play to nobody for days would fill the journal with hands and counts.
 */
import type { ConferenceState } from '@diemcau/core';

/** What the watch looks at. */
export interface Sights {
  /** Somebody looks at the picture of one of the rooms. */
  readonly isWatched: boolean;
  /** The newest copy of the conference any room has. */
  readonly view: ConferenceState | null;
}

export class Stillness {
  readonly #restAfterMs: number;
  #lastSignMs: number;
  #seen: string | null = null;

  /** `restAfterMs` 0: nobody ever rests. */
  constructor(restAfterMs: number, nowMs: number) {
    this.#restAfterMs = restAfterMs;
    this.#lastSignMs = nowMs;
  }

  isStill(nowMs: number): boolean {
    return this.#restAfterMs > 0 && nowMs - this.#lastSignMs >= this.#restAfterMs;
  }

  /** Returns whether there was a sign of anybody. */
  look({ isWatched, view }: Sights, nowMs: number): boolean {
    const seen = view && peoplesDoing(view);
    const isSign = isWatched || (seen !== null && this.#seen !== null && seen !== this.#seen);
    this.#seen = seen ?? this.#seen;
    if (isSign) this.note(nowMs);
    return isSign;
  }

  /** Somebody else has seen a sign. */
  note(nowMs: number): void {
    this.#lastSignMs = nowMs;
  }
}

/** Simulated rooms open nothing, call nobody, write no messages of the bureau and turn no page of the agenda. */
function peoplesDoing({ phase, standby, speech, messages, channelOpen, agenda, currentItemId }: ConferenceState): string {
  const floor = [standby?.requestId, speech?.speechId];
  return JSON.stringify([phase, floor, Object.keys(messages).length, channelOpen, agenda.length, currentItemId]);
}
