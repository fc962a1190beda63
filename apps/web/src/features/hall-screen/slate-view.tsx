import { useTranslation } from 'react-i18next';
import type { ConferenceState } from '@diemcau/core';
import type { AgendaNow } from '../../live/agenda-now.ts';
import { useConference } from '../../live/use-live.ts';
import { useServerNow } from '../../live/use-server-now.ts';
import { BrandMark } from '../../ui/brand.tsx';
import { Figures } from '../../ui/figures.tsx';
import { clockText, dayTimeText, durationText } from '../../ui/time-text.ts';
import { HallClock } from './hall-clock.tsx';
import { countdown } from './hall-slate.ts';
import type { HallSlate } from './hall-slate.ts';
import { Programme } from './programme.tsx';
import styles from './slate-view.module.css';

/** A still card in place of the program: whose conference it is, what goes on, and what comes. */
export function SlateView({ slate, now }: { readonly slate: HallSlate; readonly now: AgendaNow }) {
  const view = useConference();
  const withProgramme = slate.kind !== 'closed' && slate.kind !== 'cancelled' && now.ahead.length > 0;
  return (
    <div className={styles.slate} data-kind={slate.kind} data-programme={withProgramme} data-testid="slate">
      <header className={styles.top}>
        <BrandMark size={48} />
        <p className={styles.organisation}>{organisationOf(view)}</p>
        <HallClock />
      </header>
      <div className={styles.words}>
        <h1 className={styles.title}>{view.title}</h1>
        <SlateWords slate={slate} />
      </div>
      {withProgramme && <Programme now={now} />}
    </div>
  );
}

/** The unit that holds the hall; nothing where the hall is called like its unit. */
function organisationOf(view: ConferenceState): string {
  const hall = view.hallSiteId === null ? undefined : view.sites[view.hallSiteId];
  return hall && hall.unitName !== hall.name ? hall.unitName : '';
}

function SlateWords({ slate }: { readonly slate: HallSlate }) {
  const { t } = useTranslation();
  if (slate.kind === 'before') return <Before startsAtMs={slate.startsAtMs} />;
  if (slate.kind === 'closed') return <Closed />;
  if (slate.kind === 'cancelled') return <State words={t('views.hall.cancelled')} hint={t('views.hall.cancelledHint')} />;
  return (
    <>
      <State words={t(slate.kind === 'break' ? 'views.hall.breakTitle' : 'views.hall.paused')} />
      <GoesOn atMs={slate.goesOnAtMs} hint={slate.kind === 'paused'} />
    </>
  );
}

function State({ words, hint }: { readonly words: string; readonly hint?: string }) {
  return (
    <>
      <p className={styles.state} role="status">
        {words}
      </p>
      {hint && <p className={styles.hint}>{hint}</p>}
    </>
  );
}

/** The countdown shows seconds; twice a second keeps each from being skipped. */
const TICK_MS = 500;

function Before({ startsAtMs }: { readonly startsAtMs: number | null }) {
  const { t, i18n } = useTranslation();
  const nowMs = useServerNow(TICK_MS);
  if (startsAtMs === null) return <State words={t('views.hall.before')} />;
  const left = countdown(startsAtMs, nowMs);
  return (
    <>
      <p className={styles.hint}>{dayTimeText(startsAtMs, i18n.language)}</p>
      {left.kind === 'soon' && <State words={t('views.hall.startsSoon')} />}
      {left.kind === 'days' && <State words={t('views.hall.days', { count: left.days })} />}
      {left.kind === 'clock' && (
        <div className={styles.count} role="timer" aria-label={t('views.hall.startsIn')} data-testid="countdown">
          <p className={styles.hint}>{t('views.hall.startsIn')}</p>
          <p className={styles.figure}>
            <Figures text={durationText(left.leftMs)} />
          </p>
        </div>
      )}
    </>
  );
}

function GoesOn({ atMs, hint }: { readonly atMs: number | null; readonly hint: boolean }) {
  const { t, i18n } = useTranslation();
  if (atMs === null) return <p className={styles.hint}>{t(hint ? 'views.hall.pausedHint' : 'views.hall.soon')}</p>;
  return (
    <div className={styles.count} data-testid="goes-on">
      <p className={styles.hint}>{t('views.hall.goesOn')}</p>
      <p className={styles.figure}>
        <Figures text={clockText(atMs, i18n.language, false)} />
      </p>
    </div>
  );
}

function Closed() {
  const { t, i18n } = useTranslation();
  const { openedAtMs, closedAtMs, sites } = useConference();
  const time = (atMs: number) => clockText(atMs, i18n.language, false);
  const held = openedAtMs !== null && closedAtMs !== null && t('views.hall.from', { from: time(openedAtMs), until: time(closedAtMs) });
  const count = t('views.hall.sites', { count: Object.keys(sites).length });
  return (
    <>
      <State words={t('views.hall.closed')} />
      <p className={styles.thanks}>{t('views.hall.thanks')}</p>
      <p className={styles.hint}>{t('views.hall.follows')}</p>
      <p className={styles.hint}>{held ? `${count} · ${held}` : count}</p>
    </>
  );
}
