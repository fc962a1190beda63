import type { ConferenceState } from '../state.ts';

/** Not yet opened. */
export function isAhead(state: ConferenceState): boolean {
  return state.phase === 'draft' || state.phase === 'scheduled';
}
