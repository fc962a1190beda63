import { useState } from 'react';
import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LoadFailure } from '../../live/load-failure.tsx';
import { everySeries } from '../../live/planning-api.ts';
import type { ListedSeries } from '../../live/planning-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { CreateSeriesDialog } from './create-series-dialog.tsx';
import styles from './series.module.css';

/** The conferences that follow one another, of the units the reader may see. */
export function SeriesListPage() {
  const { t } = useTranslation();
  const { may } = useStaff();
  const [creating, setCreating] = useState(false);
  const { value, problem, again } = useLoaded('series', everySeries);
  useDocumentTitle(t('planning.series.title'));
  return (
    <>
      <PageHead title={t('planning.series.title')} text={t('planning.series.text')}>
        {may('conference.create') && may('unit.read') && (
          <Button leftSection={<IconPlus size="1.125rem" />} onClick={() => setCreating(true)} data-testid="series-new">
            {t('planning.series.create')}
          </Button>
        )}
      </PageHead>
      {problem && <LoadFailure problem={problem} again={again} />}
      {!value && !problem && <Skeleton height={240} radius="lg" aria-label={t('staff.loading')} />}
      {value && <SeriesList series={value.series} />}
      {creating && <CreateSeriesDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function SeriesList({ series }: { readonly series: readonly ListedSeries[] }) {
  const { t } = useTranslation();
  const { may } = useStaff();
  if (series.length === 0) {
    return (
      <section className={styles.flush}>
        <QuietNotice
          title={t('planning.series.empty')}
          text={t(may('conference.create') ? 'planning.series.emptyText' : 'planning.series.emptyReader')}
        />
      </section>
    );
  }
  return (
    <ul className={`${styles.flush} ${styles.list}`}>
      {series.map(({ series: one, unitName }) => (
        <li key={one.seriesId} data-testid="series-line">
          <Link to={`/series/${one.seriesId}`} className={styles.row}>
            <span className={styles.name}>{one.title}</span>
            <span className={styles.about}>
              {[
                unitName,
                t(`planning.rhythm.${one.rhythm}`),
                t('planning.series.held', { count: one.conferences.length }),
                one.ended ? t('planning.series.ended') : '',
              ]
                .filter((word) => word !== '')
                .join(' · ')}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
