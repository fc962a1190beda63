import type { Actor } from '../../kernel/envelope.ts';
import type { RefusalCode } from '../../refusals.ts';
import type { ConferenceState } from '../state.ts';
import { isAhead } from './phase.ts';
import { inBureau, mayOrganise } from './who.ts';

/** What organisers prepare until the opening, and the bureau keeps in order until the closing. */
export function mayNotPlan(state: ConferenceState, by: Actor): RefusalCode | null {
  if (isAhead(state)) return mayOrganise(state, by) ? null : 'organiser-only';
  return unlessClosed(state, inBureau(state, by) ? null : 'bureau-only');
}

export function unlessClosed(state: ConferenceState, forbidden: RefusalCode | null): RefusalCode | null {
  return forbidden ?? (state.phase === 'closed' ? 'conference-not-running' : null);
}
