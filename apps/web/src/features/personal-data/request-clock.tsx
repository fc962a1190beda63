import { useTranslation } from 'react-i18next';
import type { PersonalRequest } from '../../live/keeping-api.ts';
import { dayText } from '../../ui/day-text.ts';
import styles from './personal-data.module.css';

/** By when it is to be answered; a word as well as a colour. */
export function RequestClock({ request: { dueDay }, today }: { readonly request: PersonalRequest; readonly today: string }) {
  const { t, i18n } = useTranslation();
  const day = dayText(dueDay, i18n.language);
  const state = dueDay < today ? 'overdue' : dueDay === today ? 'today' : 'due';
  return (
    <span className={styles.clock} data-state={state}>
      {t(`personalData.requests.${state}`, { day })}
    </span>
  );
}
