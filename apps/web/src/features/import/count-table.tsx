import { useTranslation } from 'react-i18next';
import { figureText } from '../../i18n/figure-text.ts';
import type { ImportReport } from '../../live/organisation-api.ts';
import styles from './tables.module.css';

const LISTS = ['units', 'sites', 'people'] as const;
const COUNTS = ['created', 'changed', 'unchanged'] as const;

export function CountTable({ counts }: Pick<ImportReport, 'counts'>) {
  const { t, i18n } = useTranslation();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('transfer.count.sheet')}</th>
          {COUNTS.map((count) => (
            <th key={count} scope="col" className={styles.number}>
              {t(`transfer.count.${count}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {LISTS.map((list) => (
          <tr key={list}>
            <th scope="row">{t(`transfer.count.${list}`)}</th>
            {COUNTS.map((count) => (
              <td key={count} className={styles.number}>
                {figureText(counts[list][count], i18n.language)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
