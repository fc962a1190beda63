import { useTranslation } from 'react-i18next';
import type { BallotView } from '@diemcau/core';
import { namesOf, optionsOf } from './ballot-words.ts';
import styles from './ballot-figures.module.css';

/** The result in a word, then each option with its votes as a figure and as a bar. */
export function BallotFigures({ ballot }: { readonly ballot: BallotView }) {
  const { t } = useTranslation();
  const { result } = ballot;
  if (!result) return null;
  const options = optionsOf(ballot, t);
  const most = Math.max(1, ...Object.values(result.counts));
  return (
    <div className={styles.figures} data-testid="ballot-result">
      <p className={styles.outcome} data-outcome={result.outcome}>
        {t(`ballots.outcome.${result.outcome}`)}
      </p>
      <dl className={styles.list}>
        {options.map(({ optionId, text }) => {
          const count = result.counts[optionId] ?? 0;
          return (
            <div key={optionId} className={styles.option}>
              <dt>{text}</dt>
              <dd>{t('ballots.votes', { count })}</dd>
              <span className={styles.bar} aria-hidden="true">
                <span style={{ inlineSize: `${(count / most) * 100}%` }} />
              </span>
            </div>
          );
        })}
      </dl>
      {ballot.form.kind === 'choose' && result.carried.length > 0 && (
        <p className={styles.note}>{t('ballots.carried', { names: namesOf(result.carried, options) })}</p>
      )}
      {result.tied.length > 0 && <p className={styles.note}>{t('ballots.tied', { names: namesOf(result.tied, options) })}</p>}
      <p className={styles.quiet}>{t('ballots.cast', { cast: result.cast, entitled: result.entitled })}</p>
    </div>
  );
}
