import type { ConferenceState } from '../state.ts';

/** Not yet opened. */
export function isAhead(state: ConferenceState): boolean {
  return state.phase === 'draft' || state.phase === 'scheduled';
}

export function isRunning(state: ConferenceState): boolean {
  return state.phase === 'live' || state.phase === 'paused';
}
