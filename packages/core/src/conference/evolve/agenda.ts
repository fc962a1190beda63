import { assert } from '../../kernel/assert.ts';
import { entryOf } from '../../kernel/entry-of.ts';
import type { ItemId, SiteId } from '../../kernel/ids.ts';
import { runningClockMs } from '../running-clock.ts';
import type { AgendaItem, ConferenceState, ItemPlan } from '../state.ts';
import { keptDocuments } from './desk.ts';
import type { Steps } from './step.ts';

export const agendaSteps: Steps<
  'AgendaPlanned' | 'ItemAdded' | 'ItemRevised' | 'ItemMoved' | 'ItemCut' | 'ItemRestored' | 'ItemStarted' | 'ItemFinished'
> = {
  AgendaPlanned: (state, { items }) => ({
    ...state,
    agendaItems: Object.fromEntries(items.map((item) => [item.itemId, planned(item)])),
    agenda: items.map((item) => item.itemId),
    documents: keptDocuments(state, new Set(items.map((item) => item.itemId))),
  }),
  ItemAdded: (state, { item, before }) => ({
    ...state,
    agendaItems: { ...state.agendaItems, [item.itemId]: planned(item) },
    agenda: placed(state.agenda, item.itemId, before),
  }),
  ItemRevised: (state, { item }) => withItem(state, item.itemId, item),
  ItemMoved: (state, { itemId, before }) => ({
    ...state,
    agenda: placed(
      state.agenda.filter((id) => id !== itemId),
      itemId,
      before,
    ),
  }),
  ItemCut: (state, { itemId }) => withItem(state, itemId, { status: 'cut' }),
  ItemRestored: (state, { itemId }) => withItem(state, itemId, { status: 'planned' }),
  ItemStarted: (state, { itemId, atMs }) => {
    const startedAtMs = itemOf(state, itemId).startedAtMs ?? atMs;
    const runningFromMs = runningClockMs(state, atMs);
    return { ...withItem(state, itemId, { status: 'running', startedAtMs, runningFromMs }), currentItemId: itemId };
  },
  ItemFinished: (state, { itemId, atMs }) => {
    const item = itemOf(state, itemId);
    const lastRunMs = item.runningFromMs === null ? 0 : Math.max(0, runningClockMs(state, atMs) - item.runningFromMs);
    const change = { status: 'done', endedAtMs: atMs, ranMs: item.ranMs + lastRunMs, runningFromMs: null } as const;
    return { ...withItem(state, itemId, change), currentItemId: null };
  },
};

/** When the agenda as it stands would end had it begun on time; null without an agenda or a day. */
export function plannedEnd({ startsAtMs, agendaItems }: ConferenceState): number | null {
  const items = Object.values(agendaItems).filter((item) => item.status !== 'cut');
  if (startsAtMs === null || items.length === 0) return null;
  return items.reduce((endMs, item) => endMs + item.plannedMs, startsAtMs);
}

/** A room that was taken out presents nothing; its unit still may. */
export function withoutPresenter(state: ConferenceState, siteId: SiteId): ConferenceState {
  const items = Object.values(state.agendaItems).filter((item) => item.presenterSiteId === siteId);
  return items.reduce((next, item) => withItem(next, item.itemId, { presenterSiteId: null }), state);
}

function planned(plan: ItemPlan): AgendaItem {
  return { ...plan, status: 'planned', startedAtMs: null, endedAtMs: null, ranMs: 0, runningFromMs: null };
}

function placed(agenda: readonly ItemId[], itemId: ItemId, before: ItemId | null): readonly ItemId[] {
  return agenda.toSpliced(before === null ? agenda.length : agenda.indexOf(before), 0, itemId);
}

function itemOf(state: ConferenceState, itemId: ItemId): AgendaItem {
  const item = entryOf(state.agendaItems, itemId);
  assert(item, `event for unknown agenda item ${itemId}`);
  return item;
}

function withItem(state: ConferenceState, itemId: ItemId, change: Partial<AgendaItem>): ConferenceState {
  return { ...state, agendaItems: { ...state.agendaItems, [itemId]: { ...itemOf(state, itemId), ...change } } };
}
