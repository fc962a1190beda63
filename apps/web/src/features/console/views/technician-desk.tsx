import type { Program } from '../../../live/use-program.ts';
import { HelpPanel } from '../help/help-panel.tsx';
import { RungSummary } from '../quality/rung-summary.tsx';
import { SitesPanel } from '../sites/sites-panel.tsx';
import styles from './technician-desk.module.css';

interface TechnicianDeskProps {
  readonly program: Program;
  readonly onRequest: (siteId: string) => void;
}

/** All rooms and their lines, and who needs help. */
export function TechnicianDesk({ program, onRequest }: TechnicianDeskProps) {
  return (
    <main className={styles.main} data-testid="technician-desk">
      <SitesPanel program={program} onRequest={onRequest} first="wall" />
      <aside className={styles.side}>
        <RungSummary />
        <HelpPanel />
      </aside>
    </main>
  );
}
