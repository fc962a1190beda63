import { carriedChecks } from './checklist.ts';
import type { ConferenceState, ItemPlan, PlannedCheck } from './state.ts';

/** What one conference leaves to the next of its series. */
export interface Carried {
  /** Items that were cut on the day: they had been announced, so they are owed. */
  readonly items: readonly ItemPlan[];
  /** Rooms where something went wrong. */
  readonly checks: readonly PlannedCheck[];
}

/** Nothing of a conference that was called off, or has not closed yet: what it leaves is not known. */
export function carriedFrom(last: ConferenceState | null): Carried {
  if (!last || last.phase !== 'closed' || last.cancelled) return { items: [], checks: [] };
  return { items: last.agenda.flatMap((itemId) => cutItem(last, itemId) ?? []), checks: carriedChecks(last) };
}

/** A break that was left out is owed to nobody. */
function cutItem(last: ConferenceState, itemId: string): ItemPlan | null {
  const item = last.agendaItems[itemId]!;
  if (item.status !== 'cut' || item.kind === 'break') return null;
  const { kind, title, presenterUnitId, plannedMs, speechMs, notes } = item;
  return { itemId: `owed-${itemId}`.slice(0, 64), kind, title, presenterUnitId, presenterSiteId: null, plannedMs, speechMs, notes };
}

/** A template's agenda with what is owed after its discussions: before a conclusion, or at the end. */
export function agendaWith(agenda: readonly ItemPlan[], owed: readonly ItemPlan[]): readonly ItemPlan[] {
  const taken = new Set(agenda.map(({ itemId }) => itemId));
  const fresh = owed.filter(({ itemId }) => !taken.has(itemId));
  const last = agenda.findLastIndex(({ kind }) => kind === 'conclusion');
  return agenda.toSpliced(last < 0 ? agenda.length : last, 0, ...fresh);
}
