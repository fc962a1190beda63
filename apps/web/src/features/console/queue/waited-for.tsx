import { useTranslation } from 'react-i18next';
import { useServerNow } from '../../../live/use-server-now.ts';
import { durationText } from '../../../ui/time-text.ts';
import styles from './queue-row.module.css';

/** Minutes matter here, seconds only show that it moves. */
const TICK_MS = 1_000;

export function WaitedFor({ sinceMs }: { readonly sinceMs: number }) {
  const { t } = useTranslation();
  const nowMs = useServerNow(TICK_MS);
  return <p className={styles.waited}>{t('console.queue.waitedFor', { time: durationText(nowMs - sinceMs) })}</p>;
}
