import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FloorRequest } from '@diemcau/core';
import type { Tally } from '../../live/floor.ts';
import { useAct } from '../../live/use-act.ts';
import styles from './request-panel.module.css';

/** The room waits: its place, its subject, and the way out. */
export function OpenRequest({ request, tally }: { readonly request: FloorRequest; readonly tally: Tally }) {
  const { t } = useTranslation();
  const act = useAct();
  const place = tally.state === 'queued' ? tally.place : null;
  return (
    <>
      <h2 className={styles.title}>{t(place === null ? 'siteRoom.tally.standbyHint' : 'siteRoom.request.title')}</h2>
      {place !== null && (
        <p className={styles.place}>
          <span className={styles.figure} data-testid="queue-place">
            {place}
          </span>
          <span className={styles.label}>{t('siteRoom.request.yourPlace')}</span>
        </p>
      )}
      <div>
        <p className={styles.label}>{t('siteRoom.request.yourSubject')}</p>
        <p className={styles.subject}>{request.subject}</p>
      </div>
      <Button
        variant="default"
        size="md"
        data-testid="withdraw-request"
        onClick={() => void act({ type: 'WithdrawRequest', requestId: request.requestId })}
      >
        {t('siteRoom.request.withdraw')}
      </Button>
    </>
  );
}
