import { agendaClock, currentLeftMs } from '@diemcau/core';
import type { AgendaClock, AgendaItem, ConferenceState, ItemId } from '@diemcau/core';

/** Where the agenda stands, in what a screen needs. */
export interface AgendaNow {
  readonly clock: AgendaClock;
  readonly current: AgendaItem | null;
  /** Counts from 1 among what was not cut; null while nothing runs. */
  readonly place: number | null;
  readonly count: number;
  readonly leftMs: number;
  readonly overMs: number;
  /** What has not begun, the next first. */
  readonly ahead: readonly AheadItem[];
}

export interface AheadItem {
  readonly item: AgendaItem;
  /** When it begins if everything goes on as planned from now on. */
  readonly fromMs: number;
}

export function agendaNow(view: ConferenceState, nowMs: number): AgendaNow {
  const clock = agendaClock(view, nowMs);
  const current = view.currentItemId === null ? null : itemOf(view, view.currentItemId);
  const index = clock.items.findIndex(({ itemId }) => itemId === view.currentItemId);
  return {
    clock,
    current,
    place: index < 0 ? null : index + 1,
    count: clock.items.length,
    leftMs: currentLeftMs(view, nowMs) ?? 0,
    overMs: clock.items[index]?.overrunMs ?? 0,
    ahead: clock.items.filter(({ status }) => status === 'planned').map(({ itemId, fromMs }) => ({ item: itemOf(view, itemId)!, fromMs })),
  };
}

export function itemOf(view: ConferenceState, itemId: ItemId): AgendaItem | null {
  return Object.hasOwn(view.agendaItems, itemId) ? (view.agendaItems[itemId] ?? null) : null;
}

/** The room or the unit that presents, in words; null: nobody in particular. */
export function presenterName(view: ConferenceState, item: AgendaItem): string | null {
  const { presenterSiteId, presenterUnitId } = item;
  if (presenterSiteId !== null) return view.sites[presenterSiteId]?.name ?? null;
  if (presenterUnitId === null) return null;
  return Object.values(view.sites).find(({ unitId }) => unitId === presenterUnitId)?.unitName ?? null;
}
