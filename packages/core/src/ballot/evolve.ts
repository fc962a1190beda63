import { assert, unreachable } from '../kernel/assert.ts';
import { entryOf } from '../kernel/entry-of.ts';
import type { SiteId } from '../kernel/ids.ts';
import type { BallotEvent } from './events.ts';
import { NO_HANDS, type BallotState, type RoomHands } from './state.ts';

/** Never refuses; an unknown event type, or one before the announcement, is a bug of ours. */
export function evolveBallot(state: BallotState | null, event: BallotEvent, atMs: number): BallotState {
  if (event.type === 'BallotAnnounced') return announced(event, atMs);
  assert(state, `${event.type} before BallotAnnounced`);
  switch (event.type) {
    case 'BallotOpened':
      return { ...state, phase: 'open', openedAtMs: atMs, closesAtMs: event.closesAtMs, entitled: event.entitled };
    case 'BallotExtended':
      return { ...state, closesAtMs: event.closesAtMs };
    case 'BallotClosed':
      return { ...state, phase: 'closed', endedAtMs: atMs, tally: event.tally };
    case 'BallotWithdrawn':
      return { ...state, phase: 'withdrawn', endedAtMs: atMs, reason: event.reason };
    case 'BallotDeclaredInvalid':
      return { ...state, phase: 'invalid', endedAtMs: state.endedAtMs ?? atMs, reason: event.reason };
    case 'HandsCounted':
      return withHands(state, event.siteId, { waiting: { counter: event.counter, hands: event.hands } });
    case 'HandsAgreed':
      return withHands(state, event.siteId, { waiting: null, agreed: event.hands });
    case 'HandsDisagreed':
      return withHands(state, event.siteId, { waiting: null, disagreements: handsOf(state, event.siteId).disagreements + 1 });
    default:
      return unreachable(event);
  }
}

export function handsOf(state: BallotState, siteId: SiteId): RoomHands {
  return entryOf(state.hands, siteId) ?? NO_HANDS;
}

function announced(event: Extract<BallotEvent, { type: 'BallotAnnounced' }>, atMs: number): BallotState {
  const { type: _type, ...ballot } = event;
  const times = { announcedAtMs: atMs, openedAtMs: null, closesAtMs: null, endedAtMs: null };
  return { ...ballot, ...times, phase: 'announced', entitled: 0, hands: {}, tally: null, reason: null };
}

function withHands(state: BallotState, siteId: SiteId, change: Partial<RoomHands>): BallotState {
  return { ...state, hands: { ...state.hands, [siteId]: { ...handsOf(state, siteId), ...change } } };
}
