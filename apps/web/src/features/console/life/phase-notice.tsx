import { useTranslation } from 'react-i18next';
import { overOf } from '@diemcau/core';
import { useConference } from '../../../live/use-live.ts';
import { dayTimeText } from '../../../ui/time-text.ts';
import styles from './phase-notice.module.css';

/** What everybody must know about the conference as a whole; nothing while it is live. */
export function PhaseNotice() {
  const { t, i18n } = useTranslation();
  const view = useConference();
  const { phase, startsAtMs } = view;
  const isOff = overOf(view) === 'cancelled';
  const reason = isOff ? view.cancelled?.reason : undefined;
  if (phase === 'live' || phase === 'draft') return null;
  const starts = startsAtMs === null ? '' : t('console.life.startsAt', { time: dayTimeText(startsAtMs, i18n.language) });
  const sentence = {
    scheduled: starts,
    paused: t('console.life.paused'),
    closed: t(isOff ? 'console.life.cancelled' : 'console.life.closed'),
  }[phase];
  return (
    <p role="status" className={styles.notice} data-phase={phase}>
      {sentence}
      {reason && ` ${t('planning.overview.cancelledWhy', { reason })}`}
    </p>
  );
}
