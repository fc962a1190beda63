import type { ItemId, ItemPlan, ItemStatus } from '@diemcau/core';

/** A row of the agenda as it is edited. */
export interface EditedItem {
  readonly plan: ItemPlan;
  readonly status: ItemStatus;
  /** When it begins, as text; empty: not known, or cut. */
  readonly from: string;
  /** Who presents, in words; empty: the hall. */
  readonly presenter: string;
}

export interface AgendaEdits {
  readonly move: (itemId: ItemId, before: ItemId | null) => void;
  readonly edit: (itemId: ItemId) => void;
  readonly remove: (itemId: ItemId) => void;
  readonly restore?: (itemId: ItemId) => void;
}
