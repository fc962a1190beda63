import { useTranslation } from 'react-i18next';
import type { Rhythm } from '@diemcau/core';
import { dayText } from '../ui/day-text.ts';
import styles from './next-text.module.css';
import type { NextOfSeries } from './planning-api.ts';

/** When the next conference of a series is due, whom it invites and what it owes. */
export function NextText({ next, rhythm }: { readonly next: NextOfSeries; readonly rhythm: Rhythm }) {
  const { t, i18n } = useTranslation();
  const { proposal, owed, troubles, last, siteCount } = next;
  const day = (value: string) => dayText(value, i18n.language);
  return (
    <div className={styles.next} data-testid="next-of-series">
      {proposal && rhythm !== 'none' ? (
        <>
          <p className={styles.day}>{t('planning.next.proposed', { day: day(proposal.startsOn) })}</p>
          <p>
            {t(`planning.next.period.${rhythm}`, {
              ...proposal.period,
              from: day(proposal.period.from),
              until: day(proposal.period.until),
            })}
            {' · '}
            {t('planning.next.reportDue', { day: day(proposal.reportDueOn) })}
          </p>
          {[
            ...proposal.flaws.map((flaw) => t(`planning.next.flaw.${flaw}`)),
            ...(proposal.verified ? [] : [t('planning.next.unverified')]),
          ].map((warning) => (
            <p key={warning} className={styles.warning}>
              {warning}
            </p>
          ))}
        </>
      ) : (
        <p>{t('planning.next.none')}</p>
      )}
      <p>{t('planning.next.sites', { count: siteCount })}</p>
      {last && (
        <>
          <h3 className={styles.title}>{t('planning.next.owed')}</h3>
          <p className={styles.small}>{t('planning.next.owedFrom', { title: last.title })}</p>
          {owed.length === 0 && troubles.length === 0 && <p>{t('planning.next.owedNone')}</p>}
          {owed.length > 0 && (
            <ul className={styles.list}>
              {owed.map(({ itemId, title }) => (
                <li key={itemId}>{title}</li>
              ))}
            </ul>
          )}
          {troubles.length > 0 && <p>{t('planning.next.troubles', { count: troubles.length })}</p>}
        </>
      )}
    </div>
  );
}
