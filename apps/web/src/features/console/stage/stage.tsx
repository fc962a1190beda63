import { useTranslation } from 'react-i18next';
import { overOf } from '@diemcau/core';
import { standbySite } from '../../../live/floor.ts';
import { autoLayout, fedFeeds } from '../../../live/program-state.ts';
import { selectLinks, useConference, useLive } from '../../../live/use-live.ts';
import { useSoundOnly } from '../../../live/use-sound-only.ts';
import type { FeedStreams } from '../../../live/whep-viewer.ts';
import { Picture } from '../../../ui/picture.tsx';
import { ProgramFrame } from '../../../ui/program-frame.tsx';
import { Monitor } from './monitor.tsx';
import { PreviewCheck } from './preview-check.tsx';
import styles from './stage.module.css';

/** Program large, preview and hall beside it. */
export function Stage({ streams }: { readonly streams: FeedStreams }) {
  const { t } = useTranslation();
  return (
    <section className={styles.box} aria-label={t('console.stage')}>
      <div className={styles.stage}>
        <ProgramMonitor streams={streams} />
        <PreviewMonitor streams={streams} />
        <HallMonitor streams={streams} />
      </div>
    </section>
  );
}

function ProgramMonitor({ streams }: { readonly streams: FeedStreams }) {
  const { t } = useTranslation();
  const view = useConference();
  const idle = useIdleWords();
  const soundOnly = useSoundOnly();
  const isAway = useLive(selectLinks)?.speaker === 'lost';
  const waiting = t(isAway ? 'program.speakerAway' : soundOnly.speaker ? 'program.soundOnly' : 'program.waitingPicture');
  const speaking = view.speech?.link === 'up' ? waiting : t('program.linkGrace');
  const floor = view.speech ? speaking : idle;
  return (
    <Monitor
      area="program"
      label={t('console.program')}
      tally={view.speech ? 'on-air' : 'idle'}
      word={view.speech && t(view.speech.link === 'up' ? 'tally.onAir' : 'siteRoom.tally.lost')}
    >
      <ProgramFrame
        streams={streams}
        feeds={['floor', 'slides']}
        layout={autoLayout(view)}
        fed={fedFeeds(view, soundOnly)}
        main="floor"
        empty={{ floor, hall: '', slides: t('program.waitingPicture') }}
      />
    </Monitor>
  );
}

function PreviewMonitor({ streams }: { readonly streams: FeedStreams }) {
  const { t } = useTranslation();
  const view = useConference();
  const site = standbySite(view);
  return (
    <Monitor
      area="preview"
      label={t('console.preview')}
      tally={site ? 'standby' : 'idle'}
      word={site ? t('tally.standby') : null}
      foot={site && <PreviewCheck />}
    >
      <Picture
        stream={streams['preview']}
        label={t('program.preview')}
        testId="preview-video"
        fed={site !== null}
        empty={t(site ? 'program.waitingPicture' : 'console.nobodyStandby')}
      />
    </Monitor>
  );
}

function HallMonitor({ streams }: { readonly streams: FeedStreams }) {
  const { t } = useTranslation();
  const view = useConference();
  const idle = useIdleWords();
  const soundOnly = useSoundOnly();
  const isOpen = fedFeeds(view).hall;
  return (
    <Monitor area="hall" label={t('hall')} tally="idle" word={null}>
      <Picture
        stream={streams['hall']}
        label={t('program.hall')}
        testId="program-hall-video"
        fed={isOpen && !soundOnly.hall}
        empty={isOpen ? t(soundOnly.hall ? 'program.soundOnly' : 'program.waitingPicture') : idle}
      />
    </Monitor>
  );
}

/** Why there is no program at all, or nobody in it. */
function useIdleWords(): string {
  const { t } = useTranslation();
  const view = useConference();
  const { phase } = view;
  const over = overOf(view);
  if (over !== null) return t(`console.life.${over}`);
  return t(phase === 'live' || phase === 'paused' ? 'console.nobodySpeaking' : 'console.notOpenYet');
}
