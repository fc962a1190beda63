import type { LinkGrade } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import styles from './grade-mark.module.css';

const BARS: Readonly<Record<LinkGrade, number>> = { good: 3, weak: 2, bad: 1, lost: 0, unknown: 0 };

/** Bars as on a telephone: their number says it, the colour repeats it, the title spells it out. */
export function GradeMark({ grade }: { readonly grade: LinkGrade }) {
  const { t } = useTranslation();
  return (
    <svg className={styles.mark} data-grade={grade} viewBox="0 0 16 16" width="16" height="16" role="img" aria-label={t(`grade.${grade}`)}>
      <title>{t(`grade.${grade}`)}</title>
      {[0, 1, 2].map((bar) => (
        <rect key={bar} data-on={bar < BARS[grade]} x={1 + bar * 5} y={10 - bar * 4} width="3.500" height={5 + bar * 4} rx="1" />
      ))}
      {grade === 'lost' && <path d="M2 2l6 6M8 2l-6 6" />}
    </svg>
  );
}
