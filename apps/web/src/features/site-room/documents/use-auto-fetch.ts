import { useEffect, useRef } from 'react';
import type { ConferenceState, LinkGrade } from '@diemcau/core';
import { useRoomDocuments, useShelf } from './room-documents.ts';

/** The room has settled, and its first pictures have come. */
const SETTLE_MS = 5_000;
/** What broke is tried again; a full disk is not, somebody has to clear it. */
const AGAIN_MS = 60_000;

interface OwnLine {
  readonly grade: LinkGrade;
  /** A check of the line would measure what is left of it. */
  readonly measuring: boolean;
}

/** Before the conference everything is stored quietly, unless the line is bad; later only when somebody asks for it. */
export function useAutoFetch({ phase }: ConferenceState, { grade, measuring }: OwnLine): void {
  const { fetchAll, pageKept } = useRoomDocuments();
  const { state, keptCount, wantedCount } = useShelf();
  const ahead = phase === 'draft' || phase === 'scheduled';
  const isFree = grade !== 'bad' && grade !== 'lost' && !measuring;
  const isMissing = keptCount < wantedCount || !pageKept;
  const wanted = ahead && isFree && isMissing && (state === 'idle' || state === 'failed');
  const delayMs = useRef(SETTLE_MS);
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => void fetchAll(), delayMs.current);
    delayMs.current = AGAIN_MS;
    return () => clearTimeout(timer);
  }, [wanted, fetchAll]);
}
