import type { ConferenceState } from './state.ts';

type Clocked = Pick<ConferenceState, 'openedAtMs' | 'pausedAtMs' | 'closedAtMs' | 'pausedTotalMs'>;

/**
 * How long the conference has run, in ms: the time since the opening without its pauses. It stands
 * still in a pause and after the closing, is 0 before the opening and never goes back below it.
 */
export function runningClockMs(state: Clocked, atMs: number): number {
  if (state.openedAtMs === null) return 0;
  const untilMs = state.closedAtMs ?? state.pausedAtMs ?? atMs;
  return Math.max(0, untilMs - state.openedAtMs - state.pausedTotalMs);
}
