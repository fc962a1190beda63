import { useState } from 'react';
import { ConnectionNotice } from '../../live/connection-notice.tsx';
import { useConference } from '../../live/use-live.ts';
import { useProgram } from '../../live/use-program.ts';
import type { FeedName } from '../../live/whep-viewer.ts';
import { ProgramSound } from '../../ui/program-sound.tsx';
import { AddRequestDialog } from './queue/add-request-dialog.tsx';
import type { Adding } from './queue/add-request-dialog.tsx';
import { AgendaPanel } from './agenda/agenda-panel.tsx';
import { BriefingStrip } from './top-bar/briefing-strip.tsx';
import styles from './desk.module.css';
import { HelpPanel } from './help/help-panel.tsx';
import { KeyRow } from './keys/key-row.tsx';
import { MessagesPanel } from './messages/messages-panel.tsx';
import { PeoplePanel } from './people/people-panel.tsx';
import { PhaseNotice } from './life/phase-notice.tsx';
import { QueuePanel } from './queue/queue-panel.tsx';
import { SideArea } from './side/side-area.tsx';
import type { SideTab } from './side/side-area.tsx';
import { SitesPanel } from './sites/sites-panel.tsx';
import { SpeakerStrip } from './stage/speaker-strip.tsx';
import { Stage } from './stage/stage.tsx';
import { TopBar } from './top-bar/top-bar.tsx';
import { useRemembered } from './use-remembered.ts';
import { WALL_SLOTS } from './wall/wall-slots.ts';

const FEEDS: readonly FeedName[] = ['hall', 'floor', 'slides', 'preview'];

export function Desk() {
  const { conferenceId } = useConference();
  const program = useProgram(conferenceId, FEEDS, WALL_SLOTS);
  // The chair usually sits in the hall, where loudspeakers play already.
  const [listening, setListening] = useState(false);
  const [shortcuts, setShortcuts] = useRemembered('shortcuts', true);
  const [tab, setTab] = useState<SideTab>('sites');
  const [adding, setAdding] = useState<Adding | null>(null);
  return (
    <div className={styles.desk} data-testid="console">
      <TopBar listening={listening} onListen={setListening} shortcuts={shortcuts} onShortcuts={setShortcuts} />
      <ConnectionNotice />
      <PhaseNotice />
      <BriefingStrip onOpen={setTab} />
      <main className={styles.main}>
        <div className={styles.stage}>
          <Stage streams={program.streams} />
          <SpeakerStrip />
          <KeyRow shortcuts={shortcuts} />
        </div>
        <QueuePanel onAdd={() => setAdding({ siteId: null })} />
        <SideArea tab={tab} onTab={setTab}>
          {tab === 'sites' && <SitesPanel program={program} onRequest={(siteId) => setAdding({ siteId })} />}
          {tab === 'agenda' && <AgendaPanel />}
          {tab === 'people' && <PeoplePanel />}
          {tab === 'help' && <HelpPanel />}
          {tab === 'messages' && <MessagesPanel />}
        </SideArea>
      </main>
      <AddRequestDialog adding={adding} onClose={() => setAdding(null)} />
      <ProgramSound streams={program.streams} muted={!listening} />
    </div>
  );
}
