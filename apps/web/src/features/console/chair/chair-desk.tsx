import type { Program } from '../../../live/use-program.ts';
import { KeyRow } from '../keys/key-row.tsx';
import { QueuePanel } from '../queue/queue-panel.tsx';
import { SpeakerStrip } from '../stage/speaker-strip.tsx';
import { Stage } from '../stage/stage.tsx';
import { AgendaBar } from './agenda-bar.tsx';
import styles from './chair-desk.module.css';

interface ChairDeskProps {
  readonly program: Program;
  readonly shortcuts: boolean;
  readonly onAdd: () => void;
}

/** Five large keys, the queue and the clock of the agenda; everything else is the secretary's. */
export function ChairDesk({ program, shortcuts, onAdd }: ChairDeskProps) {
  return (
    <main className={styles.main} data-testid="chair-desk">
      <AgendaBar />
      <div className={styles.stage}>
        <Stage streams={program.streams} />
        <SpeakerStrip />
      </div>
      <QueuePanel onAdd={onAdd} />
      <div className={styles.keys}>
        <KeyRow shortcuts={shortcuts} />
      </div>
    </main>
  );
}
