import {
  IconAlertTriangle,
  IconCheck,
  IconCodeOff,
  IconPictureInPicture,
  IconPlugConnectedX,
  IconTextCaption,
  IconVideoOff,
  IconVolume,
  IconWifi2,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SiteStatus } from './site-rows.ts';
import styles from './site-status.module.css';

const ICONS: Readonly<Record<SiteStatus, typeof IconCheck>> = {
  away: IconPlugConnectedX,
  text: IconTextCaption,
  bad: IconAlertTriangle,
  audio: IconVolume,
  device: IconVideoOff,
  undecoded: IconCodeOff,
  small: IconPictureInPicture,
  weak: IconWifi2,
  good: IconCheck,
};

/** The state of a room in one sign and one word; the colour only repeats it. */
export function SiteStatusMark({ status }: { readonly status: SiteStatus }) {
  const { t } = useTranslation();
  const Icon = ICONS[status];
  return (
    <span className={styles.status} data-status={status} data-testid="site-status">
      <Icon size="1.125em" stroke={1.75} aria-hidden="true" />
      {t(`views.status.${status}`)}
    </span>
  );
}
