import { Button, Progress } from '@mantine/core';
import { IconCircleCheck, IconDeviceDesktopDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConferenceState } from '@diemcau/core';
import card from '../room-side.module.css';
import { documentGroups } from '../../../live/documents/document-groups.ts';
import type { DocumentGroup } from '../../../live/documents/document-groups.ts';
import { DocumentRow } from './document-row.tsx';
import styles from './documents-card.module.css';
import { useRoomDocuments, useShelf } from './room-documents.ts';

/** Documents by item of the agenda, and what of them is stored for when the line is cut. */
export function DocumentsCard({ view }: { readonly view: ConferenceState }) {
  const { t } = useTranslation();
  const { documents, failed } = useRoomDocuments();
  return (
    <section className={card.card} aria-labelledby="room-documents" data-testid="room-documents">
      <h2 id="room-documents" className={card.title}>
        {t('documents.title')}
      </h2>
      {failed && (
        <p role="status" className={card.quiet}>
          {t('documents.loadFailed')}
        </p>
      )}
      {documents.length === 0 ? <p className={card.quiet}>{t('documents.room.empty')}</p> : <Stored />}
      {documentGroups(view, documents).map((group) => (
        <Group key={group.item?.itemId ?? ''} group={group} />
      ))}
    </section>
  );
}

function Group({ group }: { readonly group: DocumentGroup }) {
  const { t } = useTranslation();
  return (
    <div>
      <h3 className={styles.group}>
        {group.current && <span className={styles.current}>{t('documents.current')}</span>}
        {group.item?.title ?? t('documents.whole')}
      </h3>
      <ul className={styles.list}>
        {group.documents.map((document) => (
          <DocumentRow key={document.documentId} document={document} />
        ))}
      </ul>
    </div>
  );
}

/** What is stored, and the button that stores the rest. */
function Stored() {
  const { t } = useTranslation();
  const { fetchAll, pageKept, live } = useRoomDocuments();
  const { state, keptCount: kept, wantedCount: wanted, progress } = useShelf();
  const text = useStoredText();
  if (state === 'unavailable') return <p className={card.quiet}>{t('documents.room.unavailable')}</p>;
  if (wanted === 0) return null;
  const all = kept === wanted && state !== 'fetching' && pageKept;
  return (
    <div className={styles.stored} data-testid="documents-stored" data-all={all}>
      <p role="status" className={styles.state} data-all={all}>
        {all && <IconCircleCheck size="1.125rem" aria-hidden="true" />}
        {text}
      </p>
      {state === 'fetching' && <Progress value={progress * 100} aria-label={t('documents.room.fetching', { kept, wanted })} />}
      {!all && live && (
        <Button
          variant="default"
          leftSection={<IconDeviceDesktopDown size="1.125rem" />}
          loading={state === 'fetching'}
          onClick={() => void fetchAll()}
          data-testid="documents-fetch"
        >
          {t('documents.room.fetch')}
        </Button>
      )}
    </div>
  );
}

function useStoredText(): string {
  const { t } = useTranslation();
  const { state, keptCount: kept, wantedCount: wanted } = useShelf();
  if (state === 'fetching' || state === 'failed' || state === 'full') return t(`documents.room.${state}`, { kept, wanted });
  if (kept === wanted) return t('documents.room.keptAll', { count: wanted });
  return t('documents.room.keptSome', { kept, wanted });
}
