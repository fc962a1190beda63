import { Button, Loader, Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AccessTable } from '../../live/access/access-table.tsx';
import { CopyButton } from '../../live/access/copy-button.tsx';
import { useAccessSheet } from '../../live/access/use-access-sheet.ts';
import { useConference } from '../../live/use-live.ts';
import styles from './access-sheet.module.css';

interface AccessSheetProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Codes and links of every room; printed on pages of their own. */
export function AccessSheet({ opened, onClose }: AccessSheetProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('console.access.title')} size="55rem">
      <SheetBody />
    </Modal>
  );
}

const PRINTS = ['rooms', 'codes'] as const;

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
    <div>
      <p className={styles.text}>
        {t('console.access.text')} {t('console.access.howTo', { address: `${location.origin}/join` })}
      </p>
      <div className={styles.actions}>
        {PRINTS.map((print) => (
          <Button
            key={print}
            component="a"
            href={`/conferences/${view.conferenceId}/print/${print}`}
            target="_blank"
            variant="default"
            leftSection={<IconPrinter size="1.125rem" />}
          >
            {t(`planning.prints.${print}`)}
          </Button>
        ))}
        {sheet.screenUrl && <CopyButton text={sheet.screenUrl} label={`${t('console.access.screen')}: ${t('console.access.copy')}`} />}
      </div>
      <AccessTable sheet={sheet} />
    </div>
  );
}
