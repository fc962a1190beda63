import { createContext, useContext, useSyncExternalStore } from 'react';
import { assert } from '@diemcau/core';
import type { DocumentId } from '@diemcau/core';
import type { DocumentPlace, ListedDocument } from '../../../live/documents/documents-api.ts';
import type { RoomShelf, ShelfSnapshot } from '../../../live/documents/room-shelf.ts';

/** Documents of the room, the shelf they are kept on, and the one that is open. */
export interface RoomDocuments {
  readonly place: DocumentPlace;
  readonly documents: readonly ListedDocument[];
  readonly failed: boolean;
  readonly shelf: RoomShelf;
  readonly reading: ListedDocument | null;
  readonly open: (documentId: DocumentId | null) => void;
  /** The server is heard: there may be more to store. */
  readonly live: boolean;
  /** The page itself opens without a network. */
  readonly pageKept: boolean;
  /** Stores everything; resolves when nothing more can be done. */
  readonly fetchAll: () => Promise<void>;
}

export const RoomDocumentsContext = createContext<RoomDocuments | null>(null);

export function useRoomDocuments(): RoomDocuments {
  const documents = useContext(RoomDocumentsContext);
  assert(documents, 'used outside RoomDocumentsProvider');
  return documents;
}

export function useShelf(): ShelfSnapshot {
  const { shelf } = useRoomDocuments();
  return useSyncExternalStore(shelf.subscribe, shelf.snapshot);
}
