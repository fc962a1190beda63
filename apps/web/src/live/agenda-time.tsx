import { useTranslation } from 'react-i18next';
import { Figures } from '../ui/figures.tsx';
import { durationText } from '../ui/time-text.ts';
import type { AgendaNow } from './agenda-now.ts';
import styles from './agenda-time.module.css';

/** What the running item has left, or how far it is over: figures and a word. */
export function AgendaTime({ now }: { readonly now: AgendaNow }) {
  const { t } = useTranslation();
  if (!now.current) return null;
  const over = now.overMs > 0;
  return (
    <span className={styles.time} data-over={over} role="timer" data-testid="agenda-time">
      <span className={styles.figure}>
        <Figures text={over ? `+${durationText(now.overMs)}` : durationText(now.leftMs)} />
      </span>
      <span className={styles.word}>{t(over ? 'agenda.over' : 'agenda.left')}</span>
    </span>
  );
}
