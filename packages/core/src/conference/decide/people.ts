import { accept, refuse } from '../../kernel/decision.ts';
import type { ConferenceEvent } from '../events.ts';
import type { ConferenceState } from '../state.ts';
import type { Handlers } from './handler.ts';
import { isAhead } from './life.ts';
import { hasRole, holdsChair, mayOrganise } from './who.ts';

/**
 * Organisers admit rooms and appoint officers. There is one appointed chair and exactly one holder
 * of the chair: the holder hands it to the appointed chair or a deputy; the appointed chair may
 * take it back at any time, so that a deputy who vanishes does not stop the conference.
 */
export const peopleHandlers: Handlers<
  'AdmitSites' | 'DropSite' | 'SetHall' | 'AppointOfficer' | 'DismissOfficer' | 'HandOverChair' | 'ReclaimChair'
> = {
  AdmitSites(state, { sites }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (state.phase === 'closed') return refuse('conference-not-running');
    const ids = sites.map((site) => site.siteId);
    const known = ids.find((id, index) => state.sites[id] || ids.indexOf(id) !== index);
    if (known !== undefined) return refuse('site-already-admitted', { siteId: known });
    return accept({ type: 'SitesAdmitted', sites });
  },
  DropSite(state, { siteId }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!state.sites[siteId]) return refuse('site-unknown');
    if (state.hallSiteId === siteId) return refuse('site-is-hall');
    return dropSite(state, siteId);
  },
  SetHall(state, { siteId }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!isAhead(state)) return refuse('conference-already-open');
    if (!state.sites[siteId]) return refuse('site-unknown');
    return state.hallSiteId === siteId ? accept() : accept({ type: 'HallSet', siteId });
  },
  AppointOfficer(state, { accountId, roles }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (roles.includes('chair') && appointedChair(state, accountId)) return refuse('chair-already-appointed');
    if (accountId === state.chairHolder && !roles.some((role) => role !== 'secretary')) return refuse('officer-holds-chair');
    const events: ConferenceEvent[] = [{ type: 'OfficerAppointed', accountId, roles }];
    if (roles.includes('chair') && state.chairHolder === null) events.push({ type: 'ChairPassed', from: null, to: accountId });
    return accept(...events);
  },
  DismissOfficer(state, { accountId }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!state.officers[accountId]) return refuse('officer-unknown');
    if (state.chairHolder === accountId) return refuse('officer-holds-chair');
    return accept({ type: 'OfficerDismissed', accountId });
  },
  HandOverChair(state, { to }, { by }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    const roles = state.officers[to]?.roles;
    if (!roles) return refuse('officer-unknown');
    if (!roles.includes('chair') && !roles.includes('deputy')) return refuse('officer-not-deputy');
    if (state.chairHolder === to) return refuse('chair-already-held');
    return accept({ type: 'ChairPassed', from: state.chairHolder, to });
  },
  ReclaimChair(state, _command, { by }) {
    if (by.kind !== 'account' || !hasRole(state, by, 'chair')) return refuse('chair-only');
    if (holdsChair(state, by)) return refuse('chair-already-held');
    return accept({ type: 'ChairPassed', from: state.chairHolder, to: by.accountId });
  },
};

/** Is somebody other than this account the appointed chair? */
function appointedChair(state: ConferenceState, accountId: string): boolean {
  return Object.values(state.officers).some((officer) => officer.accountId !== accountId && officer.roles.includes('chair'));
}

function dropSite(state: ConferenceState, siteId: string) {
  const request = Object.values(state.requests).find((open) => open.siteId === siteId);
  if (!request) return accept<ConferenceEvent>({ type: 'SiteDropped', siteId });
  if (!state.queue.includes(request.requestId)) return refuse('site-busy');
  return accept<ConferenceEvent>({ type: 'RequestWithdrawn', requestId: request.requestId }, { type: 'SiteDropped', siteId });
}
