import type { VideoLoop } from './clip.ts';

/** Where a loop is. Times are of the caller's clock in ms. */
export interface Playback {
  readonly stepMs: number;
  /** When step 0 was due. */
  startedAtMs: number;
  /** Steps taken since then. */
  steps: number;
  /** Index of the next item of the loop. */
  position: number;
}

/** Steps later than this are left out: after a stall a burst of old pictures helps nobody. */
const CATCH_UP_MAX_MS = 200;

export function startPlayback(stepMs: number, nowMs: number): Playback {
  return { stepMs, startedAtMs: nowMs, steps: 0, position: 0 };
}

/** One item that is due: which one, and when it was. */
export interface DueItem {
  readonly index: number;
  readonly atMs: number;
}

/** Takes every step that is due by now, going round after `length` items. */
export function takeDue(playback: Playback, length: number, nowMs: number): DueItem[] {
  skipStale(playback, length, nowMs);
  const due: DueItem[] = [];
  for (let atMs = dueAtMs(playback); atMs <= nowMs; atMs = dueAtMs(playback)) {
    due.push({ index: playback.position, atMs });
    playback.steps += 1;
    playback.position = (playback.position + 1) % length;
  }
  return due;
}

function dueAtMs(playback: Playback): number {
  return playback.startedAtMs + playback.steps * playback.stepMs;
}

function skipStale(playback: Playback, length: number, nowMs: number): void {
  const lateMs = nowMs - dueAtMs(playback);
  if (lateMs <= CATCH_UP_MAX_MS) return;
  const skipped = Math.ceil(lateMs / playback.stepMs);
  playback.steps += skipped;
  playback.position = (playback.position + skipped) % length;
}

/**
 * The next picture is a keyframe: the next one of the loop, so that the jump is at most the distance of
 * two keyframes. It goes out when the next step is due, within one frame's time.
 */
export function jumpToKeyframe(playback: Playback, loop: VideoLoop): void {
  playback.position = loop.keyframes.find((index) => index >= playback.position) ?? loop.keyframes[0] ?? 0;
}
