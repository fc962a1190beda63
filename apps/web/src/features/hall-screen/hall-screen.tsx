import { ConnectionNotice } from '../../live/connection-notice.tsx';
import { autoLayout, showsProgram } from '../../live/program-state.ts';
import { ProgramView } from '../../live/program-view.tsx';
import { useAgendaNow } from '../../live/use-agenda-now.ts';
import { useConference } from '../../live/use-live.ts';
import { useProgram } from '../../live/use-program.ts';
import type { FeedName } from '../../live/whep-viewer.ts';
import { ProgramSound } from '../../ui/program-sound.tsx';
import { HallBallot } from './hall-ballot.tsx';
import { hallSlate } from './hall-slate.ts';
import styles from './hall-screen.module.css';
import { HallStrip } from './hall-strip.tsx';
import { RehearsalMark } from './rehearsal-mark.tsx';
import { SlateView } from './slate-view.tsx';

const FEEDS: readonly FeedName[] = ['hall', 'floor', 'slides'];

/** What a whole hall reads from 15 m away: no controls, nothing that scrolls, nothing said by colour alone. */
export function HallScreen() {
  const view = useConference();
  const now = useAgendaNow();
  const { streams } = useProgram(view.conferenceId, FEEDS);
  const slate = hallSlate(view, now);
  return (
    <main className={styles.screen} data-testid="hall-screen">
      <ConnectionNotice />
      {slate === null && <HallStrip now={now} />}
      <div className={styles.stage}>
        <ProgramView view={view} streams={streams} layout={autoLayout(view)} size="hall" />
        {slate && <SlateView slate={slate} now={now} />}
        {slate === null && <HallBallot />}
        {view.rehearsal && <RehearsalMark />}
      </div>
      <ProgramSound streams={streams} muted={!showsProgram(view)} />
    </main>
  );
}
