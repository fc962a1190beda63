import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConferenceCommand } from '@diemcau/core';
import { documentGroups } from '../../../live/documents/document-groups.ts';
import type { DocumentGroup } from '../../../live/documents/document-groups.ts';
import type { ListedDocument } from '../../../live/documents/documents-api.ts';
import { useListedDocuments } from '../../../live/documents/use-listed-documents.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import panel from '../panel.module.css';
import { AddDocuments } from './add-documents.tsx';
import { DeskDocumentRow } from './desk-document-row.tsx';
import styles from './documents-panel.module.css';
import { ReaderDialog } from './reader-dialog.tsx';
import { UploadList } from './upload-list.tsx';
import type { Uploads } from './use-uploads.ts';

const SOME_DOCUMENT: ConferenceCommand = {
  type: 'AttachDocument',
  document: {
    documentId: 'asking',
    title: '?',
    sha256: '0'.repeat(64),
    mediaType: 'application/pdf',
    bytes: 0,
    visibleTo: 'sites',
    itemId: null,
  },
};

/** Documents of the conference: taken in, assigned, replaced, withdrawn. */
export function DocumentsPanel({ uploads }: { readonly uploads: Uploads }) {
  const { t } = useTranslation();
  const view = useConference();
  const why = useRules();
  const attached = useMemo(() => Object.values(view.documents), [view.documents]);
  const place = useMemo(() => ({ conferenceId: view.conferenceId, siteId: null }), [view.conferenceId]);
  const { documents, failed, maxBytes } = useListedDocuments(place, attached);
  const [openId, setOpen] = useState<string | null>(null);
  // A conference without documents needs some first.
  const [adding, setAdding] = useState(attached.length === 0);
  const mayWrite = why(SOME_DOCUMENT) === null;
  const open = documents.find(({ documentId }) => documentId === openId) ?? null;
  return (
    <section className={panel.panel} aria-labelledby="documents-title" data-testid="documents-panel" onDragEnter={() => setAdding(true)}>
      <header className={panel.head}>
        <h2 id="documents-title" className={panel.title}>
          {t('documents.title')}
        </h2>
        <span className={panel.count}>{t('documents.count', { count: documents.length })}</span>
        {mayWrite && (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlus size="1.125rem" />}
            aria-expanded={adding}
            aria-controls="documents-adding"
            onClick={() => setAdding(!adding)}
            data-testid="documents-add"
          >
            {t('documents.desk.add')}
          </Button>
        )}
      </header>
      <div className={panel.body}>
        <div id="documents-adding">{mayWrite && adding && <AddDocuments uploads={uploads} maxBytes={maxBytes} />}</div>
        <UploadList uploads={uploads} maxBytes={maxBytes} />
        {failed && (
          <p role="status" className={styles.failed}>
            {t('documents.loadFailed')}
          </p>
        )}
        {documents.length === 0 && <p className={panel.empty}>{t('documents.desk.empty')}</p>}
        {documentGroups(view, documents).map((group) => (
          <Group key={group.item?.itemId ?? ''} group={group} uploads={uploads} onOpen={setOpen} mayWrite={mayWrite} />
        ))}
      </div>
      <ReaderDialog place={place} document={open} onClose={() => setOpen(null)} />
    </section>
  );
}

interface GroupProps {
  readonly group: DocumentGroup;
  readonly uploads: Uploads;
  readonly mayWrite: boolean;
  readonly onOpen: (documentId: ListedDocument['documentId']) => void;
}

function Group({ group, uploads, mayWrite, onOpen }: GroupProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.group}>
      <h3 className={styles.groupTitle}>
        {group.current && <span className={styles.current}>{t('documents.current')} · </span>}
        {group.item?.title ?? t('documents.whole')}
      </h3>
      <ul className={styles.list}>
        {group.documents.map((document) => (
          <DeskDocumentRow key={document.documentId} document={document} uploads={uploads} mayWrite={mayWrite} onOpen={onOpen} />
        ))}
      </ul>
    </div>
  );
}
