import { accept, refuse } from '../../kernel/decision.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { Actor } from '../../kernel/envelope.ts';
import type { NewSite } from '../commands.ts';
import type { ConferenceEvent } from '../events.ts';
import type { ConferenceState, OfficerRole, Site } from '../state.ts';
import type { Handlers } from './handler.ts';
import { isAhead } from './phase.ts';
import { hasRole, holdsChair, mayOrganise } from './who.ts';

/**
 * Organisers admit rooms and appoint officers. There is one appointed chair and exactly one holder
 * of the chair: the holder hands it to the appointed chair or a deputy; the appointed chair may
 * take it back at any time, so that a deputy who vanishes does not stop the conference, and the
 * operator may hand it over, so that a chair who vanishes does not either. From the opening on nobody
 * becomes or stops being the appointed chair by the hand of a deputy or a secretary.
 */
export const peopleHandlers: Handlers<
  'AdmitSites' | 'RefreshSites' | 'DropSite' | 'SetHall' | 'AppointOfficer' | 'DismissOfficer' | 'HandOverChair' | 'ReclaimChair'
> = {
  AdmitSites(state, { sites }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (state.phase === 'closed') return refuse('conference-not-running');
    const known = firstKnown(state, sites);
    if (known) return refuse('site-already-admitted', { siteId: known.siteId });
    return accept({ type: 'SitesAdmitted', sites: sites.map(frozen) });
  },
  RefreshSites(state, { sites }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!isAhead(state)) return refuse('conference-already-open');
    const stray = sites.find(({ siteId }) => !entryOf(state.sites, siteId));
    if (stray) return refuse('site-unknown');
    return accept({ type: 'SitesRefreshed', sites: sites.map(frozen) });
  },
  DropSite(state, { siteId }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (state.phase === 'closed') return refuse('conference-not-running');
    if (!entryOf(state.sites, siteId)) return refuse('site-unknown');
    if (state.hallSiteId === siteId) return refuse('site-is-hall');
    if (state.pastSpeeches.some((past) => past.siteId === siteId)) return refuse('site-has-spoken');
    return dropSite(state, siteId);
  },
  SetHall(state, { siteId }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!isAhead(state)) return refuse('conference-already-open');
    if (!entryOf(state.sites, siteId)) return refuse('site-unknown');
    return state.hallSiteId === siteId ? accept() : accept({ type: 'HallSet', siteId });
  },
  AppointOfficer(state, { accountId, roles }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!mayRank(state, by, [...roles, ...rolesOf(state, accountId)])) return refuse('chair-only');
    if (roles.includes('chair') && (appointedChair(state) ?? accountId) !== accountId) return refuse('chair-already-appointed');
    if (accountId === state.chairHolder && !roles.some((role) => role === 'chair' || role === 'deputy'))
      return refuse('officer-holds-chair');
    const events: ConferenceEvent[] = [{ type: 'OfficerAppointed', accountId, roles }];
    if (roles.includes('chair') && state.chairHolder === null) events.push({ type: 'ChairPassed', from: null, to: accountId });
    return accept(...events);
  },
  DismissOfficer(state, { accountId }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!entryOf(state.officers, accountId)) return refuse('officer-unknown');
    if (!mayRank(state, by, rolesOf(state, accountId))) return refuse('chair-only');
    if (state.chairHolder === accountId) return refuse('officer-holds-chair');
    return accept({ type: 'OfficerDismissed', accountId });
  },
  HandOverChair(state, { to }, { by }) {
    if (!holdsChair(state, by) && by.kind !== 'operator') return refuse('chair-only');
    if (state.chairHolder === null) return refuse('chair-missing');
    const roles = entryOf(state.officers, to)?.roles;
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

function appointedChair(state: ConferenceState): string | null {
  return Object.values(state.officers).find((officer) => officer.roles.includes('chair'))?.accountId ?? null;
}

function rolesOf(state: ConferenceState, accountId: string): readonly OfficerRole[] {
  return entryOf(state.officers, accountId)?.roles ?? [];
}

/**
 * While a conference is prepared the organisers settle everything among themselves. From the opening
 * on a secretary changes secretaries only and the holder of the chair deputies too; who the appointed
 * chair is, is changed by the appointed chair, by the operator or, where nobody is, by the holder.
 */
function mayRank(state: ConferenceState, by: Actor, touched: readonly OfficerRole[]): boolean {
  if (isAhead(state) || by.kind === 'operator' || hasRole(state, by, 'chair')) return true;
  if (touched.includes('chair')) return holdsChair(state, by) && appointedChair(state) === null;
  return !touched.includes('deputy') || holdsChair(state, by);
}

/** As the conference keeps it: a path begins with the unit itself. */
function frozen({ unitPath = [], unitNames, expectedCount = null, ...site }: NewSite): Site {
  const path = [site.unitId, ...unitPath.filter((unitId) => unitId !== site.unitId)];
  // Names that do not stand beside their units name nobody.
  const named = unitNames?.length === path.length && unitPath[0] === site.unitId;
  return { ...site, unitPath: path, ...(named && { unitNames }), expectedCount };
}

/** The first of these sites that is there already or comes twice. */
function firstKnown(state: ConferenceState, sites: readonly NewSite[]): NewSite | undefined {
  const seen = new Set<string>();
  return sites.find(({ siteId }) => {
    const again = seen.has(siteId) || Object.hasOwn(state.sites, siteId);
    seen.add(siteId);
    return again;
  });
}

function dropSite(state: ConferenceState, siteId: string) {
  const request = Object.values(state.requests).find((open) => open.siteId === siteId);
  if (!request) return accept<ConferenceEvent>({ type: 'SiteDropped', siteId });
  if (!state.queue.includes(request.requestId)) return refuse('site-busy');
  return accept<ConferenceEvent>({ type: 'RequestWithdrawn', requestId: request.requestId }, { type: 'SiteDropped', siteId });
}
