import { useState } from 'react';
import { useConference } from '../../../live/use-live.ts';
import type { Program } from '../../../live/use-program.ts';
import { AgendaPanel } from '../agenda/agenda-panel.tsx';
import { BallotsPanel } from '../ballots/ballots-panel.tsx';
import { DocumentsPanel } from '../documents/documents-panel.tsx';
import { useUploads } from '../documents/use-uploads.ts';
import { HelpPanel } from '../help/help-panel.tsx';
import { KeyRow } from '../keys/key-row.tsx';
import { MessagesPanel } from '../messages/messages-panel.tsx';
import { PeoplePanel } from '../people/people-panel.tsx';
import { QueuePanel } from '../queue/queue-panel.tsx';
import { SideArea } from '../side/side-area.tsx';
import type { SideTab } from '../side/side-area.tsx';
import { SitesPanel } from '../sites/sites-panel.tsx';
import { SpeakerStrip } from '../stage/speaker-strip.tsx';
import { Stage } from '../stage/stage.tsx';
import { BriefingStrip } from '../top-bar/briefing-strip.tsx';
import styles from './secretary-desk.module.css';

interface SecretaryDeskProps {
  readonly program: Program;
  readonly shortcuts: boolean;
  readonly onAdd: (siteId: string | null) => void;
}

/** Everything: the stage, the queue, and one part of the briefing at a time. */
export function SecretaryDesk({ program, shortcuts, onAdd }: SecretaryDeskProps) {
  const [tab, setTab] = useState<SideTab>('sites');
  const uploads = useUploads(useConference().conferenceId);
  return (
    <>
      <BriefingStrip onOpen={setTab} />
      <main className={styles.main} data-testid="secretary-desk">
        <div className={styles.stage}>
          <Stage streams={program.streams} />
          <SpeakerStrip />
          <KeyRow shortcuts={shortcuts} />
        </div>
        <QueuePanel onAdd={() => onAdd(null)} />
        <SideArea tab={tab} onTab={setTab}>
          {tab === 'sites' && <SitesPanel program={program} onRequest={onAdd} first="list" />}
          {tab === 'agenda' && <AgendaPanel />}
          {tab === 'documents' && <DocumentsPanel uploads={uploads} />}
          {tab === 'people' && <PeoplePanel />}
          {tab === 'ballots' && <BallotsPanel />}
          {tab === 'help' && <HelpPanel />}
          {tab === 'messages' && <MessagesPanel />}
        </SideArea>
      </main>
    </>
  );
}
