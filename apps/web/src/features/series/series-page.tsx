import { useState } from 'react';
import { Button, Modal, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { LoadFailure } from '../../live/load-failure.tsx';
import { NextText } from '../../live/next-text.tsx';
import { changeSeries, everyConference, nextOfSeries, oneSeries } from '../../live/planning-api.ts';
import type { ListedConference, ListedSeries } from '../../live/planning-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { dayText } from '../../ui/day-text.ts';
import { PhaseChip } from '../../ui/phase-chip.tsx';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { AboutSeries } from './about-series.tsx';
import styles from './series.module.css';
import { TemplateForm } from './template-form.tsx';

/** A series: when the next one is due, what each begins with, and those there were. */
export function SeriesPage() {
  const { t } = useTranslation();
  const { seriesId = '' } = useParams();
  const { value, problem, again } = useLoaded(seriesId, () => oneSeries(seriesId));
  useDocumentTitle(value?.series.title ?? t('planning.series.title'));
  if (problem && !value) {
    return <LoadFailure problem={problem} again={again} />;
  }
  if (!value) return <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />;
  const { series, unitName, organises } = value;
  const about = [unitName, t(`planning.rhythm.${series.rhythm}`), series.ended ? t('planning.series.ended') : ''];
  return (
    <>
      <PageHead title={series.title} text={about.filter((word) => word !== '').join(' · ')}>
        {organises && !series.ended && <EndButton listed={value} onDone={again} />}
      </PageHead>
      <div className={styles.page}>
        {!series.ended && <NextPanel listed={value} />}
        <HeldPanel listed={value} />
        {organises && !series.ended && (
          <>
            <AboutSeries series={series} onDone={again} />
            <TemplateForm key={JSON.stringify(series.template)} series={series} onDone={again} />
          </>
        )}
      </div>
    </>
  );
}

function NextPanel({ listed: { series, organises } }: { readonly listed: ListedSeries }) {
  const { t } = useTranslation();
  const { value } = useLoaded(`${series.seriesId} ${JSON.stringify(series)}`, () => nextOfSeries(series.seriesId));
  return (
    <section className={styles.panel} aria-labelledby="next-title">
      <h2 id="next-title" className={styles.title}>
        {t('planning.next.title')}
      </h2>
      {value ? <NextText next={value} rhythm={series.rhythm} /> : <Skeleton height={120} radius="md" aria-label={t('staff.loading')} />}
      {organises && (
        <div className={styles.actions}>
          <Button
            component={Link}
            to={`/conferences/new?series=${series.seriesId}`}
            leftSection={<IconPlus size="1.125rem" />}
            data-testid="create-next"
          >
            {t('planning.next.create')}
          </Button>
        </div>
      )}
    </section>
  );
}

function HeldPanel({ listed: { series } }: { readonly listed: ListedSeries }) {
  const { t, i18n } = useTranslation();
  const { value } = useLoaded('conferences', everyConference);
  const byId = new Map<string, ListedConference>(value?.conferences.map((one) => [one.conferenceId, one]));
  const held = series.conferences.toReversed();
  return (
    <section className={styles.flush} aria-labelledby="held-title">
      <h2 id="held-title" className={styles.title} style={{ padding: '1.25rem 1.25rem 0.5rem' }}>
        {t('planning.series.conferences')}
      </h2>
      {held.length === 0 && <QuietNotice title={t('planning.series.noConference')} />}
      <ul className={styles.list}>
        {held.map(({ conferenceId, startsOn }) => {
          const one = byId.get(conferenceId);
          return (
            <li key={conferenceId} data-testid="held-line">
              <Link to={`/conferences/${conferenceId}`} className={styles.row}>
                <span className={styles.name}>{one?.title ?? dayText(startsOn, i18n.language)}</span>
                <span className={styles.about}>{dayText(startsOn, i18n.language)}</span>
                {one && <PhaseChip phase={one.phase} rehearsal={false} cancelled={one.cancelled} />}
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function EndButton({ listed: { series }, onDone }: { readonly listed: ListedSeries; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState('');
  const end = async () => {
    const answer = await changeSeries(series.seriesId, { type: 'EndSeries' });
    if (!answer.ok) return setTrouble(troubleText(answer.problem));
    setAsking(false);
    onDone();
  };
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('planning.series.end')}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('planning.series.end')} centered>
        <p className={styles.text}>{t('planning.series.endText')}</p>
        {trouble !== '' && (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
        <div className={styles.actions} style={{ justifyContent: 'flex-end', marginTop: '1.25rem' }}>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('action.cancel')}
          </Button>
          <Button onClick={() => void end()}>{t('planning.series.end')}</Button>
        </div>
      </Modal>
    </>
  );
}
