/** How a speech stands in time. */
export interface SpeechClock {
  readonly leftMs: number;
  readonly overMs: number;
  /** Time used, 0–1; above 1 it is over. */
  readonly usedRatio: number;
  readonly state: 'running' | 'ending' | 'over';
  readonly stopped: boolean;
}

export interface SpeechTimes {
  readonly startedAtMs: number;
  readonly endsAtMs: number;
  /** Set while the conference is paused; the clock stands there. */
  readonly pausedAtMs: number | null;
}

/** The last half minute is told apart: enough to come to the last sentence. */
const ENDING_MS = 30_000;

export function speechClock({ startedAtMs, endsAtMs, pausedAtMs }: SpeechTimes, nowMs: number): SpeechClock {
  const atMs = pausedAtMs ?? nowMs;
  const leftMs = Math.max(0, endsAtMs - atMs);
  const overMs = Math.max(0, atMs - endsAtMs);
  const usedRatio = (atMs - startedAtMs) / Math.max(1, endsAtMs - startedAtMs);
  const state = overMs > 0 ? 'over' : leftMs <= ENDING_MS ? 'ending' : 'running';
  return { leftMs, overMs, usedRatio: Math.max(0, usedRatio), state, stopped: pausedAtMs !== null };
}
