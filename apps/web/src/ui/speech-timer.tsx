import { useTranslation } from 'react-i18next';
import { IconPlayerPauseFilled } from '@tabler/icons-react';
import { Figures } from './figures.tsx';
import type { SpeechClock } from './speech-clock.ts';
import styles from './speech-timer.module.css';
import { durationText } from './time-text.ts';

interface SpeechTimerProps {
  readonly clock: SpeechClock;
  readonly size?: 'm' | 'l' | 'hall';
}

/** What is left of a speech, or how far it is past its time. The bar below says the same without figures. */
export function SpeechTimer({ clock, size = 'm' }: SpeechTimerProps) {
  const { t } = useTranslation();
  const over = clock.state === 'over';
  const words = clock.stopped ? t('timer.paused') : t(over ? 'timer.over' : 'timer.left');
  return (
    <div className={styles.timer} data-state={clock.state} data-size={size} data-testid="timer" role="timer" aria-label={words}>
      <span className={styles.words}>
        {clock.stopped && <IconPlayerPauseFilled size="1em" aria-hidden="true" />}
        {words}
      </span>
      <span className={styles.time}>
        <Figures text={over ? `+${durationText(clock.overMs)}` : durationText(clock.leftMs)} />
      </span>
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.used} style={{ transform: `scaleX(${Math.min(1, clock.usedRatio)})` }} />
      </span>
    </div>
  );
}
