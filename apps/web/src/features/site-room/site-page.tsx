import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { LiveGate } from '../../live/live-gate.tsx';
import { LiveProvider } from '../../live/live-provider.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { SiteStart } from './site-start.tsx';

/** The page of a room. The hall's room is the same page; what differs follows from the view. */
export function SitePage() {
  const { t } = useTranslation();
  const { conferenceId = '', siteId = '' } = useParams();
  useDocumentTitle(t('siteRoom.title'));
  const ended = (
    <Button component={Link} to="/join">
      {t('entry.home.title')}
    </Button>
  );
  return (
    <LiveProvider conferenceId={conferenceId} audience="site" siteId={siteId}>
      <LiveGate ended={ended}>
        <SiteStart siteId={siteId} />
      </LiveGate>
    </LiveProvider>
  );
}
