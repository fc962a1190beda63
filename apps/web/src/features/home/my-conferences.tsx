import { Skeleton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ConferenceSummary } from '../../live/api.ts';
import { EntryCard } from '../../ui/entry-layout.tsx';
import { PhaseChip } from '../../ui/phase-chip.tsx';
import { dayTimeText } from '../../ui/time-text.ts';
import styles from './my-conferences.module.css';

export function MyConferences({ conferences }: { readonly conferences: readonly ConferenceSummary[] | null }) {
  const { t } = useTranslation();
  return (
    <EntryCard title={t('entry.home.myTitle')}>
      {conferences === null && <Skeleton height={84} mt="lg" radius="md" />}
      {conferences?.length === 0 && <p className={styles.empty}>{t('entry.home.myEmpty')}</p>}
      <ul className={styles.list}>
        {conferences?.map((conference) => (
          <ConferenceRow key={conference.conferenceId} conference={conference} />
        ))}
      </ul>
    </EntryCard>
  );
}

function ConferenceRow({ conference }: { readonly conference: ConferenceSummary }) {
  const { t, i18n } = useTranslation();
  const { conferenceId, title, phase, rehearsal, cancelled, startsAtMs } = conference;
  return (
    <li>
      <Link to={`/console/${conferenceId}`} className={styles.row} data-testid="conference-row">
        <span className={styles.words}>
          <span className={styles.title}>{title}</span>
          <span className={styles.when}>{startsAtMs === null ? t('entry.home.unscheduled') : dayTimeText(startsAtMs, i18n.language)}</span>
          <span className={styles.chips}>
            <PhaseChip phase={phase} rehearsal={rehearsal} cancelled={cancelled} />
          </span>
        </span>
        <IconChevronRight aria-label={t('entry.home.openConsole')} className={styles.arrow} />
      </Link>
    </li>
  );
}
