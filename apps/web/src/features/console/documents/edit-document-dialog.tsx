import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TITLE_MAX_CHARS } from '@diemcau/core';
import type { CommandOf } from '@diemcau/core';
import type { ListedDocument } from '../../../live/documents/documents-api.ts';
import { useAct } from '../../../live/use-act.ts';
import { useRules } from '../../../live/use-rules.ts';
import { VisibilitySelect } from './add-documents.tsx';
import { ItemSelect } from './item-select.tsx';
import styles from './documents-panel.module.css';

interface EditDocumentDialogProps {
  readonly document: ListedDocument | null;
  readonly onClose: () => void;
}

/** Title, item and visibility; the file stays. */
export function EditDocumentDialog({ document, onClose }: EditDocumentDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={document !== null} onClose={onClose} title={t('documents.desk.editTitle')} size="lg">
      {document && <EditForm document={document} onClose={onClose} />}
    </Modal>
  );
}

function EditForm({ document, onClose }: { readonly document: ListedDocument; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const [title, setTitle] = useState(document.title);
  const [itemId, setItem] = useState(document.itemId);
  const [visibleTo, setVisibleTo] = useState(document.visibleTo);
  const { documentId, sha256, mediaType, bytes } = document;
  const command: CommandOf<'ReviseDocument'> = {
    type: 'ReviseDocument',
    document: { documentId, sha256, mediaType, bytes, title, itemId, visibleTo },
  };
  const refusal = why(command);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (refusal) return;
    const outcome = await act(command);
    if (outcome.ok) onClose();
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={styles.form}>
      <TextInput
        label={t('documents.desk.name')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={TITLE_MAX_CHARS}
        required
        data-autofocus
      />
      <ItemSelect itemId={itemId} onPick={setItem} />
      <VisibilitySelect visibleTo={visibleTo} onPick={setVisibleTo} />
      {refusal && <p className={styles.quiet}>{t(`refusal.${refusal.code}`)}</p>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" disabled={refusal !== null}>
          {t('documents.desk.submit')}
        </Button>
      </Group>
    </form>
  );
}
