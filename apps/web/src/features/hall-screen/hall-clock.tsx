import { useTranslation } from 'react-i18next';
import { useServerNow } from '../../live/use-server-now.ts';
import { Figures } from '../../ui/figures.tsx';
import { clockText } from '../../ui/time-text.ts';
import styles from './hall-screen.module.css';

/** The clock shows minutes; a second late is not seen. */
const TICK_MS = 1_000;

export function HallClock() {
  const { i18n } = useTranslation();
  return (
    <span className={styles.clock}>
      <Figures text={clockText(useServerNow(TICK_MS), i18n.language, false)} />
    </span>
  );
}
