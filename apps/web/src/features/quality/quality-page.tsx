import { useState } from 'react';
import { Button, Skeleton, TextInput } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconSearch } from '@tabler/icons-react';
import { foldVietnamese, QUALITY_GRADES } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { LoadFailure } from '../../live/load-failure.tsx';
import { qualityExportUrl, qualityReport } from '../../live/quality-api.ts';
import type { QualityReport } from '../../live/quality-api.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { clockText } from '../../ui/time-text.ts';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import styles from './quality-page.module.css';
import { QualityTable } from './quality-table.tsx';

/** How the lines of a conference were, room by room, worst first. */
export function QualityPage() {
  const { t } = useTranslation();
  const { conferenceId = '' } = useParams();
  const { value, problem, again } = useLoaded(conferenceId, () => qualityReport(conferenceId));
  useDocumentTitle(t('quality.title'));
  return (
    <>
      <div className={styles.back}>
        <Button
          component={Link}
          to={`/console/${conferenceId}`}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconArrowLeft size="1rem" />}
        >
          {t('quality.back')}
        </Button>
      </div>
      {problem && <LoadFailure problem={problem} again={again} />}
      {!value && !problem && <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />}
      {value && <Report conferenceId={conferenceId} report={value} />}
    </>
  );
}

function Report({ conferenceId, report }: { readonly conferenceId: string; readonly report: QualityReport }) {
  const { t, i18n } = useTranslation();
  const { title, openedAtMs, final, madeAtMs, rooms } = report;
  const soFar = openedAtMs === null ? '' : t('quality.soFar', { time: clockText(madeAtMs, i18n.language, false) });
  return (
    <>
      <PageHead title={t('quality.title')} text={`${title}. ${final ? t('quality.final') : soFar}`.trim()}>
        {(['xlsx', 'csv'] as const).map((format) => (
          <Button
            key={format}
            component="a"
            href={qualityExportUrl(conferenceId, format, i18n.language)}
            download
            variant="default"
            leftSection={<IconDownload size="1.125rem" />}
          >
            {t(format === 'xlsx' ? 'quality.excel' : 'quality.csv')}
          </Button>
        ))}
      </PageHead>
      {openedAtMs === null ? <QuietNotice title={t('quality.notBegun')} /> : <Rooms rooms={rooms} />}
    </>
  );
}

function Rooms({ rooms }: Pick<QualityReport, 'rooms'>) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const words = foldVietnamese(search).split(' ').filter(Boolean);
  const shown = rooms.filter(({ name, unitName }) => words.every((word) => foldVietnamese(`${name} ${unitName}`).includes(word)));
  return (
    <>
      <dl className={styles.counts} aria-label={t('quality.overall')} data-testid="quality-overall">
        {QUALITY_GRADES.map((grade) => (
          <div key={grade} className={styles.count} data-grade={grade}>
            <dt>{t(`quality.grade.${grade}`)}</dt>
            <dd>{rooms.filter((room) => room.grade === grade).length}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.tools}>
        <TextInput
          type="search"
          leftSection={<IconSearch size="1.125rem" />}
          aria-label={t('quality.search')}
          placeholder={t('quality.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className={styles.search ?? ''}
        />
        <p role="status">{t('quality.rooms', { count: shown.length })}</p>
      </div>
      {shown.length > 0 ? <QualityTable rooms={shown} /> : <QuietNotice title={t('quality.nothingFound')} />}
    </>
  );
}
