/**
 * One audience of one conference: its view is computed, compared and serialised once per step, and
 * the same bytes go to every subscriber.
 */
import { diff, view, type Audience, type ConferenceState } from '@diemcau/core';
import type { RoomStep } from './conference-room.ts';
import { frame } from './frame.ts';

export type Subscriber = (bytes: Buffer) => void;

interface Patch {
  readonly from: number;
  readonly bytes: Buffer;
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
  const subscribers = new Set<Subscriber>();
  let version = first.version;
  let shown: ConferenceState = view(first.state, audience);
  let whole: Buffer | null = null;

  function publish(step: RoomStep): void {
    if (step.version <= version) return;
    const next = view(step.state, audience);
    const bytes = frame({ type: 'patch', from: version, version: step.version, edits: diff(shown, next) });
    patches.push({ from: version, bytes });
    if (patches.length > PATCHES_MAX) patches.shift();
    [version, shown, whole] = [step.version, next, null];
    for (const subscriber of subscribers) subscriber(bytes);
  }

  function missed(have: number | undefined): readonly Buffer[] {
    if (have === version) return [];
    const start = patches.findIndex((patch) => patch.from === have);
    if (start >= 0) return patches.slice(start).map((patch) => patch.bytes);
    whole ??= frame({ type: 'state', version, view: shown });
    return [whole];
  }

  return {
    publish,
    subscribe(subscriber, have) {
      for (const bytes of missed(have)) subscriber(bytes);
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
  };
}
