import { useEffect, useMemo, useState } from 'react';
import type { AttachedDocument } from '@diemcau/core';
import { documentList } from './documents-api.ts';
import type { DocumentPlace, ListedDocument } from './documents-api.ts';
import { withReadings } from './shelf-plan.ts';

/** 145 rooms that wait for a conversion ask fifteen times a second together. */
const ASK_EVERY_MS = 10_000;

interface Answered {
  readonly maxBytes: number | null;
  /** Which documents the question was about. */
  readonly there: string | null;
  readonly listed: readonly ListedDocument[];
}

export interface Listed {
  readonly documents: readonly ListedDocument[];
  /** The server has answered about just these. */
  readonly known: boolean;
  /** null until the server has said. */
  readonly maxBytes: number | null;
  readonly failed: boolean;
}

/** Documents of the live view with how each is read; asked again while one is being converted or the line is cut. */
export function useListedDocuments({ conferenceId, siteId }: DocumentPlace, documents: readonly AttachedDocument[]): Listed {
  const [answered, setAnswered] = useState<Answered>({ there: null, listed: [], maxBytes: null });
  const [failed, setFailed] = useState(false);
  const there = documents.map(({ documentId, sha256 }) => `${documentId} ${sha256}`).join();
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await documentList({ conferenceId, siteId });
      if (over) return;
      setFailed(!answer.ok);
      if (answer.ok) setAnswered({ there, listed: answer.value.documents, maxBytes: answer.value.maxBytes });
      const waits = !answer.ok || answer.value.documents.some(({ reading }) => reading.state === 'converting');
      if (waits) timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [conferenceId, siteId, there]);
  const { listed, maxBytes } = answered;
  const known = there === '' || answered.there === there;
  return { documents: useMemo(() => withReadings(documents, listed), [documents, listed]), known, failed, maxBytes };
}
