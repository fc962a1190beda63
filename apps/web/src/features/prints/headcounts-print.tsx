import { useTranslation } from 'react-i18next';
import { figureText } from '../../i18n/figure-text.ts';
import type { Plan } from '../../live/planning-api.ts';
import { PaperHead } from './paper-head.tsx';
import styles from './paper.module.css';
import { printedSites } from '../../live/printed-sites.ts';

/** To be filled in by hand, or shown as it was reported where the conference has been held. */
export function HeadcountsPrint({ plan }: { readonly plan: Plan }) {
  const { t, i18n } = useTranslation();
  const { view } = plan;
  const sites = printedSites(view);
  const present = (siteId: string) => view.headcounts[siteId]?.at(-1)?.count;
  const expected = sites.map(({ expectedCount }) => expectedCount);
  const known = expected.filter((count) => count !== null);
  const counted = sites.map(({ siteId }) => present(siteId)).filter((count) => count !== undefined);
  const sum = (counts: readonly number[]) =>
    counts.length === 0
      ? ''
      : figureText(
          counts.reduce((total, count) => total + count, 0),
          i18n.language,
        );
  return (
    <article className={styles.paper}>
      <PaperHead plan={plan} title={t('planning.prints.title.headcounts')} />
      <table className={styles.table} data-testid="printed-table">
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              {t('planning.prints.number')}
            </th>
            <th scope="col">{t('planning.prints.site')}</th>
            {(['expected', 'present', 'absent'] as const).map((word) => (
              <th key={word} scope="col" className={styles.count}>
                {t(`planning.prints.${word}`)}
              </th>
            ))}
            <th scope="col" className={styles.note}>
              {t('planning.prints.note')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sites.map(({ siteId, name, unitName, expectedCount }, index) => {
            const count = present(siteId);
            const absent = expectedCount === null || count === undefined ? '' : Math.max(0, expectedCount - count);
            return (
              <tr key={siteId} className={styles.high}>
                <td className={styles.number}>{index + 1}</td>
                <td>
                  {name}
                  {unitName !== name && <span className={styles.small}>{unitName}</span>}
                </td>
                <td className={styles.count}>{expectedCount ?? ''}</td>
                <td className={styles.count}>{count ?? ''}</td>
                <td className={styles.count}>{absent}</td>
                <td />
              </tr>
            );
          })}
          <tr className={styles.high}>
            <td />
            <th scope="row">{t('planning.prints.totalRow')}</th>
            <td className={styles.count}>{sum(known)}</td>
            <td className={styles.count}>{sum(counted)}</td>
            <td />
            <td />
          </tr>
        </tbody>
      </table>
      <p className={styles.signed}>{t('planning.prints.signed')}</p>
    </article>
  );
}
