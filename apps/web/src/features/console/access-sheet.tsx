import { Button, Loader, Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConference } from '../../live/use-live.ts';
import { AccessTable } from './access-table.tsx';
import styles from './access-sheet.module.css';
import { CopyButton } from './copy-button.tsx';
import { useAccessSheet } from './use-access-sheet.ts';

interface AccessSheetProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Codes and links of every room, on screen and on A4. */
export function AccessSheet({ opened, onClose }: AccessSheetProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.access.title')}
      size="55rem"
      classNames={{ inner: styles.inner ?? '', overlay: styles.overlay ?? '', content: styles.content ?? '', header: styles.header ?? '' }}
    >
      <SheetBody />
    </Modal>
  );
}

function SheetBody() {
  const { t } = useTranslation();
  const view = useConference();
  const { sheet, failed, again } = useAccessSheet(view.conferenceId);
  if (failed) {
    return (
      <p role="alert" className={styles.state}>
        {t('console.access.failed')} <Button onClick={again}>{t('action.retry')}</Button>
      </p>
    );
  }
  if (!sheet) return <Loader aria-label={t('console.access.loading')} color="gray" type="dots" />;
  return (
    <div className={styles.sheet}>
      <h2 className={styles.title}>{view.title}</h2>
      <p className={styles.text}>
        {t('console.access.text')} {t('console.access.howTo', { address: `${location.origin}/join` })}
      </p>
      <div className={styles.actions}>
        <Button leftSection={<IconPrinter size="1.125rem" />} onClick={() => window.print()}>
          {t('console.access.print')}
        </Button>
        {sheet.screenUrl && <CopyButton text={sheet.screenUrl} label={`${t('console.access.screen')}: ${t('console.access.copy')}`} />}
      </div>
      <AccessTable sheet={sheet} />
    </div>
  );
}
