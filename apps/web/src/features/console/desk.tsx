import { useState } from 'react';
import { ConnectionNotice } from '../../live/connection-notice.tsx';
import { useConference } from '../../live/use-live.ts';
import { useProgram } from '../../live/use-program.ts';
import type { FeedName } from '../../live/whep-viewer.ts';
import { ProgramSound } from '../../ui/program-sound.tsx';
import { AddRequestDialog } from './add-request-dialog.tsx';
import { AgendaPanel } from './agenda/agenda-panel.tsx';
import { BriefingStrip } from './briefing-strip.tsx';
import styles from './desk.module.css';
import { HelpPanel } from './help/help-panel.tsx';
import { KeyRow } from './key-row.tsx';
import { MessagesPanel } from './messages/messages-panel.tsx';
import { PeoplePanel } from './people/people-panel.tsx';
import { PhaseNotice } from './phase-notice.tsx';
import { QueuePanel } from './queue-panel.tsx';
import { SideArea } from './side-area.tsx';
import type { SideTab } from './side-area.tsx';
import { SitesPanel } from './sites-panel.tsx';
import { SpeakerStrip } from './speaker-strip.tsx';
import { Stage } from './stage.tsx';
import { TopBar } from './top-bar.tsx';
import { useRemembered } from './use-remembered.ts';
import { WALL_SLOTS } from './wall-slots.ts';

const FEEDS: readonly FeedName[] = ['hall', 'floor', 'slides', 'preview'];

/** What the add dialog was opened for; `siteId` null: any site. */
export interface Adding {
  readonly siteId: string | null;
}

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
