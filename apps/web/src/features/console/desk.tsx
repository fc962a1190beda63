import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConnectionNotice } from '../../live/connection-notice.tsx';
import { useConference } from '../../live/use-live.ts';
import { useProgram } from '../../live/use-program.ts';
import type { FeedName } from '../../live/whep-viewer.ts';
import { ProgramSound } from '../../ui/program-sound.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { ChairDesk } from './chair/chair-desk.tsx';
import styles from './desk.module.css';
import { PhaseNotice } from './life/phase-notice.tsx';
import { AddRequestDialog } from './queue/add-request-dialog.tsx';
import type { Adding } from './queue/add-request-dialog.tsx';
import { TopBar } from './top-bar/top-bar.tsx';
import { useRemembered } from './use-remembered.ts';
import { SecretaryDesk } from './views/secretary-desk.tsx';
import { TechnicianDesk } from './views/technician-desk.tsx';
import { useDeskView } from './views/use-desk-view.ts';
import { WALL_SLOTS } from './wall/wall-slots.ts';

const FEEDS: readonly FeedName[] = ['hall', 'floor', 'slides', 'preview'];

/** The conference from the desk of whoever sits there. */
export function Desk() {
  const { t } = useTranslation();
  const { conferenceId } = useConference();
  const chosen = useDeskView();
  const { view } = chosen;
  useDocumentTitle(t(`views.view.title.${view}`));
  const program = useProgram(conferenceId, FEEDS, view === 'chair' ? 0 : WALL_SLOTS);
  // The chair usually sits in the hall, where loudspeakers play already.
  const [listening, setListening] = useState(false);
  const [shortcuts, setShortcuts] = useRemembered('shortcuts', true);
  const [adding, setAdding] = useState<Adding | null>(null);
  const add = (siteId: string | null) => setAdding({ siteId });
  return (
    <div className={styles.desk} data-view={view} data-testid="console">
      <TopBar view={chosen} listening={listening} onListen={setListening} shortcuts={shortcuts} onShortcuts={setShortcuts} />
      <ConnectionNotice />
      <PhaseNotice />
      {view === 'chair' && <ChairDesk program={program} shortcuts={shortcuts} onAdd={() => add(null)} />}
      {view === 'secretary' && <SecretaryDesk program={program} shortcuts={shortcuts} onAdd={add} />}
      {view === 'technician' && <TechnicianDesk program={program} onRequest={add} />}
      <AddRequestDialog adding={adding} onClose={() => setAdding(null)} />
      <ProgramSound streams={program.streams} muted={!listening} />
    </div>
  );
}
