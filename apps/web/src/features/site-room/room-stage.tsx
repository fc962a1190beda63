import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConferenceState, SiteId } from '@diemcau/core';
import { showsProgram } from '../../live/program-state.ts';
import { ProgramView } from '../../live/program-view.tsx';
import { selectDelivery, selectMail, useLive } from '../../live/use-live.ts';
import type { FeedStreams } from '../../live/whep-viewer.ts';
import { Slate } from '../../ui/slate.tsx';
import { dayTimeText } from '../../ui/time-text.ts';
import { showsWords } from './delivery-trouble.ts';
import { LayoutBar } from './layout-bar.tsx';
import { shownLayout } from './layout-choice.ts';
import type { LayoutChoice } from './layout-choice.ts';
import { messagesOf } from './room-messages.ts';
import styles from './room-stage.module.css';
import { WordsProgram } from './words-program.tsx';

interface RoomStageProps {
  readonly view: ConferenceState;
  readonly siteId: SiteId;
  readonly streams: FeedStreams;
  /** It stands small beside a document: nobody arranges it then. */
  readonly beside: boolean;
}

/** The program of the room in the layout its officer chose. */
export function RoomStage({ view, siteId, streams, beside }: RoomStageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState<LayoutChoice>('auto');
  const mail = useLive(selectMail);
  const words = showsWords(useLive(selectDelivery));
  return (
    <>
      <div className={styles.stage} ref={stage} data-beside={beside}>
        <ProgramView view={view} streams={streams} layout={shownLayout(choice, view, siteId)} size="m" />
        {words && showsProgram(view) && (
          <div className={styles.slate}>
            <WordsProgram messages={messagesOf(view, mail)} />
          </div>
        )}
        {!showsProgram(view) && (
          <div className={styles.slate}>
            <RoomSlate view={view} />
          </div>
        )}
      </div>
      {!beside && <LayoutBar choice={choice} onChoose={setChoice} slides={view.slidesSiteId !== null} stage={stage} />}
    </>
  );
}

function RoomSlate({ view }: { readonly view: ConferenceState }) {
  const { t, i18n } = useTranslation();
  const { title, phase, startsAtMs } = view;
  if (phase === 'paused') return <Slate title={title} state={t('siteRoom.paused.title')} lines={[t('siteRoom.paused.text')]} />;
  const when = startsAtMs === null ? null : t('siteRoom.before.startsAt', { time: dayTimeText(startsAtMs, i18n.language) });
  return <Slate title={title} state={t('siteRoom.before.title')} lines={[when, t('siteRoom.before.text')]} />;
}
