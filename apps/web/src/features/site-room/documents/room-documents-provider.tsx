import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { AttachedDocument, ConferenceState, DocumentId, SiteId } from '@diemcau/core';
import type { DocumentPlace, ListedDocument } from '../../../live/documents/documents-api.ts';
import { keepShell, shellIsKept } from '../../../live/documents/room-shell.ts';
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
  const keep = useKeptRoom(shelf, { view, documents });
  return (
    <RoomDocumentsProvider place={place} shelf={shelf} documents={documents} failed={failed} keep={keep}>
      {children}
    </RoomDocumentsProvider>
  );
}

interface RoomDocumentsProviderProps {
  readonly place: DocumentPlace;
  readonly shelf: RoomShelf;
  readonly documents: readonly ListedDocument[];
  readonly failed: boolean;
  /** Where nothing new can be known there is nothing to keep. */
  readonly keep?: () => Promise<void>;
  readonly children: ReactNode;
}

export function RoomDocumentsProvider({ place, shelf, documents, failed, keep, children }: RoomDocumentsProviderProps) {
  const [openId, open] = useState<DocumentId | null>(null);
  const [pageKept, setPageKept] = useState(shellIsKept);
  const fetchAll = useCallback(async () => {
    // Asked to, browsers do not clear the shelf when they need room (Storage, WHATWG §4.4).
    await navigator.storage?.persist?.().catch(() => false);
    const [kept] = await Promise.all([keepShell(), shelf.fetchAll(), keep?.()]);
    setPageKept(kept);
  }, [shelf, keep]);
  // Withdrawn while it was open: there is nothing to read any more.
  const reading = documents.find(({ documentId }) => documentId === openId) ?? null;
  const value = useMemo(
    () => ({ place, documents, failed, shelf, reading, open, pageKept, fetchAll, live: keep !== undefined }),
    [place, documents, failed, shelf, reading, pageKept, fetchAll, keep],
  );
  return <RoomDocumentsContext value={value}>{children}</RoomDocumentsContext>;
}

/** Often enough for an agenda, which moves by minutes; what is asked for is kept at once. */
const KEEP_EVERY_MS = 10_000;

interface KnownRoom {
  readonly view: ConferenceState;
  readonly documents: readonly ListedDocument[];
}

/** Keeps what is known of the room for when it is opened without a line; returns what does so now. */
function useKeptRoom(shelf: RoomShelf, room: KnownRoom): () => Promise<void> {
  const latest = useRef(room);
  latest.current = room;
  const keep = useCallback(async () => {
    const { view, documents } = latest.current;
    if (view.phase !== 'closed') await shelf.keepRoom({ atMs: Date.now(), view, documents });
  }, [shelf]);
  const { documents } = room;
  useEffect(() => void keep(), [keep, documents]);
  useEffect(() => {
    let { view } = latest.current;
    const timer = setInterval(() => {
      if (latest.current.view === view) return;
      ({ view } = latest.current);
      void keep();
    }, KEEP_EVERY_MS);
    return () => clearInterval(timer);
  }, [keep]);
  return keep;
}
