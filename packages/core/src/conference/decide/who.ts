import type { Actor } from '../../kernel/envelope.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { SiteId } from '../../kernel/ids.ts';
import type { ConferenceState, OfficerRole } from '../state.ts';

/** Sentences about the actor; every `decide` file says who may in these words. */
export function holdsChair(state: ConferenceState, by: Actor): boolean {
  return by.kind === 'account' && state.chairHolder !== null && by.accountId === state.chairHolder;
}

export function hasRole(state: ConferenceState, by: Actor, role: OfficerRole): boolean {
  return by.kind === 'account' && (entryOf(state.officers, by.accountId)?.roles.includes(role) ?? false);
}

/** The chair's desk: whoever holds the chair, and the secretaries. */
export function inBureau(state: ConferenceState, by: Actor): boolean {
  return holdsChair(state, by) || hasRole(state, by, 'secretary');
}

/** Who prepares a conference: the appointed chair, the secretaries, whoever may for its unit, and the operator of the server. */
export function mayOrganise(state: ConferenceState, by: Actor): boolean {
  return by.kind === 'operator' || organises(by) || hasRole(state, by, 'chair') || inBureau(state, by);
}

/** The server has asked whether this account prepares conferences of the unit. */
export function organises(by: Actor): boolean {
  return by.kind === 'account' && by.organises === true;
}

export function isSite(by: Actor, siteId: SiteId): boolean {
  return by.kind === 'site' && by.siteId === siteId;
}
