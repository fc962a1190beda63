import type { PreflightVerdict } from '@diemcau/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './verdict-mark.module.css';

const ICONS = { go: IconCircleCheck, check: IconAlertTriangle, 'no-go': IconCircleX, unchecked: IconCircleDashed } as const;

interface VerdictMarkProps {
  readonly verdict: PreflightVerdict | 'unchecked';
  /** The shape alone, with the word for screen readers. */
  readonly small?: boolean;
}

/** A shape, a colour and a word, so that none of them is needed. */
export function VerdictMark({ verdict, small = false }: VerdictMarkProps) {
  const { t } = useTranslation();
  const Icon = ICONS[verdict];
  return (
    <span className={styles.mark} data-verdict={verdict} data-small={small}>
      <Icon size={small ? '1.125rem' : '1.375rem'} stroke={2} aria-hidden="true" />
      <span className={small ? 'dc-unseen' : undefined}>{t(`preflight.verdict.${verdict}`)}</span>
    </span>
  );
}
