import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Picture } from './picture.tsx';
import styles from './program-frame.module.css';

/** `speaker`: one picture alone; `side`: floor and hall; `slides`: slides with the speaker beside them. */
export type ProgramLayout = 'speaker' | 'side' | 'slides';

/** Which feeds somebody feeds right now. */
export interface FedFeeds {
  readonly floor: boolean;
  readonly hall: boolean;
  readonly slides: boolean;
}

interface ProgramFrameProps {
  readonly streams: Readonly<Record<string, MediaStream>>;
  readonly layout: ProgramLayout;
  readonly fed: FedFeeds;
  /** The picture that stands for the speaker: the floor while somebody has it, else the hall. */
  readonly main: 'floor' | 'hall';
  readonly empty: Readonly<Record<ProgramFeed, string>>;
  /** Left out: a page that shows the others elsewhere. */
  readonly feeds?: readonly ProgramFeed[];
  readonly children?: ReactNode;
}

type ProgramFeed = 'floor' | 'hall' | 'slides';
const ALL_FEEDS: readonly ProgramFeed[] = ['floor', 'hall', 'slides'];

/** All pictures stay in the page in every layout, so that changing it never makes one start again. */
export function ProgramFrame({ streams, layout, fed, main, empty, feeds = ALL_FEEDS, children }: ProgramFrameProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.frame} data-layout={layout} data-main={main} data-testid="program">
      {feeds.map((feed) => (
        <div key={feed} className={styles.place} data-feed={feed}>
          <Picture
            stream={streams[feed]}
            label={t(`program.${feed}`)}
            testId={feed === 'slides' ? 'slides-video' : `program-${feed}-video`}
            fed={fed[feed]}
            empty={empty[feed]}
          />
        </div>
      ))}
      <div className={styles.over}>{children}</div>
    </div>
  );
}
