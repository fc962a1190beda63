import { useCallback, useMemo, useState } from 'react';
import type { ConferenceId, DocumentVisibility, ItemId } from '@diemcau/core';
import { uploadDocument, uploadVersion } from '../../../live/documents/documents-api.ts';
import type { Progress } from '../../../live/documents/documents-api.ts';
import type { HttpProblem, HttpResult } from '../../../live/http.ts';
import { newId } from '../../../live/new-id.ts';

export interface Upload {
  readonly id: string;
  readonly name: string;
  /** From 0 to 1. */
  readonly progress: number;
  /** null: it is on its way; what arrived is in the list of documents. */
  readonly problem: HttpProblem | null;
}

export interface Uploads {
  readonly all: readonly Upload[];
  readonly add: (files: readonly File[], to: { readonly itemId: ItemId | null; readonly visibleTo: DocumentVisibility }) => void;
  readonly revise: (documentId: string, file: File) => void;
  readonly dismiss: (id: string) => void;
}

/** Files on their way. Held by the desk, so that they go on while another part of it is looked at. */
export function useUploads(conferenceId: ConferenceId): Uploads {
  const [all, setAll] = useState<readonly Upload[]>([]);
  const dismiss = useCallback((id: string) => setAll((known) => known.filter((one) => one.id !== id)), []);
  const follow = useCallback(
    async (name: string, send: (onProgress: Progress) => Promise<HttpResult<unknown>>) => {
      const id = newId();
      const show = (change: Partial<Upload>) => setAll((known) => known.map((one) => (one.id === id ? { ...one, ...change } : one)));
      setAll((known) => [...known, { id, name, progress: 0, problem: null }]);
      const answer = await send((progress) => show({ progress }));
      if (answer.ok) dismiss(id);
      else show({ problem: answer.problem });
    },
    [dismiss],
  );
  return useMemo(() => {
    const place = { conferenceId, siteId: null };
    return {
      all,
      dismiss,
      // One after the other: a thin line carries one file sooner than ten at once.
      add: (files, to) =>
        void files.reduce(
          (before, file) =>
            before.then(() => follow(file.name, (onProgress) => uploadDocument(place, { file, documentId: newId(), ...to }, onProgress))),
          Promise.resolve(),
        ),
      revise: (documentId, file) => void follow(file.name, (onProgress) => uploadVersion(place, { documentId, file }, onProgress)),
    };
  }, [all, conferenceId, dismiss, follow]);
}
