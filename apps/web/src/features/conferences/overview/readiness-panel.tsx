import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { agendaClock, dueChecklist } from '@diemcau/core';
import type { ConferenceState } from '@diemcau/core';
import { usePlan } from '../../../live/plan-provider.tsx';
import { useConference } from '../../../live/use-live.ts';
import { useServerNow } from '../../../live/use-server-now.ts';
import { clockText } from '../../../ui/time-text.ts';
import panel from '../panel.module.css';

/** Due dates move by the hour; a minute is soon enough. */
const TICK_MS = 60_000;

type Missing = 'hallMissing' | 'chairMissing' | 'agendaMissing';

/** What still stands between now and the opening. */
export function ReadinessPanel() {
  const { t, i18n } = useTranslation();
  const view = useConference();
  const { plan } = usePlan();
  const nowMs = useServerNow(TICK_MS);
  const checks = dueChecklist(view, nowMs);
  const overdue = checks.filter((check) => check.overdue).length;
  const clock = agendaClock(view, nowMs);
  const end = clock.expectedEndAtMs ?? clock.plannedEndAtMs;
  const missing = missingOf(view);
  const hasBegun = view.phase !== 'draft' && view.phase !== 'scheduled';
  return (
    <section className={panel.panel} aria-labelledby="readiness-title" data-testid="readiness">
      <h2 id="readiness-title" className={panel.title}>
        {t('planning.overview.readiness')}
      </h2>
      <ul className={panel.lines}>
        {missing.map((word) => (
          <Line key={word} good={false} text={t(`planning.overview.${word}`)} />
        ))}
        {missing.length === 0 && !hasBegun && <Line good text={t('planning.overview.ready')} />}
        <Line good={Object.keys(view.sites).length > 1} text={t('planning.list.sites', { count: Object.keys(view.sites).length })} />
        {end !== null && (
          <Line good text={t('planning.overview.agendaLine', { count: clock.items.length, time: clockText(end, i18n.language, false) })} />
        )}
        {checks.length > 0 && (
          <Line
            good={overdue === 0}
            text={`${t('planning.overview.checksLine', { done: checks.filter(({ doneAtMs }) => doneAtMs !== null).length, count: checks.length })}${overdue > 0 ? ` · ${t('planning.overview.overdue', { count: overdue })}` : ''}`}
          />
        )}
      </ul>
      {plan.series && (
        <p className={panel.text}>
          <Link to={`/series/${plan.series.seriesId}`}>{t('planning.overview.fromSeries', { title: plan.series.title })}</Link>
        </p>
      )}
    </section>
  );
}

function missingOf({ hallSiteId, chairHolder, agenda }: ConferenceState): readonly Missing[] {
  const found: Missing[] = [];
  if (hallSiteId === null) found.push('hallMissing');
  if (chairHolder === null) found.push('chairMissing');
  if (agenda.length === 0) found.push('agendaMissing');
  return found;
}

function Line({ good, text }: { readonly good: boolean; readonly text: string }) {
  const Icon = good ? IconCircleCheck : IconAlertTriangle;
  return (
    <li className={panel.line}>
      <Icon size="1.25rem" aria-hidden="true" className={good ? panel.good : panel.warn} />
      <span style={{ flex: 1, minWidth: 0 }}>{text}</span>
    </li>
  );
}
