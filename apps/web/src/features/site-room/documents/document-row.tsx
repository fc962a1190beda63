import { ActionIcon } from '@mantine/core';
import { IconDownload, IconFileText, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListedDocument } from '../../../live/documents/documents-api.ts';
import { sizeText, typeLabel } from '../../../live/documents/file-words.ts';
import { shelfFile } from '../../../live/documents/shelf-plan.ts';
import styles from './documents-card.module.css';
import { useRoomDocuments, useShelf } from './room-documents.ts';
import { useSave } from './use-save.ts';

export function DocumentRow({ document }: { readonly document: ListedDocument }) {
  const { t } = useTranslation();
  const { place, open, reading } = useRoomDocuments();
  const { kept } = useShelf();
  const save = useSave();
  const { title, mediaType, documentId } = document;
  const Icon = mediaType.startsWith('image/') ? IconPhoto : IconFileText;
  const isKept = kept.has(shelfFile(place, document).url);
  return (
    <li className={styles.row} data-open={reading?.documentId === documentId}>
      <button
        type="button"
        className={styles.open}
        onClick={() => open(documentId)}
        aria-current={reading?.documentId === documentId}
        data-testid="document-open"
      >
        <Icon size="1.375rem" stroke={1.5} aria-hidden="true" className={styles.icon} />
        <span>
          <span className={styles.name}>{title}</span>
          <About document={document} kept={isKept} />
        </span>
      </button>
      <ActionIcon variant="subtle" color="gray" size="xl" aria-label={t('documents.save', { title })} onClick={() => void save(document)}>
        <IconDownload size="1.25rem" />
      </ActionIcon>
    </li>
  );
}

function About({ document, kept }: { readonly document: ListedDocument; readonly kept: boolean }) {
  const { t, i18n } = useTranslation();
  const { mediaType, bytes, version, reading } = document;
  const parts = [
    typeLabel(mediaType),
    sizeText(bytes, i18n.language),
    version > 1 ? t('documents.version', { version }) : null,
    reading.state === 'converting' ? t('documents.converting') : null,
    reading.state === 'none' ? t('documents.saveOnly') : null,
    kept ? t('documents.room.kept') : null,
  ];
  return (
    <span className={styles.about} data-kept={kept}>
      {parts.filter((part) => part !== null).join(' · ')}
    </span>
  );
}
