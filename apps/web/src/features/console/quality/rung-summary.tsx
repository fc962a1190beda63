import { useTranslation } from 'react-i18next';
import type { Rung } from '@diemcau/core';
import { RungMark } from '../../../ui/rung-mark.tsx';
import { useSiteRows } from '../sites/use-site-rows.ts';
import styles from './rung-summary.module.css';

const RUNGS: readonly (Rung | null)[] = ['full', 'small', 'audio', 'text', null];

/** How many rooms receive what, at one look. */
export function RungSummary() {
  const { t } = useTranslation();
  const online = useSiteRows().filter((row) => row.online);
  return (
    <section className={styles.box} aria-labelledby="rungs-title" data-testid="rung-summary">
      <h2 id="rungs-title" className={styles.title}>
        {t('views.figures.summary')}
      </h2>
      <dl className={styles.list}>
        {RUNGS.map((rung) => (
          <div key={rung ?? 'none'} className={styles.line}>
            <dt>
              <RungMark rung={rung} />
            </dt>
            <dd>{online.filter((row) => row.rung === rung).length}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
