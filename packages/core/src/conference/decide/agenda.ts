import { accept, refuse } from '../../kernel/decision.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { Actor } from '../../kernel/envelope.ts';
import type { ItemId } from '../../kernel/ids.ts';
import { AGENDA_ITEMS_MAX } from '../../plan/shapes.ts';
import type { RefusalCode } from '../../refusals.ts';
import type { ConferenceEvent } from '../events.ts';
import type { AgendaItem, ConferenceState, ItemPlan } from '../state.ts';
import type { Handlers } from './handler.ts';
import { mayNotPlan, unlessClosed } from './may-plan.ts';
import { isAhead } from './phase.ts';
import { holdsChair, inBureau, mayOrganise } from './who.ts';

/**
 * Organisers plan the agenda until the conference opens; from then on the bureau adds, revises,
 * moves, starts and finishes items. Cutting and restoring one takes a unit's turn or gives it back,
 * so from the opening on the chair alone does it. After the closing the agenda is record.
 */
export const agendaHandlers: Handlers<
  'PlanAgenda' | 'AddItem' | 'ReviseItem' | 'MoveItem' | 'CutItem' | 'RestoreItem' | 'StartItem' | 'FinishItem'
> = {
  PlanAgenda(state, { items }, { by }) {
    if (!mayOrganise(state, by)) return refuse('organiser-only');
    if (!isAhead(state)) return refuse('conference-already-open');
    const plans = items.map(tidied);
    if (new Set(plans.map((plan) => plan.itemId)).size < plans.length) return refuse('item-id-taken');
    const flaw = plans.map((plan) => flawOf(state, plan)).find((code) => code !== null);
    return flaw ? refuse(flaw) : accept({ type: 'AgendaPlanned', items: plans });
  },
  AddItem(state, { item, before }, { by }) {
    const plan = tidied(item);
    const flaw = mayNotPlan(state, by) ?? flawOf(state, plan) ?? badPlace(state, before);
    if (flaw) return refuse(flaw);
    if (entryOf(state.agendaItems, plan.itemId)) return refuse('item-id-taken');
    if (state.agenda.length >= AGENDA_ITEMS_MAX) return refuse('agenda-full');
    return accept({ type: 'ItemAdded', item: plan, before });
  },
  ReviseItem(state, { item }, { by }) {
    const plan = tidied(item);
    const forbidden = mayNotPlan(state, by);
    if (forbidden) return refuse(forbidden);
    const known = entryOf(state.agendaItems, plan.itemId);
    if (!known) return refuse('item-unknown');
    if (known.status === 'done') return refuse('item-over');
    const flaw = flawOf(state, plan);
    return flaw ? refuse(flaw) : accept({ type: 'ItemRevised', item: plan });
  },
  MoveItem(state, { itemId, before }, { by }) {
    const forbidden = mayNotPlan(state, by);
    if (forbidden) return refuse(forbidden);
    const item = entryOf(state.agendaItems, itemId);
    if (!item) return refuse('item-unknown');
    if (hasBegun(item)) return refuse('item-begun');
    const flaw = badPlace(state, before);
    if (flaw) return refuse(flaw);
    return before === itemId ? accept() : accept({ type: 'ItemMoved', itemId, before });
  },
  CutItem(state, { itemId }, { by }) {
    const forbidden = mayNotCut(state, by);
    if (forbidden) return refuse(forbidden);
    const item = entryOf(state.agendaItems, itemId);
    if (!item) return refuse('item-unknown');
    if (hasBegun(item)) return refuse('item-begun');
    return item.status === 'cut' ? accept() : accept({ type: 'ItemCut', itemId });
  },
  RestoreItem(state, { itemId }, { by }) {
    const forbidden = mayNotCut(state, by);
    if (forbidden) return refuse(forbidden);
    const item = entryOf(state.agendaItems, itemId);
    if (!item) return refuse('item-unknown');
    return item.status === 'cut' ? accept({ type: 'ItemRestored', itemId }) : accept();
  },
  StartItem(state, { itemId, replaces }, { by, atMs }) {
    if (!inBureau(state, by)) return refuse('bureau-only');
    if (state.phase !== 'live') return refuse('conference-not-live');
    const item = entryOf(state.agendaItems, itemId);
    if (!item) return refuse('item-unknown');
    if (state.currentItemId === itemId) return accept();
    if (item.status === 'cut') return refuse('item-cut');
    if (state.currentItemId !== null && state.currentItemId !== replaces) return refuse('item-changed');
    return accept(...finishing(state, atMs), { type: 'ItemStarted', itemId, atMs });
  },
  FinishItem(state, { itemId }, { by, atMs }) {
    if (!inBureau(state, by)) return refuse('bureau-only');
    if (state.currentItemId !== itemId) return refuse('item-not-running');
    return accept(...finishing(state, atMs));
  },
};

/** The current item ends before another begins, and with the conference. */
export function finishing(state: ConferenceState, atMs: number): ConferenceEvent[] {
  return state.currentItemId === null ? [] : [{ type: 'ItemFinished', itemId: state.currentItemId, atMs }];
}

function mayNotCut(state: ConferenceState, by: Actor): RefusalCode | null {
  if (isAhead(state)) return mayOrganise(state, by) ? null : 'organiser-only';
  return unlessClosed(state, holdsChair(state, by) ? null : 'chair-only');
}

function tidied(plan: ItemPlan): ItemPlan {
  return { ...plan, title: plan.title.trim(), notes: plan.notes.trim() };
}

/** A unit may present that has no room yet; a room that presents is in the conference. */
function flawOf(state: ConferenceState, { title, presenterSiteId }: ItemPlan): RefusalCode | null {
  if (title === '') return 'title-missing';
  return presenterSiteId !== null && !entryOf(state.sites, presenterSiteId) ? 'site-unknown' : null;
}

/** Nothing goes before what has begun. */
function badPlace(state: ConferenceState, before: ItemId | null): RefusalCode | null {
  if (before === null) return null;
  const item = entryOf(state.agendaItems, before);
  if (!item) return 'item-unknown';
  return hasBegun(item) ? 'item-begun' : null;
}

function hasBegun(item: AgendaItem): boolean {
  return item.status === 'running' || item.status === 'done';
}
