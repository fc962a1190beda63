import { Loader } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { LiveGate } from '../../live/live-gate.tsx';
import { LiveProvider } from '../../live/live-provider.tsx';
import { PageMessage } from '../../ui/page-message.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { HallScreen } from './hall-screen.tsx';
import { useScreenSession } from './use-screen-session.ts';

/** A screen in the hall: opened by its link, then left alone. */
export function ScreenPage() {
  const { t } = useTranslation();
  const { conferenceId = '' } = useParams();
  const session = useScreenSession();
  useDocumentTitle(t('entry.screen.title'));
  if (session === 'opening') return <PageMessage icon={<Loader color="gray" type="dots" />} title={t('page.loadingTitle')} />;
  const badLink = (
    <PageMessage icon={<IconLinkOff size="3rem" stroke={1.5} />} title={t('entry.screen.title')} text={t('entry.screen.badLink')} />
  );
  return (
    <LiveProvider conferenceId={conferenceId} audience="screen">
      <LiveGate ownMark strangerPage={session === 'stale' ? badLink : undefined}>
        <HallScreen />
      </LiveGate>
    </LiveProvider>
  );
}
