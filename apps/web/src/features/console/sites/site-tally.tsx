import { useTranslation } from 'react-i18next';
import styles from './site-tally.module.css';
import type { SiteRow } from './site-rows.ts';

interface SiteTallyProps {
  readonly tally: SiteRow['tally'];
  readonly place: number | null;
  readonly hall: boolean;
}

/** The tally of a room in a list, in words. */
export function SiteTally({ tally, place, hall }: SiteTallyProps) {
  const { t } = useTranslation();
  // The hall is seen all the time; only a speech of its own is news.
  if (hall && tally === 'on-air') return <span className={styles.chip}>{t('hall')}</span>;
  if (tally === 'on-air' || tally === 'lost') {
    return (
      <span className={styles.chip} data-tally={tally}>
        {t(tally === 'lost' ? 'grade.lost' : 'tally.onAir')}
      </span>
    );
  }
  if (tally === 'standby')
    return (
      <span className={styles.chip} data-tally="standby">
        {t('tally.standby')}
      </span>
    );
  if (tally === 'queued')
    return (
      <span className={styles.chip} data-tally="queued">
        {t('console.sites.queued', { place })}
      </span>
    );
  return hall ? <span className={styles.chip}>{t('hall')}</span> : null;
}
