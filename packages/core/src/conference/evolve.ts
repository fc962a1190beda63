import { assert } from '../kernel/assert.ts';
import { entryOf } from '../kernel/entry-of.ts';
import type { RequestId, SiteId } from '../kernel/ids.ts';
import type { ConferenceEvent, ConferenceEventType } from './events.ts';
import { agendaSteps, plannedEnd, withoutPresenter } from './evolve/agenda.ts';
import { deskSteps } from './evolve/desk.ts';
import { messageSteps } from './evolve/messages.ts';
import { without, type EventOf, type Steps } from './evolve/step.ts';
import type { ConferenceState, ExpectedHeadcount, FloorRequest, OfficerRole, PastSpeech, Site, Speech } from './state.ts';

type AnyStep = (state: ConferenceState, event: ConferenceEvent) => ConferenceState;

/** One step per event; an event without a step does not compile. */
const STEPS: Steps<Exclude<ConferenceEventType, 'ConferenceCreated'>> = {
  ConferenceRevised: (state, { title, kind, settings }) => ({ ...state, title, kind: kind ?? state.kind, settings }),
  ConferenceScheduled: (state, { startsAtMs }) => ({ ...state, phase: 'scheduled', startsAtMs }),
  ConferenceOpened: (state, { atMs }) => ({ ...state, phase: 'live', openedAtMs: atMs, plannedEndAtMs: plannedEnd(state) }),
  ConferencePaused: (state, { atMs }) => ({ ...state, phase: 'paused', pausedAtMs: atMs }),
  ConferenceResumed: (state, { atMs }) => resumed(state, atMs),
  ConferenceClosed: (state, { atMs }) => closed(state, atMs),
  ConferenceCancelled: (state, { atMs, reason }) => ({
    ...closed(state, state.closedAtMs ?? atMs),
    cancelled: { atMs, reason },
  }),
  ConferenceReopened: (state, { atMs }) => ({
    ...state,
    phase: 'live',
    closedAtMs: null,
    pausedTotalMs: state.pausedTotalMs + Math.max(0, atMs - (state.closedAtMs ?? atMs)),
  }),
  SitesAdmitted: (state, { sites }) => withSites(state, sites),
  SitesRefreshed: (state, { sites }) => withSites(state, sites),
  SiteDropped: (state, { siteId }) => siteDropped(state, siteId),
  HeadcountsExpected: (state, { rooms }) => withSites(state, expected(state, rooms)),
  HallSet: (state, { siteId }) => ({ ...state, hallSiteId: siteId }),
  OfficerAppointed: (state, { accountId, roles }) => ({
    ...state,
    officers: { ...state.officers, [accountId]: { accountId, roles: sortedRoles(roles) } },
  }),
  OfficerDismissed: (state, { accountId }) => ({ ...state, officers: without(state.officers, accountId) }),
  ChairPassed: (state, { to }) => ({ ...state, chairHolder: to }),
  FloorRequested: (state, event) => requested(state, event),
  RequestWithdrawn: (state, { requestId }) => forget(state, requestId),
  RequestDeclined: (state, { requestId }) => forget(state, requestId),
  QueueOrdered: (state, { requestIds }) => ({ ...state, queue: requestIds, orderedThrough: requestIds.at(-1) ?? null }),
  StandbyStarted: (state, { requestId, atMs }) => ({
    ...state,
    ...outOfQueue(state, requestId),
    standby: { requestId, sinceMs: atMs, check: null },
  }),
  StandbyChecked: (state, { check }) => (state.standby ? { ...state, standby: { ...state.standby, check } } : state),
  StandbyEnded: (state, { requestId }) => stoodDown(state, requestId),
  FloorGranted: (state, event) => granted(state, event),
  SpeechExtended: (state, { endsAtMs }) => withSpeech(state, { endsAtMs }),
  SpeechLinkLost: (state, { graceEndsAtMs }) => withSpeech(state, { link: 'grace', graceEndsAtMs }),
  SpeechLinkReturned: (state) => withSpeech(state, { link: 'up', graceEndsAtMs: null }),
  SpeechGraceEnded: (state) => withSpeech(state, { link: 'asking', graceEndsAtMs: null }),
  SpeechEnded: (state, event) => ended(state, event),
  SlidesStarted: (state, { siteId }) => ({ ...state, slidesSiteId: siteId }),
  SlidesStopped: (state) => ({ ...state, slidesSiteId: null }),
  ...agendaSteps,
  ...messageSteps,
  ...deskSteps,
};

/** Never refuses. An event before `ConferenceCreated` or of an unknown type is a bug of ours. */
export function evolve(state: ConferenceState | null, event: ConferenceEvent): ConferenceState {
  if (event.type === 'ConferenceCreated') return created(event);
  assert(state, `${event.type} before ConferenceCreated`);
  const step = entryOf(STEPS as Readonly<Record<string, unknown>>, event.type) as AnyStep | undefined;
  assert(step, `unknown event type ${String(event.type)}`);
  return step(state, event);
}

/** Folds a whole stream, or continues a fold. */
export function fold(events: Iterable<ConferenceEvent>, from: ConferenceState | null = null): ConferenceState | null {
  let state = from;
  for (const event of events) state = evolve(state, event);
  return state;
}

function created(event: EventOf<'ConferenceCreated'>): ConferenceState {
  return {
    conferenceId: event.conferenceId,
    title: event.title,
    kind: event.kind,
    rehearsal: event.rehearsal,
    rehearsalOf: event.rehearsalOf,
    phase: 'draft',
    startsAtMs: null,
    openedAtMs: null,
    pausedAtMs: null,
    pausedTotalMs: 0,
    closedAtMs: null,
    cancelled: null,
    settings: event.settings,
    sites: {},
    hallSiteId: null,
    officers: {},
    chairHolder: null,
    requests: {},
    queue: [],
    orderedThrough: null,
    standby: null,
    speech: null,
    pastSpeeches: [],
    slidesSiteId: null,
    agendaItems: {},
    agenda: [],
    currentItemId: null,
    plannedEndAtMs: null,
    messages: {},
    channelOpen: false,
    posts: {},
    lastNo: 0,
    helpCalls: {},
    pastHelpCalls: {},
    headcounts: {},
    checklist: {},
    documents: {},
  };
}

/** Time that passed in a pause is not counted; whoever waits does not any more. */
function closed(state: ConferenceState, atMs: number): ConferenceState {
  return {
    ...state,
    phase: 'closed',
    closedAtMs: atMs,
    pausedAtMs: null,
    pausedTotalMs: state.pausedTotalMs + pausedForMs(state, atMs),
    requests: {},
    queue: [],
    orderedThrough: null,
    standby: null,
  };
}

/** Rooms that have left since are left out. */
function expected(state: ConferenceState, rooms: readonly ExpectedHeadcount[]): readonly Site[] {
  return rooms.flatMap(({ siteId, expectedCount }) => {
    const site = entryOf(state.sites, siteId);
    return site ? [{ ...site, expectedCount }] : [];
  });
}

function withSites(state: ConferenceState, sites: readonly Site[]): ConferenceState {
  return { ...state, sites: { ...state.sites, ...Object.fromEntries(sites.map((site) => [site.siteId, site])) } };
}

/**
 * A point of order goes behind the last one that waits, or to the head. Where the bureau has put an
 * ordinary request before a point of order by hand, that stays so. The place of an ordinary request was
 * decided with the policy of then; where the one it went before has left, it goes to the end.
 */
function requested(state: ConferenceState, event: EventOf<'FloorRequested'>): ConferenceState {
  const { requestId, siteId, kind, subject, atMs, before } = event;
  const request: FloorRequest = { requestId, siteId, kind, subject, askedAtMs: atMs };
  const behindPoints = state.queue.findLastIndex((id) => isPointOfOrder(state, id)) + 1;
  const byPolicy = before === null ? -1 : state.queue.indexOf(before);
  const ordinary = byPolicy < 0 ? state.queue.length : byPolicy;
  const place = kind === 'point-of-order' ? behindPoints : ordinary;
  return { ...state, requests: { ...state.requests, [requestId]: request }, queue: state.queue.toSpliced(place, 0, requestId) };
}

/** Back to the head of the queue, by hand; an ordinary request lets the points of order at the head stay before it. */
function stoodDown(state: ConferenceState, requestId: RequestId): ConferenceState {
  const firstOrdinary = state.queue.findIndex((id) => !isPointOfOrder(state, id));
  const behindPoints = firstOrdinary < 0 ? state.queue.length : firstOrdinary;
  const place = isPointOfOrder(state, requestId) ? 0 : behindPoints;
  const queue = state.queue.toSpliced(place, 0, requestId);
  return { ...state, standby: null, queue, orderedThrough: state.orderedThrough ?? requestId };
}

function isPointOfOrder(state: ConferenceState, requestId: RequestId): boolean {
  return entryOf(state.requests, requestId)?.kind === 'point-of-order';
}

/** The policy may put others before those that were ordered by hand only when all of these have left. */
function outOfQueue({ queue, orderedThrough }: ConferenceState, requestId: RequestId) {
  const before = queue[queue.indexOf(requestId) - 1] ?? null;
  return { queue: queue.filter((id) => id !== requestId), orderedThrough: orderedThrough === requestId ? before : orderedThrough };
}

/** What it presented, counted and called for leaves with it. */
function siteDropped(state: ConferenceState, siteId: SiteId): ConferenceState {
  const { sites, helpCalls, headcounts } = state;
  return {
    ...withoutPresenter(state, siteId),
    sites: without(sites, siteId),
    helpCalls: without(helpCalls, siteId),
    headcounts: without(headcounts, siteId),
  };
}

function forget(state: ConferenceState, requestId: RequestId): ConferenceState {
  return {
    ...state,
    requests: without(state.requests, requestId),
    ...outOfQueue(state, requestId),
    standby: state.standby?.requestId === requestId ? null : state.standby,
  };
}

function granted(state: ConferenceState, event: EventOf<'FloorGranted'>): ConferenceState {
  const request = entryOf(state.requests, event.requestId);
  assert(request, `FloorGranted for unknown request ${event.requestId}`);
  const speech: Speech = {
    speechId: event.speechId,
    requestId: request.requestId,
    siteId: request.siteId,
    kind: request.kind,
    subject: request.subject,
    startedAtMs: event.atMs,
    endsAtMs: event.endsAtMs,
    link: 'up',
    graceEndsAtMs: null,
    itemId: state.currentItemId,
    pausedMs: 0,
  };
  return {
    ...state,
    speech,
    ...outOfQueue(state, event.requestId),
    standby: state.standby?.requestId === event.requestId ? null : state.standby,
  };
}

function ended(state: ConferenceState, event: EventOf<'SpeechEnded'>): ConferenceState {
  const speech = state.speech;
  assert(speech?.speechId === event.speechId, `SpeechEnded for ${event.speechId}, which is not held`);
  const { speechId, siteId, subject, startedAtMs, itemId } = speech;
  const pausedMs = speech.pausedMs + pausedForMs(state, event.atMs);
  const past: PastSpeech = { speechId, siteId, subject, startedAtMs, endedAtMs: event.atMs, reason: event.reason, itemId, pausedMs };
  return {
    ...state,
    speech: null,
    requests: without(state.requests, speech.requestId),
    pastSpeeches: [...state.pastSpeeches, past],
  };
}

/** A pause stops the speaker's clock and the grace of a lost link, so both ends move by its length. */
function resumed(state: ConferenceState, atMs: number): ConferenceState {
  const byMs = pausedForMs(state, atMs);
  const pausedTotalMs = state.pausedTotalMs + byMs;
  return { ...state, phase: 'live', pausedAtMs: null, pausedTotalMs, speech: state.speech && moved(state.speech, byMs) };
}

/** A server clock that was set back must not take time from the speaker. */
function pausedForMs(state: ConferenceState, atMs: number): number {
  return state.pausedAtMs === null ? 0 : Math.max(0, atMs - state.pausedAtMs);
}

function moved(speech: Speech, byMs: number): Speech {
  const graceEndsAtMs = speech.graceEndsAtMs === null ? null : speech.graceEndsAtMs + byMs;
  return { ...speech, endsAtMs: speech.endsAtMs + byMs, graceEndsAtMs, pausedMs: speech.pausedMs + byMs };
}

function withSpeech(state: ConferenceState, change: Partial<Speech>): ConferenceState {
  assert(state.speech, 'a speech event without a speech');
  return { ...state, speech: { ...state.speech, ...change } };
}

function sortedRoles(roles: readonly OfficerRole[]): readonly OfficerRole[] {
  return [...new Set(roles)].sort();
}
