import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { deviceName } from '@diemcau/core';
import { useLiveClient } from '../../live/live-context.ts';
import { selectTakeoverAsked, useLive } from '../../live/use-live.ts';
import styles from './takeover-notice.module.css';

/** The device on duty learns that another one wants its place. */
export function TakeoverNotice() {
  const { t } = useTranslation();
  const client = useLiveClient();
  const asked = useLive(selectTakeoverAsked);
  if (!asked) return null;
  return (
    <div role="alert" className={styles.notice} data-testid="takeover-asked">
      <p>
        <strong>{t('siteRoom.takeover', { device: deviceName(asked.fromDevice) })}</strong> {t('siteRoom.takeoverHint')}
      </p>
      <CloseButton aria-label={t('action.close')} onClick={() => client.dismissTakeover()} />
    </div>
  );
}
