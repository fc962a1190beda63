import type { Rung } from '@diemcau/core';
import { IconDeviceTv, IconPictureInPicture, IconTextCaption, IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './rung-mark.module.css';

const ICONS: Readonly<Record<Rung, typeof IconVolume>> = {
  full: IconDeviceTv,
  small: IconPictureInPicture,
  audio: IconVolume,
  text: IconTextCaption,
};

/** What reaches a room: a sign of its own for each rung and its word. */
export function RungMark({ rung }: { readonly rung: Rung | null }) {
  const { t } = useTranslation();
  if (rung === null) return <span className={styles.mark}>{t('views.rung.none')}</span>;
  const Icon = ICONS[rung];
  return (
    <span className={styles.mark} data-rung={rung} data-testid="rung">
      <Icon size="1.125em" stroke={1.75} aria-hidden="true" />
      {t(`views.rung.${rung}`)}
    </span>
  );
}
