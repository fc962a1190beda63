import { useTranslation } from 'react-i18next';
import { agendaClock } from '@diemcau/core';
import { minutesOf } from '../../live/agenda/minutes-of.ts';
import { useLengthText } from '../../live/agenda/use-length-text.ts';
import { itemOf, presenterName } from '../../live/agenda-now.ts';
import type { Plan } from '../../live/planning-api.ts';
import { clockText } from '../../ui/time-text.ts';
import { PaperHead } from './paper-head.tsx';
import styles from './paper.module.css';

/** The order of the day with its times, as it is handed out. */
export function AgendaPrint({ plan }: { readonly plan: Plan }) {
  const { t, i18n } = useTranslation();
  const lengthText = useLengthText();
  const { view, officerNames } = plan;
  const clock = agendaClock(view, view.openedAtMs ?? view.startsAtMs ?? 0);
  const chair = view.chairHolder === null ? undefined : officerNames[view.chairHolder];
  const time = (atMs: number) => (view.startsAtMs === null ? '' : clockText(atMs, i18n.language, false));
  return (
    <article className={styles.paper}>
      <PaperHead plan={plan} title={t('planning.prints.title.agenda')} />
      {chair && (
        <p className={styles.line}>
          {t('planning.prints.chair')}: <strong>{chair}</strong>
        </p>
      )}
      <table className={styles.table} data-testid="printed-table">
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              {t('planning.prints.number')}
            </th>
            <th scope="col" className={styles.time}>
              {t('planning.prints.time')}
            </th>
            <th scope="col">{t('planning.prints.item')}</th>
            <th scope="col" className={styles.presenter}>
              {t('planning.prints.presenter')}
            </th>
          </tr>
        </thead>
        <tbody>
          {clock.items.map(({ itemId, fromMs, untilMs }, index) => {
            const item = itemOf(view, itemId)!;
            return (
              <tr key={itemId}>
                <td className={styles.number}>{index + 1}</td>
                <td className={styles.time}>
                  {view.startsAtMs !== null && `${time(fromMs)} – ${time(untilMs)}`}
                  <span className={styles.small}>{t('agenda.minutes', { minutes: minutesOf(item.plannedMs) })}</span>
                </td>
                <td>
                  <strong>{item.title}</strong>
                  <span className={styles.small}>{t(`agenda.kind.${item.kind}`)}</span>
                </td>
                <td>{presenterName(view, item) ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {clock.items.length === 0 && <p className={styles.line}>{t('agenda.empty')}</p>}
      {clock.expectedEndAtMs !== null && (
        <p className={styles.line}>
          {t('planning.agenda.total', {
            duration: lengthText(clock.items.reduce((sumMs, { itemId }) => sumMs + (itemOf(view, itemId)?.plannedMs ?? 0), 0)),
          })}
        </p>
      )}
    </article>
  );
}
