import type { ConferenceState } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { LowerThird } from '../ui/lower-third.tsx';
import plate from '../ui/plate.module.css';
import { ProgramFrame } from '../ui/program-frame.tsx';
import type { ProgramLayout } from '../ui/program-frame.tsx';
import { speakingSite } from './floor.ts';
import { LiveTimer } from './live-timer.tsx';
import { fedFeeds, mainFeed } from './program-state.ts';
import { selectLinks, useLive } from './use-live.ts';
import { useSoundOnly } from './use-sound-only.ts';

interface ProgramViewProps {
  readonly view: ConferenceState;
  readonly streams: Readonly<Record<string, MediaStream>>;
  readonly layout: ProgramLayout;
  readonly size: 'm' | 'hall';
}

/** The program with what stands over it: who speaks, about what, and how long still. */
export function ProgramView({ view, streams, layout, size }: ProgramViewProps) {
  const { t } = useTranslation();
  const { speech } = view;
  const speaker = speakingSite(view);
  const lost = speech !== null && speech.link !== 'up';
  const soundOnly = useSoundOnly();
  const isAway = useLive(selectLinks)?.speaker === 'lost';
  const waiting = (heard: boolean) => t(heard ? 'program.soundOnly' : 'program.waitingPicture');
  const speaking = lost ? t('program.linkGrace') : isAway ? t('program.speakerAway') : waiting(soundOnly.speaker);
  const floorEmpty = speech ? speaking : t('program.noSpeaker');
  const empty = { floor: floorEmpty, hall: waiting(soundOnly.hall), slides: t('program.waitingPicture') };
  return (
    <ProgramFrame streams={streams} layout={layout} fed={fedFeeds(view, soundOnly)} main={mainFeed(view)} empty={empty}>
      {speech && speaker && (
        <>
          <LowerThird name={speaker.name} subject={speech.subject} pointOfOrder={speech.kind === 'point-of-order'} size={size} />
          <div className={plate.plate}>
            <LiveTimer speech={speech} pausedAtMs={view.pausedAtMs} size={size} />
          </div>
        </>
      )}
    </ProgramFrame>
  );
}
