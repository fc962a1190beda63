import { useTranslation } from 'react-i18next';
import type { Plan } from '../../live/planning-api.ts';
import { dayTimeText } from '../../ui/time-text.ts';
import styles from './paper.module.css';

interface PaperHeadProps {
  readonly plan: Plan;
  readonly title: string;
}

/** Who holds it, what this is, which conference and when. */
export function PaperHead({ plan, title }: PaperHeadProps) {
  const { t, i18n } = useTranslation();
  const { view, organisation, unit } = plan;
  return (
    <header className={styles.head}>
      <div className={styles.holders}>
        {organisation !== '' && <p className={styles.organisation}>{organisation}</p>}
        {unit && unit.name !== organisation && <p className={styles.unit}>{unit.name}</p>}
      </div>
      {view.rehearsal && (
        <p className={styles.rehearsal}>
          {t('planning.rehearsalMark')} – {t('planning.rehearsalMarkText')}
        </p>
      )}
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.conference}>{view.title}</p>
      {view.startsAtMs !== null && (
        <p className={styles.when}>{t('planning.prints.startsAt', { time: dayTimeText(view.startsAtMs, i18n.language) })}</p>
      )}
    </header>
  );
}
