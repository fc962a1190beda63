import { entryOf } from '../kernel/entry-of.ts';
import type { SiteId } from '../kernel/ids.ts';
import type { ConferenceState } from './state.ts';

/**
 * The few audiences of a conference. A view is computed once per audience, never per person, so
 * nothing personal may be in it.
 */
export type Audience = 'console' | 'site' | 'screen' | 'phone';
export const AUDIENCES: readonly Audience[] = ['console', 'site', 'screen', 'phone'];

/**
 * What each audience may see, in sentences:
 * - the console (chair, deputies, secretaries) sees everything;
 * - sites see the sites, who waits and with which subject, who is on standby, who speaks and the
 *   last speech; they see no officer's account, and of past speeches only the last, so that no
 *   list of one room's acts can be drawn from a site's socket;
 * - neither sites nor screens see the bureau's notes on an agenda item; the agenda itself is for all;
 * - what the bureau writes to all rooms and the channel of all rooms are for sites and the console;
 *   what it writes to one room or a branch, a call for help and a headcount are between that room and
 *   the console: they are in no view of sites and reach the room as its mail (`mailFor`);
 * - documents are for whom they say: the console, sites too, or screens too; earlier files of them are the console's;
 * - the organisers' checklist is the console's;
 * - a screen, which a whole room reads, sees who speaks and that requests wait, not their subjects,
 *   nor any device check;
 * - a phone, of which there are thousands, sees what a screen sees without who waits, who was called and what
 *   was said before; of the rooms those that speak or present.
 * `null` before the conference exists.
 */
export function view(state: ConferenceState, audience: Audience): ConferenceState {
  if (audience === 'console') return state;
  const shared: ConferenceState = {
    ...state,
    officers: {},
    chairHolder: null,
    pastSpeeches: state.pastSpeeches.slice(-1),
    agendaItems: mapped(state.agendaItems, (item) => ({ ...item, notes: '' })),
    messages: filtered(state.messages, (message) => message.to.kind === 'all'),
    lastNo: 0,
    helpCalls: {},
    pastHelpCalls: {},
    headcounts: {},
    checklist: {},
    documents: mapped(
      filtered(state.documents, ({ visibleTo }) => visibleTo !== 'console'),
      (document) => ({ ...document, earlier: [] }),
    ),
  };
  if (audience === 'site') return shared;
  return audience === 'screen' ? forScreen(shared) : forPhone(forScreen(shared));
}

function forPhone(state: ConferenceState): ConferenceState {
  const speaking = state.speech && entryOf(state.requests, state.speech.requestId);
  const named = new Set([state.hallSiteId, state.speech?.siteId, ...Object.values(state.agendaItems).map((item) => item.presenterSiteId)]);
  return {
    ...state,
    sites: filtered(state.sites, (site) => named.has(site.siteId)),
    requests: speaking ? { [speaking.requestId]: speaking } : {},
    queue: [],
    orderedThrough: null,
    standby: null,
    pastSpeeches: [],
  };
}

function forScreen(state: ConferenceState): ConferenceState {
  const speaking = state.speech?.requestId;
  const requests = mapped(state.requests, (request) => (request.requestId === speaking ? request : { ...request, subject: '' }));
  return {
    ...state,
    requests,
    standby: state.standby && { ...state.standby, check: null },
    messages: {},
    posts: {},
    documents: filtered(state.documents, (document) => document.visibleTo === 'all'),
  };
}

/** The site whose request is on standby. */
export function standbySiteId(state: ConferenceState): SiteId | null {
  return state.standby ? (entryOf(state.requests, state.standby.requestId)?.siteId ?? null) : null;
}

function filtered<T>(record: Readonly<Record<string, T>>, keep: (value: T) => boolean): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => keep(value)));
}

function mapped<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
