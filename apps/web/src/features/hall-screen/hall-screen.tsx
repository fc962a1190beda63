import { useTranslation } from 'react-i18next';
import type { ConferenceState } from '@diemcau/core';
import { ConnectionNotice } from '../../live/connection-notice.tsx';
import { standbySite } from '../../live/floor.ts';
import { autoLayout, showsProgram } from '../../live/program-state.ts';
import { ProgramView } from '../../live/program-view.tsx';
import { useConference } from '../../live/use-live.ts';
import { useProgram } from '../../live/use-program.ts';
import { useServerNow } from '../../live/use-server-now.ts';
import type { FeedName } from '../../live/whep-viewer.ts';
import { BrandMark } from '../../ui/brand.tsx';
import { Figures } from '../../ui/figures.tsx';
import { ProgramSound } from '../../ui/program-sound.tsx';
import { Slate } from '../../ui/slate.tsx';
import { clockText, dayTimeText } from '../../ui/time-text.ts';
import styles from './hall-screen.module.css';

const FEEDS: readonly FeedName[] = ['hall', 'floor', 'slides'];

/** What a whole hall reads from 15 m away. */
export function HallScreen() {
  const view = useConference();
  const { streams } = useProgram(view.conferenceId, FEEDS);
  const live = showsProgram(view);
  return (
    <main className={styles.screen} data-testid="hall-screen">
      <ConnectionNotice />
      {live && <TitleStrip view={view} />}
      <div className={styles.stage}>
        <ProgramView view={view} streams={streams} layout={autoLayout(view)} size="hall" />
        {!live && (
          <div className={styles.slate}>
            <PhaseSlate view={view} />
          </div>
        )}
      </div>
      <ProgramSound streams={streams} muted={!live} />
    </main>
  );
}

function TitleStrip({ view }: { readonly view: ConferenceState }) {
  const { t } = useTranslation();
  const next = standbySite(view);
  const waits = view.queue.length > 0 ? t('entry.screen.waiting', { count: view.queue.length }) : null;
  return (
    <header className={styles.strip}>
      <BrandMark size={32} />
      <h1 className={styles.title}>{view.title}</h1>
      <p className={styles.next}>{next ? t('entry.screen.preparing', { name: next.name }) : waits}</p>
      <WallClock />
    </header>
  );
}

/** The clock shows minutes; a second late is not seen. */
const CLOCK_TICK_MS = 1_000;

function WallClock() {
  const { i18n } = useTranslation();
  return (
    <span className={styles.clock}>
      <Figures text={clockText(useServerNow(CLOCK_TICK_MS), i18n.language, false)} />
    </span>
  );
}

function PhaseSlate({ view }: { readonly view: ConferenceState }) {
  const { t, i18n } = useTranslation();
  const { phase, startsAtMs, title } = view;
  if (phase === 'closed') return <Slate size="hall" title={title} state={t('entry.screen.closed')} lines={[t('entry.screen.thanks')]} />;
  if (phase === 'paused') return <Slate size="hall" title={title} state={t('entry.screen.paused')} />;
  const when = startsAtMs === null ? null : t('entry.screen.startsAt', { time: dayTimeText(startsAtMs, i18n.language) });
  const sites = t('entry.screen.sitesLinked', { count: Object.keys(view.sites).length });
  return <Slate size="hall" title={title} state={t('entry.screen.before')} lines={[when, sites]} />;
}
