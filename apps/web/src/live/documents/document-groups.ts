import type { AgendaItem, ConferenceState } from '@diemcau/core';
import type { ListedDocument } from './documents-api.ts';

export interface DocumentGroup {
  /** null: of the whole conference. */
  readonly item: AgendaItem | null;
  readonly current: boolean;
  readonly documents: readonly ListedDocument[];
}

type Agenda = Pick<ConferenceState, 'agenda' | 'agendaItems' | 'currentItemId'>;

/** The current item’s first, then the agenda’s order, then what belongs to the whole conference; empty groups are left out. */
export function documentGroups(
  { agenda, agendaItems, currentItemId }: Agenda,
  documents: readonly ListedDocument[],
): readonly DocumentGroup[] {
  const ahead = agenda.filter((itemId) => itemId !== currentItemId);
  const order = [...(currentItemId === null ? [] : [currentItemId]), ...ahead, null];
  return order
    .map((itemId) => ({
      item: itemId === null ? null : (agendaItems[itemId] ?? null),
      current: itemId !== null && itemId === currentItemId,
      documents: documents.filter((document) => document.itemId === itemId),
    }))
    .filter((group) => group.documents.length > 0);
}
