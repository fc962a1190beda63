import type { ConferenceState } from './state.ts';

/**
 * How a conference is over; null: it is not. `cancelled`: it was called off, and those who were to come are told so.
 * A rehearsal that was thrown away is closed as any other: nobody shall think that the conference itself is off.
 */
export function overOf({ phase, cancelled, rehearsal }: ConferenceState): 'closed' | 'cancelled' | null {
  if (phase !== 'closed') return null;
  return cancelled && !rehearsal ? 'cancelled' : 'closed';
}
