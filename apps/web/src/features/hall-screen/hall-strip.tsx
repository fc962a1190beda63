import { useTranslation } from 'react-i18next';
import type { AgendaNow } from '../../live/agenda-now.ts';
import { AgendaTime } from '../../live/agenda-time.tsx';
import { standbySite } from '../../live/floor.ts';
import { useConference } from '../../live/use-live.ts';
import { BrandMark } from '../../ui/brand.tsx';
import { HallClock } from './hall-clock.tsx';
import styles from './hall-strip.module.css';

/** Above the picture: where we are, how long still, who gets ready, what time it is. */
export function HallStrip({ now }: { readonly now: AgendaNow }) {
  const { t } = useTranslation();
  const { title } = useConference();
  const { current, place, count } = now;
  return (
    <header className={styles.strip} aria-label={t('views.hall.where')} data-testid="hall-strip">
      <BrandMark size={40} />
      {current && place !== null ? (
        <>
          <p className={styles.place} aria-label={t('agenda.nowLong', { place, count })}>
            <strong>{place}</strong>/{count}
          </p>
          <h1 className={styles.title}>{current.title}</h1>
          <span className={styles.time}>
            <AgendaTime now={now} />
          </span>
        </>
      ) : (
        <h1 className={styles.title}>{title}</h1>
      )}
      <Ahead />
      <HallClock />
    </header>
  );
}

/** Whoever gets ready, else how many wait. */
function Ahead() {
  const { t } = useTranslation();
  const view = useConference();
  const next = standbySite(view);
  if (next) {
    return (
      <p className={styles.ahead} data-ready="true">
        <span className={styles.word}>{t('views.hall.preparing')}</span> {next.name}
      </p>
    );
  }
  return view.queue.length > 0 ? <p className={styles.ahead}>{t('views.hall.waiting', { count: view.queue.length })}</p> : null;
}
