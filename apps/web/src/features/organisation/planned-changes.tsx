import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { unitPlans } from '../../live/organisation-api.ts';
import type { UnitPlan } from '../../live/organisation-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { dayText } from '../../ui/day-text.ts';
import styles from './planned-changes.module.css';

interface PlannedChangesProps {
  /** Read again when the tree has changed. */
  readonly version: string;
  readonly onDay: (day: string) => void;
  readonly onChoose: (unitId: string) => void;
}

/** As many names as are read at a glance. */
const NAMES_SHOWN = 5;

/** What is decided already and not yet so, the next day first. */
export function PlannedChanges({ version, onDay, onChoose }: PlannedChangesProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const { value, problem } = useLoaded(version, unitPlans);
  return (
    <section className={styles.plans} aria-labelledby="plans-title" data-testid="plans">
      <h2 id="plans-title" className={styles.title}>
        {t('organisation.plans.title')}
      </h2>
      {problem && <p role="alert">{troubleText(problem)}</p>}
      {!value && !problem && <Skeleton height={60} />}
      {value?.plans.length === 0 && <p className={styles.quiet}>{t('organisation.plans.none')}</p>}
      <ol className={styles.list}>
        {value?.plans.map((plan) => (
          <Plan key={`${plan.from} ${plan.document}`} plan={plan} onDay={onDay} onChoose={onChoose} />
        ))}
      </ol>
    </section>
  );
}

function Plan({ plan, onDay, onChoose }: { readonly plan: UnitPlan } & Omit<PlannedChangesProps, 'version'>) {
  const { t, i18n } = useTranslation();
  const { from, document, units, total } = plan;
  return (
    <li className={styles.plan}>
      <div className={styles.head}>
        <span className={styles.day}>{dayText(from, i18n.language)}</span>
        <Button variant="default" size="xs" onClick={() => onDay(from)}>
          {t('organisation.plans.see')}
        </Button>
      </div>
      <p className={styles.quiet}>
        {document === '' ? t('organisation.timeline.noDocument') : t('organisation.timeline.document', { document })}
      </p>
      <ul className={styles.units}>
        {units.slice(0, NAMES_SHOWN).map(({ unitId, name }) => (
          <li key={unitId}>
            <button type="button" className={styles.unit} onClick={() => onChoose(unitId)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      {total > NAMES_SHOWN && <p className={styles.quiet}>{t('organisation.plans.more', { count: total - NAMES_SHOWN })}</p>}
    </li>
  );
}
