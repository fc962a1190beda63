import type { ConferenceState, ItemId } from '@diemcau/core';

/** What `MoveItem` takes to bring an item one place up or down among those that have not begun; null: it is at the end already. */
export function movedBefore(view: ConferenceState, itemId: ItemId, step: -1 | 1): { readonly before: ItemId | null } | null {
  const open = view.agenda.filter((id) => isOpen(view, id));
  const place = open.indexOf(itemId);
  const target = place + step;
  if (place < 0 || target < 0 || target >= open.length) return null;
  return { before: step < 0 ? open[target]! : (open[target + 1] ?? null) };
}

/** Nothing moves before what has begun, and cut items keep their place among those to come. */
function isOpen(view: ConferenceState, itemId: ItemId): boolean {
  const status = view.agendaItems[itemId]?.status;
  return status === 'planned' || status === 'cut';
}
