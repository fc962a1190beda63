import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { LiveGate, LiveWaiting } from '../../live/live-gate.tsx';
import { LiveProvider } from '../../live/live-provider.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { ForgottenRoom } from './documents/forgotten-room.tsx';
import { OfflineRoom } from './documents/offline-room.tsx';
import { LiveRoomDocuments } from './documents/room-documents-provider.tsx';
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
      <ForgottenRoom conferenceId={conferenceId} siteId={siteId} />
      <LiveGate
        ended={ended}
        cut={
          <OfflineRoom conferenceId={conferenceId} siteId={siteId}>
            <LiveWaiting />
          </OfflineRoom>
        }
      >
        <LiveRoomDocuments siteId={siteId}>
          <SiteStart siteId={siteId} />
        </LiveRoomDocuments>
      </LiveGate>
    </LiveProvider>
  );
}
