import { accept, refuse } from '../../kernel/decision.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { Actor } from '../../kernel/envelope.ts';
import type { ConferenceEvent } from '../events.ts';
import type { ConferenceState } from '../state.ts';
import { placeByPolicy } from './floor-order.ts';
import type { Handlers } from './handler.ts';
import { holdsChair, inBureau, isSite } from './who.ts';

/**
 * A site asks for itself, the bureau for any site; one open request per site, while the conference
 * is live. The bureau orders the queue, calls a site to standby and sends it back; the chair alone
 * declines. Only the room itself says whether its camera and microphone work.
 */
export const queueHandlers: Handlers<
  'RequestFloor' | 'WithdrawRequest' | 'DeclineRequest' | 'OrderQueue' | 'PutOnStandby' | 'CancelStandby' | 'ConfirmReady'
> = {
  RequestFloor(state, { requestId, siteId, kind, subject }, { by, atMs }) {
    if (!mayAct(state, by, siteId)) return refuse('not-yours');
    if (state.phase !== 'live') return refuse('conference-not-live');
    if (!entryOf(state.sites, siteId)) return refuse('site-unknown');
    if (openRequestOf(state, siteId) || entryOf(state.requests, requestId)) return refuse('request-already-open');
    if (subject.trim() === '') return refuse('subject-missing');
    const before = kind === 'speech' ? placeByPolicy(state, siteId, atMs) : null;
    return accept({ type: 'FloorRequested', requestId, siteId, kind, subject: subject.trim(), atMs, before });
  },
  WithdrawRequest(state, { requestId }, { by }) {
    const request = entryOf(state.requests, requestId);
    if (request && !mayAct(state, by, request.siteId)) return refuse('not-yours');
    if (!request || state.speech?.requestId === requestId) return refuse('request-gone');
    return accept({ type: 'RequestWithdrawn', requestId });
  },
  DeclineRequest(state, { requestId, reason }, { by }) {
    if (!holdsChair(state, by)) return refuse('chair-only');
    if (!entryOf(state.requests, requestId) || state.speech?.requestId === requestId) return refuse('request-gone');
    return accept({ type: 'RequestDeclined', requestId, reason: reason.trim() });
  },
  OrderQueue(state, { requestIds }, { by }) {
    if (!inBureau(state, by)) return refuse('bureau-only');
    if (!sameMembers(requestIds, state.queue)) return refuse('queue-changed');
    if (requestIds.every((id, place) => id === state.queue[place])) return accept();
    return accept({ type: 'QueueOrdered', requestIds });
  },
  PutOnStandby(state, { requestId }, { by, atMs }) {
    if (!inBureau(state, by)) return refuse('bureau-only');
    if (state.phase !== 'live') return refuse('conference-not-live');
    if (state.standby?.requestId === requestId) return accept();
    if (!state.queue.includes(requestId)) return refuse('request-gone');
    return accept(...standingDown(state), { type: 'StandbyStarted', requestId, atMs });
  },
  CancelStandby(state, { requestId }, { by }) {
    if (!inBureau(state, by)) return refuse('bureau-only');
    if (state.standby?.requestId !== requestId) return refuse('request-not-standby');
    return accept({ type: 'StandbyEnded', requestId });
  },
  ConfirmReady(state, { requestId, camera, microphone }, { by }) {
    const request = entryOf(state.requests, requestId);
    if (!request || state.standby?.requestId !== requestId) return refuse('request-not-standby');
    if (!isSite(by, request.siteId)) return refuse('not-yours');
    const known = state.standby.check;
    if (known?.camera === camera && known.microphone === microphone) return accept();
    return accept({ type: 'StandbyChecked', requestId, check: { camera, microphone } });
  },
};

export function openRequestOf(state: ConferenceState, siteId: string) {
  return Object.values(state.requests).find((request) => request.siteId === siteId);
}

/** Whoever is on standby goes back to the head of the queue before another takes the place. */
export function standingDown(state: ConferenceState): ConferenceEvent[] {
  return state.standby ? [{ type: 'StandbyEnded', requestId: state.standby.requestId }] : [];
}

function mayAct(state: ConferenceState, by: Actor, siteId: string): boolean {
  return isSite(by, siteId) || inBureau(state, by);
}

/** The queue names nobody twice, so neither does a list of its length that has everybody in it. */
function sameMembers(named: readonly string[], queue: readonly string[]): boolean {
  const members = new Set(named);
  return named.length === queue.length && queue.every((id) => members.has(id));
}
