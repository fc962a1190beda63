import { IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './connection-notice.module.css';
import { selectConnection, useLive } from './use-live.ts';

/** A line over a page whose socket is cut: what stands there is what was last known. */
export function ConnectionNotice() {
  const { t } = useTranslation();
  const connection = useLive(selectConnection);
  if (connection.state !== 'reconnecting') return null;
  const side = connection.online ? 'connection' : 'your-network';
  const Icon = connection.online ? IconPlugConnectedX : IconWifiOff;
  return (
    <div role="alert" className={styles.notice} data-testid="connection-notice">
      <Icon size="1.25rem" aria-hidden="true" />
      <strong>{t(`broken.${side}.title`)}</strong>
      <span>{t(`broken.${side}.text`)}</span>
    </div>
  );
}
