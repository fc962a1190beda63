import type { MediaEvent } from './media-plane.ts';

/**
 * Listeners of a plane, and what is so at present. A new listener is told the present in the words in which
 * it would have heard it: the epoch, open sessions, flowing sources, fed buses, watched endpoints.
 * A listener that throws is reported and does not keep the others from hearing.
 */
export class PlaneEvents {
  readonly #listeners = new Set<(event: MediaEvent) => void>();
  readonly #present = new Map<string, MediaEvent>();
  readonly #onListenerError: (error: unknown) => void;

  constructor(onListenerError: (error: unknown) => void) {
    this.#onListenerError = onListenerError;
  }

  /** Tells the present, then every event. Returns the function that stops listening. */
  add(listener: (event: MediaEvent) => void): () => void {
    const own = (event: MediaEvent): void => listener(event);
    this.#listeners.add(own);
    for (const event of [...this.#present.values()]) this.#tell(own, event);
    return () => {
      this.#listeners.delete(own);
    };
  }

  emit(event: MediaEvent): void {
    this.#fold(event);
    for (const listener of [...this.#listeners]) this.#tell(listener, event);
  }

  close(): void {
    this.#listeners.clear();
    this.#present.clear();
  }

  #tell(listener: (event: MediaEvent) => void, event: MediaEvent): void {
    try {
      listener(event);
    } catch (error) {
      this.#onListenerError(error);
    }
  }

  /** Keeps what became so under a key, and forgets what ended. */
  #fold(event: MediaEvent): void {
    if (event.type === 'plane-up' || event.type === 'plane-down') this.#present.clear();
    const key = keyOf(event);
    if (key === null) return;
    if (isEnd(event)) this.#present.delete(key);
    else this.#present.set(key, event);
  }
}

function keyOf(event: MediaEvent): string | null {
  switch (event.type) {
    case 'plane-up':
      return 'plane';
    case 'session-open':
    case 'session-closed':
      return `session ${event.session}`;
    case 'source-flowing':
    case 'source-stalled':
      return `source ${event.track} ${event.endpoint}`;
    case 'bus-switched':
      return `bus ${event.bus}`;
    case 'watched':
      return `watched ${event.endpoint}`;
    case 'stats':
    case 'plane-down':
      return null;
  }
}

function isEnd(event: MediaEvent): boolean {
  if (event.type === 'bus-switched') return event.source === null;
  if (event.type === 'watched') return event.viewers === 0;
  return event.type === 'session-closed' || event.type === 'source-stalled';
}
