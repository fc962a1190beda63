import { useTranslation } from 'react-i18next';
import styles from './brand.module.css';

/** A bridge with somebody standing on it: điểm cầu. */
export function BrandMark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className={styles.mark}>
      <path d="M4 22.5c3.6-8 8-12 12-12s8.400 4 12 12" />
      <path className={styles.cable} d="M10.500 22.500v-6.500M16 22.500v-12M21.500 22.500v-6.500" />
      <path d="M3.500 22.500h25" />
      <circle cx="16" cy="10" r="3.600" />
    </svg>
  );
}

export function Brand() {
  const { t } = useTranslation();
  return (
    <span className={styles.brand}>
      <BrandMark />
      <span className={styles.word}>{t('product')}</span>
    </span>
  );
}
