import { useState } from 'react';
import type { DragEvent } from 'react';
import { Button, FileButton, Select } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DocumentVisibility, ItemId } from '@diemcau/core';
import { sizeText } from '../../../live/documents/file-words.ts';
import { useConference } from '../../../live/use-live.ts';
import { ItemSelect } from './item-select.tsx';
import styles from './documents-panel.module.css';
import type { Uploads } from './use-uploads.ts';

const ACCEPTED = '.pdf,.docx,.xlsx,.pptx,.png,.jpg,.jpeg,.webp,.gif';
export const VISIBILITIES: readonly DocumentVisibility[] = ['console', 'sites', 'all'];

/** Files by button or dropped, for an item and for whom. */
export function AddDocuments({ uploads, maxBytes }: { readonly uploads: Uploads; readonly maxBytes: number | null }) {
  const { t, i18n } = useTranslation();
  const { currentItemId } = useConference();
  const [itemId, setItem] = useState<ItemId | null>(currentItemId);
  const [visibleTo, setVisibleTo] = useState<DocumentVisibility>('sites');
  const [over, setOver] = useState(false);
  const add = (files: readonly File[]) => uploads.add(files, { itemId, visibleTo });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  };
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <div className={styles.add} data-over={over} onDrop={drop} onDragOver={drag(true)} onDragLeave={drag(false)}>
      <div className={styles.fields}>
        <ItemSelect itemId={itemId} onPick={setItem} />
        <VisibilitySelect visibleTo={visibleTo} onPick={setVisibleTo} />
      </div>
      <div className={styles.zone}>
        <IconUpload size="1.5rem" stroke={1.5} aria-hidden="true" />
        <p>
          {t('documents.desk.drop')}
          <br />
          {maxBytes !== null && (
            <span className={styles.quiet}>{t('documents.desk.kinds', { size: sizeText(maxBytes, i18n.language) })}</span>
          )}
        </p>
        <FileButton onChange={add} accept={ACCEPTED} multiple inputProps={{ 'data-testid': 'documents-file' } as never}>
          {(props) => (
            <Button variant="default" {...props}>
              {t('documents.desk.pick')}
            </Button>
          )}
        </FileButton>
      </div>
    </div>
  );
}

interface VisibilitySelectProps {
  readonly visibleTo: DocumentVisibility;
  readonly onPick: (visibleTo: DocumentVisibility) => void;
}

export function VisibilitySelect({ visibleTo, onPick }: VisibilitySelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('documents.visibility.label')}
      data={VISIBILITIES.map((value) => ({ value, label: t(`documents.visibility.${value}`) }))}
      value={visibleTo}
      onChange={(value) => onPick(VISIBILITIES.find((known) => known === value) ?? 'sites')}
      allowDeselect={false}
      data-testid="documents-visibility"
    />
  );
}
