import { useEffect, useMemo } from 'react';
import type { DocumentPlace } from '../../../live/documents/documents-api.ts';
import { RoomShelf } from '../../../live/documents/room-shelf.ts';

/** The shelf of this room for as long as the page is there. */
export function useRoomShelf(place: DocumentPlace): RoomShelf {
  const shelf = useMemo(() => new RoomShelf(place), [place]);
  useEffect(() => () => shelf.close(), [shelf]);
  return shelf;
}
