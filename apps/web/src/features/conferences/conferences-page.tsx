import { useState } from 'react';
import { Button, Checkbox, Skeleton, TextInput } from '@mantine/core';
import { IconPlus, IconRepeat, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LoadFailure } from '../../live/load-failure.tsx';
import { everyConference } from '../../live/planning-api.ts';
import type { ListedConference } from '../../live/planning-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import listCard from '../../ui/list-card.module.css';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { conferencesFound } from './conference-list.ts';
import { ConferenceRow } from './conference-row.tsx';
import styles from './conferences-page.module.css';

/** What the reader runs or may see: now, soon and before. */
export function ConferencesPage() {
  const { t } = useTranslation();
  const { may } = useStaff();
  const { value, problem, again } = useLoaded('conferences', everyConference);
  useDocumentTitle(t('planning.list.title'));
  return (
    <>
      <PageHead title={t('planning.list.title')} text={t('planning.list.text')}>
        {may('conference.read') && (
          <Button component={Link} to="/series" variant="default" leftSection={<IconRepeat size="1.125rem" />}>
            {t('planning.list.series')}
          </Button>
        )}
        {may('conference.create') && (
          <Button component={Link} to="/conferences/new" leftSection={<IconPlus size="1.125rem" />} data-testid="conference-new">
            {t('planning.list.create')}
          </Button>
        )}
      </PageHead>
      {problem && <LoadFailure problem={problem} again={again} />}
      {!value && !problem && <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />}
      {value && <Found conferences={value.conferences} mayCreate={may('conference.create')} />}
    </>
  );
}

function Found({ conferences, mayCreate }: { readonly conferences: readonly ListedConference[]; readonly mayCreate: boolean }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [rehearsals, setRehearsals] = useState(false);
  const found = conferencesFound(conferences, { search, rehearsals });
  const count = found.live.length + found.ahead.length + found.past.length;
  if (conferences.length === 0)
    return (
      <section className={listCard.card}>
        <QuietNotice title={t('planning.list.empty')} text={t(mayCreate ? 'planning.list.emptyText' : 'planning.list.emptyReader')} />
      </section>
    );
  return (
    <section className={listCard.card}>
      <div className={listCard.tools}>
        <TextInput
          type="search"
          leftSection={<IconSearch size="1.125rem" />}
          aria-label={t('planning.list.search')}
          placeholder={t('planning.list.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className={listCard.search ?? ''}
          data-testid="conference-search"
        />
        <Checkbox
          label={t('planning.list.rehearsals')}
          checked={rehearsals}
          onChange={(event) => setRehearsals(event.currentTarget.checked)}
        />
        <p className={listCard.count} role="status">
          {t('planning.list.total', { count })}
        </p>
      </div>
      {count === 0 && <QuietNotice title={t('planning.list.nothingFound')} />}
      {(['live', 'ahead', 'past'] as const).map((group) => (
        <Group key={group} title={t(`planning.list.${group}`)} conferences={found[group]} />
      ))}
    </section>
  );
}

function Group({ title, conferences }: { readonly title: string; readonly conferences: readonly ListedConference[] }) {
  if (conferences.length === 0) return null;
  return (
    <div className={styles.group}>
      <h2 className={styles.groupTitle}>{title}</h2>
      <ul className={styles.list}>
        {conferences.map((conference) => (
          <ConferenceRow key={conference.conferenceId} conference={conference} />
        ))}
      </ul>
    </div>
  );
}
