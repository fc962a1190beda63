/** Requests for a keyframe of one source, at most one each 500 ms however many viewers ask. */
export interface KeyframeRequests {
  askedAtMs: number;
  /** Somebody asked while the last request was young, and no keyframe came since. */
  waiting: boolean;
}

/** A keyframe costs ten ordinary frames; 145 viewers that lose the same packet ask within one round trip. */
const KEYFRAME_INTERVAL_MS = 500;

export function createKeyframeRequests(): KeyframeRequests {
  return { askedAtMs: -Infinity, waiting: false };
}

/** Somebody needs a keyframe. Returns true when the source is to be asked now. */
export function askKeyframe(state: KeyframeRequests, nowMs: number): boolean {
  state.waiting = true;
  return takeDueKeyframe(state, nowMs);
}

/** Returns true when a request that was held back is due. */
export function takeDueKeyframe(state: KeyframeRequests, nowMs: number): boolean {
  if (!state.waiting || nowMs - state.askedAtMs < KEYFRAME_INTERVAL_MS) return false;
  state.waiting = false;
  state.askedAtMs = nowMs;
  return true;
}

/** A keyframe is on its way to everybody: nobody waits any more. */
export function noteKeyframe(state: KeyframeRequests): void {
  state.waiting = false;
}
