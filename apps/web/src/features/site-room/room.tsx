import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteId } from '@diemcau/core';
import { ConnectionNotice } from '../../live/connection-notice.tsx';
import { sendsMain, tallyOf } from '../../live/floor.ts';
import { showsProgram } from '../../live/program-state.ts';
import { useConference } from '../../live/use-live.ts';
import { useProgram } from '../../live/use-program.ts';
import type { FeedName } from '../../live/whep-viewer.ts';
import { ProgramSound } from '../../ui/program-sound.tsx';
import { ReadingPane } from './documents/reading-pane.tsx';
import { useRoomDocuments } from './documents/room-documents.ts';
import { useAutoFetch } from './documents/use-auto-fetch.ts';
import { DeliveryBanner } from './delivery-banner.tsx';
import { LinkBanner } from './link-banner.tsx';
import type { RoomPreflight } from './preflight/use-preflight.ts';
import { RoomHeader } from './room-header.tsx';
import { RoomPanel } from './room-panel.tsx';
import { RoomStage } from './room-stage.tsx';
import styles from './room.module.css';
import type { SetupState } from './setup-state.ts';
import { TallyFrame } from './tally-frame.tsx';
import { useConfirmReady } from './use-confirm-ready.ts';
import { useOwnLink } from './use-own-link.ts';
import { usePublishing } from './use-publishing.ts';

const FEEDS: readonly FeedName[] = ['hall', 'floor', 'slides'];

interface RoomProps {
  readonly siteId: SiteId;
  readonly setup: SetupState;
  readonly preflight: RoomPreflight;
}

/** The room during the conference: the program, the tally, the request for the floor. */
export function Room({ siteId, setup, preflight }: RoomProps) {
  const { t } = useTranslation();
  const view = useConference();
  const [muted, setMuted] = useState(false);
  const program = useProgram(view.conferenceId, FEEDS);
  const publishing = usePublishing(view, siteId, setup.devices);
  const link = useOwnLink({ program, publishing, devices: setup.devices, sendingMain: sendsMain(view, siteId) });
  const { reading } = useRoomDocuments();
  useAutoFetch(view, { grade: link.down.grade, measuring: preflight.step !== null });
  useConfirmReady(view, siteId, setup.devices);
  const tally = tallyOf(view, siteId);
  return (
    <div className={styles.room} data-testid="site-room">
      <ConnectionNotice />
      <TallyFrame tally={tally} hall={view.hallSiteId === siteId} paused={view.phase === 'paused'} />
      <RoomHeader siteId={siteId} muted={muted} onMute={setMuted} />
      <main className={styles.main} data-reading={reading !== null}>
        <div className={styles.program} aria-label={t('console.program')} role="region">
          <LinkBanner link={link} siteId={siteId} />
          <DeliveryBanner />
          <RoomStage view={view} siteId={siteId} streams={program.streams} beside={reading !== null} />
        </div>
        <ReadingPane />
        <RoomPanel siteId={siteId} setup={setup} preflight={preflight} link={link} meter={publishing.meter} />
      </main>
      <ProgramSound streams={program.streams} muted={muted || !showsProgram(view)} />
    </div>
  );
}
