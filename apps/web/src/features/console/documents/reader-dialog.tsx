import { useMemo } from 'react';
import { Modal } from '@mantine/core';
import { DocumentReader } from '../../../live/documents/document-reader.tsx';
import { fetchFile } from '../../../live/documents/documents-api.ts';
import type { DocumentPlace, ListedDocument } from '../../../live/documents/documents-api.ts';
import { shelfFile } from '../../../live/documents/shelf-plan.ts';
import { useTranslation } from 'react-i18next';
import styles from './documents-panel.module.css';
import { useSaveFile } from './use-save-file.ts';

interface ReaderDialogProps {
  readonly place: DocumentPlace;
  readonly document: ListedDocument | null;
  readonly onClose: () => void;
}

export function ReaderDialog({ place, document, onClose }: ReaderDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={document !== null} onClose={onClose} size="70rem">
      <Modal.Overlay />
      <Modal.Content aria-label={t('documents.reader.label')}>
        <Modal.Body p={0}>{document && <Reader place={place} document={document} onClose={onClose} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Reader({ place, document, onClose }: ReaderDialogProps & { readonly document: ListedDocument }) {
  const save = useSaveFile();
  const file = useMemo(() => {
    if (document.reading.state !== 'ready') return null;
    const { url, mediaType } = shelfFile(place, document);
    return { url, mediaType, load: () => fetchFile(url) };
  }, [place, document]);
  return (
    <div className={styles.reader}>
      <DocumentReader
        title={document.title}
        file={file}
        converting={document.reading.state === 'converting'}
        onSave={() => void save(document, document)}
        onClose={onClose}
      />
    </div>
  );
}
