import { useTranslation } from 'react-i18next';
import type { AgendaClock } from '@diemcau/core';
import { lateness } from '../../../ui/lateness.ts';
import { clockText } from '../../../ui/time-text.ts';
import styles from './agenda-end.module.css';

/** When it ends as things stand, and how that compares with the plan. */
export function AgendaEnd({ clock }: { readonly clock: AgendaClock }) {
  const { t, i18n } = useTranslation();
  if (clock.expectedEndAtMs === null) return null;
  const { word, minutes } = lateness(clock.lateMs);
  return (
    <>
      {t('agenda.endsAt', { time: clockText(clock.expectedEndAtMs, i18n.language, false) })}
      {clock.plannedEndAtMs !== null && (
        <>
          {' · '}
          <span className={word === 'agenda.late' ? styles.late : undefined}>{t(word, { minutes })}</span>
        </>
      )}
    </>
  );
}
