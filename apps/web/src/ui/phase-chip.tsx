import type { Phase } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import styles from './phase-chip.module.css';

interface PhaseChipProps {
  readonly phase: Phase;
  readonly rehearsal: boolean;
  readonly cancelled?: boolean;
}

/** Where a conference stands, and whether it is only a rehearsal. */
export function PhaseChip({ phase, rehearsal, cancelled = false }: PhaseChipProps) {
  const { t } = useTranslation();
  return (
    <span className={styles.chips}>
      <span className={styles.chip} data-phase={phase} data-testid="phase">
        <span className={styles.dot} aria-hidden="true" />
        {cancelled ? t('planning.list.cancelled') : t(`phase.${phase}`)}
      </span>
      {rehearsal && (
        <span className={styles.chip} data-phase="rehearsal">
          {t('rehearsal')}
        </span>
      )}
    </span>
  );
}
