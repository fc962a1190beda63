import type { ReactNode } from 'react';
import styles from './monitor.module.css';

interface MonitorProps {
  readonly area: 'program' | 'preview' | 'hall';
  readonly label: string;
  readonly tally: 'on-air' | 'standby' | 'idle';
  /** The tally in words; the frame only repeats it. */
  readonly word: string | null;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** A picture on the desk, with its name and its tally. */
export function Monitor({ area, label, tally, word, foot, children }: MonitorProps) {
  return (
    <figure className={styles.monitor} data-tally={tally} data-area={area} style={{ gridArea: area }}>
      <figcaption className={styles.caption}>
        <span>{label}</span>
        {word && <span className={styles.word}>{word}</span>}
      </figcaption>
      <div className={styles.picture}>{children}</div>
      {foot}
    </figure>
  );
}
