import { useTranslation } from 'react-i18next';
import { presents, turnsOf } from '@diemcau/core';
import type { SiteId, Turn } from '@diemcau/core';
import { itemOf } from '../../live/agenda-now.ts';
import type { AgendaNow } from '../../live/agenda-now.ts';
import { AgendaTime } from '../../live/agenda-time.tsx';
import { siteOf } from '../../live/floor.ts';
import { useAgendaNow } from '../../live/use-agenda-now.ts';
import { useConference } from '../../live/use-live.ts';
import { useServerNow } from '../../live/use-server-now.ts';
import { clockText } from '../../ui/time-text.ts';
import styles from './room-side.module.css';

/** Where we are, and when it is this room's turn. */
export function AgendaCard({ siteId }: { readonly siteId: SiteId }) {
  const { t } = useTranslation();
  const now = useAgendaNow();
  const { agenda } = useConference();
  return (
    <section className={styles.card} aria-labelledby="room-agenda" data-testid="room-agenda">
      <h2 id="room-agenda" className={styles.title}>
        {t('agenda.title')}
      </h2>
      {agenda.length === 0 ? <p className={styles.quiet}>{t('agenda.empty')}</p> : <Current now={now} />}
      <Turns siteId={siteId} />
      <Ahead now={now} siteId={siteId} />
    </section>
  );
}

function Current({ now }: { readonly now: AgendaNow }) {
  const { t } = useTranslation();
  if (!now.current) return <p className={styles.quiet}>{t(now.ahead.length > 0 ? 'agenda.nothingRuns' : 'agenda.allDone')}</p>;
  return (
    <div>
      <p className={styles.line}>
        <span className={styles.quiet}>{t('agenda.nowLong', { place: now.place, count: now.count })}</span>
        <AgendaTime now={now} />
      </p>
      <p className={styles.strong}>{now.current.title}</p>
    </div>
  );
}

/** Minutes are shown; a second late is not seen. */
const TICK_MS = 1_000;

function Turns({ siteId }: { readonly siteId: SiteId }) {
  const { t } = useTranslation();
  const view = useConference();
  const turns = turnsOf(view, siteId, useServerNow(TICK_MS));
  return (
    <div data-testid="room-turns">
      <h3 className={styles.quiet}>{t('room.turn.title')}</h3>
      {turns.length === 0 && <p>{t('room.turn.none')}</p>}
      {turns.map((turn) => (
        <TurnLine key={`${turn.kind}-${turn.itemId}`} turn={turn} />
      ))}
    </div>
  );
}

function TurnLine({ turn }: { readonly turn: Turn }) {
  const { t, i18n } = useTranslation();
  const view = useConference();
  const time = clockText(turn.atMs, i18n.language, false);
  if (turn.kind === 'speaking') return <p className={styles.strong}>{t('room.turn.speaking')}</p>;
  if (turn.kind === 'queue') return <p className={styles.strong}>{t('room.turn.queue', { time, count: turn.ahead })}</p>;
  const item = turn.itemId === null ? null : itemOf(view, turn.itemId);
  const running = item?.status === 'running';
  return <p className={styles.strong}>{t(running ? 'room.turn.itemNow' : 'room.turn.item', { title: item?.title, time })}</p>;
}

function Ahead({ now, siteId }: { readonly now: AgendaNow; readonly siteId: SiteId }) {
  const { t, i18n } = useTranslation();
  const site = siteOf(useConference(), siteId);
  if (now.ahead.length === 0) return null;
  return (
    <>
      <h3 className={styles.quiet}>{t('agenda.next')}</h3>
      <ol className={styles.list}>
        {now.ahead.map(({ item, fromMs }) => (
          <li key={item.itemId} className={styles.item} data-own={site !== null && presents(site, item)}>
            <span>{clockText(fromMs, i18n.language, false)}</span>
            <span>{item.title}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
