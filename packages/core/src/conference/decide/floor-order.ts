import { entryOf } from '../../kernel/entry-of.ts';
import type { RequestId, SiteId } from '../../kernel/ids.ts';
import { presents } from '../presenter.ts';
import { talksOf } from '../speaking-time.ts';
import type { ConferenceState, FloorPolicy } from '../state.ts';

/** Smaller goes first. What it is made of stays here: it orders a queue and is neither shown nor exported. */
type Rank = (siteId: SiteId) => number;

const RANKS: Readonly<Record<FloorPolicy, (state: ConferenceState, atMs: number) => Rank>> = {
  'first-come': () => () => 0,
  'least-spoken': leastSpoken,
  'agenda-order': agendaOrder,
  round: roundOfSites,
};

/**
 * The waiting request that a new one of this room goes before; null: it goes to the end. It passes
 * whoever ranks behind it, but no point of order and nobody whose place was chosen by hand.
 */
export function placeByPolicy(state: ConferenceState, siteId: SiteId, atMs: number): RequestId | null {
  const rank = RANKS[state.settings.policy](state, atMs);
  const byHand = state.orderedThrough === null ? 0 : state.queue.indexOf(state.orderedThrough) + 1;
  let place = state.queue.length;
  while (place > byHand && mayPass(state, rank, { siteId, waiting: state.queue[place - 1] })) place -= 1;
  return state.queue[place] ?? null;
}

interface Pair {
  readonly siteId: SiteId;
  readonly waiting: RequestId | undefined;
}

function mayPass(state: ConferenceState, rank: Rank, { siteId, waiting }: Pair): boolean {
  const request = waiting === undefined ? undefined : entryOf(state.requests, waiting);
  return request !== undefined && request.kind !== 'point-of-order' && rank(siteId) < rank(request.siteId);
}

/** By unit, not by room and never by person. */
function leastSpoken(state: ConferenceState, atMs: number): Rank {
  const unitOf = (siteId: SiteId) => entryOf(state.sites, siteId)?.unitId ?? siteId;
  const byUnit = new Map<string, number>();
  for (const { siteId, spokenMs } of talksOf(state, atMs)) byUnit.set(unitOf(siteId), (byUnit.get(unitOf(siteId)) ?? 0) + spokenMs);
  return (siteId) => byUnit.get(unitOf(siteId)) ?? 0;
}

/** In the order in which rooms present; those who present nothing come after, in turn. */
function agendaOrder(state: ConferenceState): Rank {
  const items = state.agenda.flatMap((itemId) => entryOf(state.agendaItems, itemId) ?? []);
  return (siteId) => {
    const site = entryOf(state.sites, siteId);
    const place = items.findIndex((item) => item.status !== 'cut' && site !== undefined && presents(site, item));
    return place < 0 ? items.length : place;
  };
}

/** Nobody a second time in an item before everybody once; in a round, in the order of the list of rooms. */
function roundOfSites(state: ConferenceState, atMs: number): Rank {
  const listed = Object.keys(state.sites);
  const turns = talksOf(state, atMs).filter((talk) => talk.itemId === state.currentItemId);
  return (siteId) => turns.filter((turn) => turn.siteId === siteId).length * listed.length + listed.indexOf(siteId);
}
