import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { JoinForm } from '../../live/join-form.tsx';
import { useJoin } from '../../live/use-join.ts';
import { EntryCard, EntryLayout } from '../../ui/entry-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { useFirstVisit } from './use-first-visit.ts';
import { MyConferences } from './my-conferences.tsx';
import { useMyConferences } from './use-my-conferences.ts';

/** Where everybody begins: a room with its code, an officer with the list of conferences. */
export function HomePage() {
  const { t } = useTranslation();
  const join = useJoin();
  const mine = useMyConferences();
  useFirstVisit();
  useDocumentTitle(t('entry.home.tagline'));
  if (mine.account?.owesSecondFactor) return <Navigate to="/second-factor" replace />;
  const corner = mine.account && (
    <>
      <Button component={Link} to="/account" variant="subtle" color="gray" size="compact-sm" maw="100%">
        {t('entry.home.signedInAs', { name: mine.account.name })}
      </Button>
      <Button component={Link} to="/organisation" variant="default" size="compact-sm">
        {t('entry.home.organisation')}
      </Button>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => void mine.leave()}>
        {t('action.signOut')}
      </Button>
    </>
  );
  return (
    <EntryLayout corner={corner} foot={mine.account ? null : <Link to="/sign-in">{t('entry.home.signInHint')}</Link>}>
      {mine.account && <MyConferences conferences={mine.conferences} />}
      <EntryCard title={t('entry.home.title')} text={t('entry.home.text')}>
        <JoinForm join={join} />
      </EntryCard>
    </EntryLayout>
  );
}
