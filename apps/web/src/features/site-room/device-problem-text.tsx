import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenedTrack } from '../../live/devices.ts';
import styles from './device-problem-text.module.css';

interface DeviceProblemTextProps {
  readonly device: 'camera' | 'microphone';
  readonly opened: OpenedTrack | null;
}

/** What to do about a device that does not work. */
export function DeviceProblemText({ device, opened }: DeviceProblemTextProps) {
  const { t } = useTranslation();
  if (!opened || !('problem' in opened)) return null;
  return (
    <p role="alert" className={styles.problem} data-testid={`${device}-problem`}>
      <IconAlertTriangle size="1.125rem" aria-hidden="true" className={styles.icon} />
      {t(`siteRoom.problem.${device}.${opened.problem}`)}
    </p>
  );
}
