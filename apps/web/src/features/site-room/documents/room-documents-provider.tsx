import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { AttachedDocument, ConferenceState, DocumentId, SiteId } from '@diemcau/core';
import type { DocumentPlace, ListedDocument } from '../../../live/documents/documents-api.ts';
import { keepShell } from '../../../live/documents/room-shell.ts';
import type { RoomShelf } from '../../../live/documents/room-shelf.ts';
import { useConference } from '../../../live/use-live.ts';
import { RoomDocumentsContext } from './room-documents.ts';
import { useListedDocuments } from '../../../live/documents/use-listed-documents.ts';
import { useRoomShelf } from './use-room-shelf.ts';

/** The documents of a room whose conference is live on this page. */
export function LiveRoomDocuments({ siteId, children }: { readonly siteId: SiteId; readonly children: ReactNode }) {
  const view = useConference();
  const { conferenceId } = view;
  const place = useMemo(() => ({ conferenceId, siteId }), [conferenceId, siteId]);
  const shelf = useRoomShelf(place);
  const attached: readonly AttachedDocument[] = useMemo(() => Object.values(view.documents), [view.documents]);
  const { documents, known, failed } = useListedDocuments(place, attached);
  const closed = view.phase === 'closed';
  useEffect(() => {
    if (known && !closed) void shelf.keepOnly(documents);
  }, [shelf, documents, known, closed]);
  useEffect(() => {
    if (closed) void shelf.forget();
  }, [shelf, closed]);
  useKeptRoom(shelf, { view, documents });
  return (
    <RoomDocumentsProvider place={place} shelf={shelf} documents={documents} failed={failed}>
      {children}
    </RoomDocumentsProvider>
  );
}

interface RoomDocumentsProviderProps {
  readonly place: DocumentPlace;
  readonly shelf: RoomShelf;
  readonly documents: readonly ListedDocument[];
  readonly failed: boolean;
  readonly children: ReactNode;
}

export function RoomDocumentsProvider({ place, shelf, documents, failed, children }: RoomDocumentsProviderProps) {
  const [openId, open] = useState<DocumentId | null>(null);
  const [pageKept, setPageKept] = useState(false);
  const fetchAll = useCallback(async () => {
    // Asked to, browsers do not clear the shelf when they need room (Storage, WHATWG §4.4).
    await navigator.storage?.persist?.().catch(() => false);
    const [kept] = await Promise.all([keepShell(), shelf.fetchAll()]);
    setPageKept(kept);
  }, [shelf]);
  // Withdrawn while it was open: there is nothing to read any more.
  const reading = documents.find(({ documentId }) => documentId === openId) ?? null;
  const value = useMemo(
    () => ({ place, documents, failed, shelf, reading, open, pageKept, fetchAll }),
    [place, documents, failed, shelf, reading, pageKept, fetchAll],
  );
  return <RoomDocumentsContext value={value}>{children}</RoomDocumentsContext>;
}

/** Often enough for an agenda, which moves by minutes. */
const KEEP_EVERY_MS = 10_000;
/** The first view comes in pieces. */
const KEEP_FIRST_MS = 1_000;

function useKeptRoom(shelf: RoomShelf, room: { readonly view: ConferenceState; readonly documents: readonly ListedDocument[] }): void {
  const latest = useRef(room);
  latest.current = room;
  useEffect(() => {
    let kept: typeof room | null = null;
    const keep = () => {
      const { view, documents } = latest.current;
      if (view.phase === 'closed' || (kept?.view === view && kept.documents === documents)) return;
      kept = latest.current;
      void shelf.keepRoom({ atMs: Date.now(), view, documents });
    };
    const first = setTimeout(keep, KEEP_FIRST_MS);
    const timer = setInterval(keep, KEEP_EVERY_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [shelf]);
}
