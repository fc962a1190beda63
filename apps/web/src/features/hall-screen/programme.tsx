import { useTranslation } from 'react-i18next';
import { presenterName } from '../../live/agenda-now.ts';
import type { AgendaNow } from '../../live/agenda-now.ts';
import { useConference } from '../../live/use-live.ts';
import { clockText } from '../../ui/time-text.ts';
import styles from './programme.module.css';
import { useFitting } from './use-fitting.ts';

/** What is to come, the next first. */
export function Programme({ now }: { readonly now: AgendaNow }) {
  const { t, i18n } = useTranslation();
  const view = useConference();
  const { list, shown } = useFitting(now.ahead.length);
  const more = now.ahead.length - shown;
  return (
    <section className={styles.programme} aria-labelledby="programme" data-testid="programme">
      <h2 id="programme" className={styles.heading}>
        {t(view.openedAtMs === null ? 'views.hall.programme' : 'views.hall.then')}
      </h2>
      <ol ref={list} className={styles.list}>
        {now.ahead.slice(0, shown).map(({ item, fromMs }) => {
          const presenter = presenterName(view, item);
          return (
            <li key={item.itemId} className={styles.item}>
              <span className={styles.time}>{clockText(fromMs, i18n.language, false)}</span>
              <span className={styles.words}>
                <span className={styles.title}>{item.title}</span>
                {presenter !== null && <span className={styles.presenter}>{presenter}</span>}
              </span>
            </li>
          );
        })}
      </ol>
      {more > 0 && <p className={styles.more}>{t('agenda.more', { count: more })}</p>}
    </section>
  );
}
