import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { EarlierFile } from '@diemcau/core';
import { fetchFile, fileUrl } from '../../../live/documents/documents-api.ts';
import type { ListedDocument } from '../../../live/documents/documents-api.ts';
import { savedName } from '../../../live/documents/file-words.ts';
import { saveBlob } from '../../../live/documents/save-blob.ts';
import { useConference } from '../../../live/use-live.ts';
import { tellProblem } from '../../../ui/tell.ts';

/** Saves the present file of a document, or one before it. */
export function useSaveFile(): (document: ListedDocument, file: Pick<EarlierFile, 'sha256' | 'mediaType'>) => Promise<void> {
  const { t } = useTranslation();
  const { conferenceId } = useConference();
  return useCallback(
    async ({ documentId, title }, { sha256, mediaType }) => {
      const blob = await fetchFile(fileUrl({ conferenceId, siteId: null }, documentId, sha256)).catch(() => null);
      if (blob) saveBlob(blob, savedName(title, mediaType));
      else tellProblem(t('documents.saveFailed', { title }));
    },
    [conferenceId, t],
  );
}
