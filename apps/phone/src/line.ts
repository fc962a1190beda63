/**
 * Where this phone stands when many come at once: with its socket, and with what it has pressed. A request that the
 * server put off is sent again at its moment and not before; nothing of it is lost meanwhile.
 */
import type { Answer, Send } from './http.ts';

/** As the server said it. */
export interface Told {
  readonly place: number;
  readonly waitMs: number;
}

/** A place, and when its turn is expected, by this phone's clock. */
export interface LinePlace {
  readonly place: number;
  readonly untilMs: number;
}

export interface LineParts {
  readonly nowMs: () => number;
  readonly changed: () => void;
  /** It is time to send again what was put off. */
  readonly again: () => void;
  readonly random?: () => number;
}

/** The server gives every phone its own moment; this keeps those of one second apart whose clocks run together. */
const SPREAD_MS = 1_000;

/** Closing ends its timer. */
export class Line {
  readonly #parts: LineParts;
  #live: LinePlace | null = null;
  #put: LinePlace | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: LineParts) {
    this.#parts = parts;
  }

  /** What somebody has pressed counts more than what they look at. */
  get place(): LinePlace | null {
    return this.#put ?? this.#live;
  }

  /** False: what waits is to be sent later, and will be. */
  get maySend(): boolean {
    return this.#put === null;
  }

  /** What the socket says; null: it came in, or is gone. */
  live(told: Told | null): void {
    if (told === null && this.#live === null) return;
    this.#live = told && { place: told.place, untilMs: this.#parts.nowMs() + told.waitMs };
    this.#parts.changed();
  }

  /** The same requests, watched for being put off; `patient` ones are then not sent before their moment. */
  watching(send: Send, how?: 'patient'): Send {
    return async <T>(...request: Parameters<Send>) => {
      if (how === 'patient' && this.#put) return { ok: false, offline: true };
      const answer = await send<T>(...request);
      if (isPutOff(answer)) this.#putOff(answer.line);
      return answer;
    };
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #putOff({ place, waitMs }: Told): void {
    const { nowMs, random = Math.random, again, changed } = this.#parts;
    const inMs = waitMs + random() * SPREAD_MS;
    this.#put = { place, untilMs: nowMs() + inMs };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#put = null;
      changed();
      again();
    }, inMs);
    changed();
  }
}

function isPutOff<T>(answer: Answer<T>): answer is { readonly ok: false; readonly offline: true; readonly line: Told } {
  return !answer.ok && answer.offline && answer.line !== undefined;
}
