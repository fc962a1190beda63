import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListedDocument } from '../../../live/documents/documents-api.ts';
import { useAct } from '../../../live/use-act.ts';
import styles from './documents-panel.module.css';

interface WithdrawDialogProps {
  readonly document: ListedDocument | null;
  readonly onClose: () => void;
}

export function WithdrawDialog({ document, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation();
  const act = useAct();
  async function withdraw(documentId: string) {
    const outcome = await act({ type: 'DetachDocument', documentId });
    if (outcome.ok) onClose();
  }
  return (
    <Modal opened={document !== null} onClose={onClose} title={t('documents.desk.withdrawTitle')}>
      {document && (
        <div className={styles.form}>
          <p>{t('documents.desk.withdrawText', { title: document.title })}</p>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button color="red" onClick={() => void withdraw(document.documentId)} data-testid="withdraw-submit">
              {t('documents.desk.withdrawSubmit')}
            </Button>
          </Group>
        </div>
      )}
    </Modal>
  );
}
