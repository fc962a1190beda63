import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedDocument } from '../../../live/documents/documents-api.ts';
import { fileUrl } from '../../../live/documents/documents-api.ts';
import { savedName } from '../../../live/documents/file-words.ts';
import { saveBlob } from '../../../live/documents/save-blob.ts';
import { shelfFile } from '../../../live/documents/shelf-plan.ts';
import { tellProblem } from '../../../ui/tell.ts';
import { useRoomDocuments } from './room-documents.ts';

/** Saves the document itself; where the line is cut, what is stored of it. */
export function useSave(): (document: ListedDocument) => Promise<void> {
  const { t } = useTranslation();
  const { place, shelf } = useRoomDocuments();
  return useCallback(
    async (document) => {
      const { documentId, title, sha256, mediaType, bytes } = document;
      const own = { url: fileUrl(place, documentId, sha256), sha256, mediaType, bytes };
      const stored = shelfFile(place, document);
      for (const file of [own, stored]) {
        const blob = await shelf.file(file).catch(() => null);
        if (blob) return saveBlob(blob, savedName(title, file.mediaType));
      }
      tellProblem(t('documents.saveFailed', { title }));
    },
    [place, shelf, t],
  );
}
