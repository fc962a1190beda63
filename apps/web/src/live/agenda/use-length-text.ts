import { useTranslation } from 'react-i18next';
import { minutesOf } from './minutes-of.ts';

const HOUR_MINUTES = 60;

/** A length in hours and minutes, in words. */
export function useLengthText(): (lengthMs: number) => string {
  const { t } = useTranslation();
  return (lengthMs) => {
    const minutes = minutesOf(lengthMs);
    if (minutes < HOUR_MINUTES) return t('planning.agenda.minutesOnly', { minutes });
    return t('planning.agenda.hours', { hours: Math.floor(minutes / HOUR_MINUTES), minutes: minutes % HOUR_MINUTES });
  };
}
