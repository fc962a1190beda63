import { useTranslation } from 'react-i18next';
import styles from './rehearsal-mark.module.css';

/** A frame around the whole screen and a plate that nobody overlooks, above everything and in nobody's way. */
export function RehearsalMark() {
  const { t } = useTranslation();
  return (
    <div className={styles.frame} data-testid="rehearsal-mark">
      <p className={styles.plate} role="note">
        <strong>{t('planning.rehearsalMark')}</strong>
        <span className={styles.text}>{t('planning.rehearsalMarkText')}</span>
      </p>
    </div>
  );
}
