/**
 * One audience of one conference: its view is computed, compared and serialised once per step, and
 * the same bytes go to every subscriber, thousands of them in slices. Who is reached while the next
 * step is there already gets both in one write.
 */
import { diff, view, type Audience, type ConferenceState } from '@diemcau/core';
import type { RoomStep } from './conference-room.ts';
import { frame } from './frame.ts';
import { createRounds } from './rounds.ts';

export interface Subscriber {
  /** Whether bytes still reach it. Looks at what `sendBytes` looks at, see rounds.ts. */
  isOpen(): boolean;
  /** Whole frames, one or several behind each other. */
  sendBytes(bytes: Buffer): void;
}

interface Patch {
  readonly from: number;
  readonly bytes: Buffer;
}

/** A subscriber and the version it was brought to last. */
interface Place {
  readonly subscriber: Subscriber;
  held: number | undefined;
}

/** A minute of a busy discussion. Whoever was away longer gets the whole view, which is then hardly larger. */
const PATCHES_MAX = 64;

/** Forgotten with its room; holds nothing that must be closed. */
export interface ViewFeed {
  /** Takes the room's next step. */
  publish(step: RoomStep): void;
  /**
   * Brings the subscriber up to date, from `have` on where that is still known, and then sends every
   * step. Returns the function that stops it.
   */
  subscribe(subscriber: Subscriber, have?: number): () => void;
}

export function createViewFeed(audience: Audience, first: RoomStep): ViewFeed {
  /** Overflow: drop the oldest; a client that holds an older version gets the whole view. */
  const patches: Patch[] = [];
  const places = new Set<Place>();
  const rounds = createRounds(places, bringUp, { isDue });
  let version = first.version;
  let shown: ConferenceState = view(first.state, audience);
  let whole: Buffer | null = null;
  /** What leads from a version to the present one, for those that were asked for. */
  const since = new Map<number, Buffer>();

  function publish(step: RoomStep): void {
    if (step.version <= version) return;
    const next = view(step.state, audience);
    const bytes = frame({ type: 'patch', from: version, version: step.version, edits: diff(shown, next) });
    patches.push({ from: version, bytes });
    if (patches.length > PATCHES_MAX) patches.shift();
    [version, shown, whole] = [step.version, next, null];
    since.clear();
    rounds.go();
  }

  function isDue(place: Place): boolean {
    return place.held !== version && place.subscriber.isOpen();
  }

  function bringUp(place: Place): void {
    if (place.held === version) return;
    const bytes = missed(place.held);
    place.held = version;
    place.subscriber.sendBytes(bytes);
  }

  function missed(held: number | undefined): Buffer {
    const known = held === undefined ? null : (since.get(held) ?? patchesSince(held));
    if (known) return known;
    whole ??= frame({ type: 'state', version, view: shown });
    return whole;
  }

  function patchesSince(held: number): Buffer | null {
    const start = patches.findIndex((patch) => patch.from === held);
    const left = start < 0 ? [] : patches.slice(start).map((patch) => patch.bytes);
    const bytes = left.length > 1 ? Buffer.concat(left) : (left[0] ?? null);
    // At most as many as there are patches.
    if (bytes) since.set(held, bytes);
    return bytes;
  }

  return {
    publish,
    subscribe(subscriber, have) {
      const place: Place = { subscriber, held: have };
      bringUp(place);
      places.add(place);
      return () => places.delete(place);
    },
  };
}
