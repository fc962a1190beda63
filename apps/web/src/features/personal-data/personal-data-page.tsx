import { useState } from 'react';
import { Skeleton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { searchPeople } from '../../live/keeping-api.ts';
import type { FoundPerson } from '../../live/keeping-api.ts';
import { LoadFailure } from '../../live/load-failure.tsx';
import { useLoaded } from '../../live/use-loaded.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { dayTimeText } from '../../ui/time-text.ts';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import card from '../../ui/card.module.css';
import { RequestLists } from './request-lists.tsx';
import { useSettled } from './use-settled.ts';
import styles from './personal-data.module.css';

/** Every name has a letter that many others have: two say something. */
const SEARCH_MIN_CHARS = 2;
/** Somebody who types pauses about that long. */
const SETTLED_AFTER_MS = 300;

/** A person looked for, and whoever waits for an answer. */
export function PersonalDataPage() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim(), SETTLED_AFTER_MS);
  useDocumentTitle(t('personalData.title'));
  return (
    <>
      <PageHead title={t('personalData.title')} text={t('personalData.text')} />
      <section className={styles.search}>
        <TextInput
          type="search"
          leftSection={<IconSearch size="1.125rem" />}
          aria-label={t('personalData.search')}
          placeholder={t('personalData.search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-testid="person-search"
        />
        {typed !== '' && typed.trim().length < SEARCH_MIN_CHARS && <p className={card.quiet}>{t('personalData.searchShort')}</p>}
        {search.length >= SEARCH_MIN_CHARS && <Found key={search} search={search} />}
      </section>
      <RequestLists />
    </>
  );
}

function Found({ search }: { readonly search: string }) {
  const { t } = useTranslation();
  const { value, problem, again } = useLoaded(search, () => searchPeople(search));
  if (problem) {
    return <LoadFailure problem={problem} again={again} />;
  }
  if (!value) return <Skeleton height={120} radius="lg" mt="md" aria-label={t('staff.loading')} />;
  if (value.total === 0) return <QuietNotice title={t('personalData.nobody')} />;
  return (
    <>
      <p className={card.quiet} role="status">
        {t('personalData.found', { count: value.total })}
        {value.total > value.people.length && ` ${t('personalData.tooMany', { shown: value.people.length })}`}
      </p>
      {value.people.some(({ invitation }) => invitation !== null) && <p className={card.quiet}>{t('personalData.sameName')}</p>}
      <ul className={styles.people}>
        {value.people.map((person) => (
          <li key={person.subjectId}>
            <Line person={person} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Line({ person: { subjectId, name, unit, hasAccount, hasContact, invitation } }: { readonly person: FoundPerson }) {
  const { t, i18n } = useTranslation();
  const { conferenceTitle: title = '', startsAtMs = null, post = '' } = invitation ?? {};
  const time = startsAtMs === null ? t('personalData.noDate') : dayTimeText(startsAtMs, i18n.language);
  const words = invitation
    ? [post, unit ?? '']
    : [unit ?? t('personalData.whole'), hasAccount && t('personalData.has.account'), hasContact && t('personalData.has.contact')];
  return (
    <Link to={`/personal-data/${encodeURIComponent(subjectId)}`} className={styles.person} data-testid="person-line">
      <span className={card.name}>{name}</span>
      <span className={card.quiet}>{words.filter((word) => word !== false && word !== '').join(' · ')}</span>
      {invitation && <span className={card.quiet}>{t('personalData.has.invitation', { title, time })}</span>}
    </Link>
  );
}
