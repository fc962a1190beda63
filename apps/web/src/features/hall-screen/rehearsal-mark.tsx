import { useTranslation } from 'react-i18next';
import styles from './hall-screen.module.css';

/** A word and a broken line around everything: nobody takes a rehearsal for the day itself. */
export function RehearsalMark() {
  const { t } = useTranslation();
  return (
    <div className={styles.rehearsal} data-testid="rehearsal-mark">
      <p title={t('views.hall.rehearsalHint')}>{t('views.hall.rehearsal')}</p>
    </div>
  );
}
