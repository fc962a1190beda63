import { useTranslation } from 'react-i18next';
import type { ImportProblem, ImportReport } from '../../live/organisation-api.ts';
import { columnKey, problemKey } from './problem-words.ts';
import styles from './tables.module.css';

/** Where something is wrong, what, and what to do about it: one row each. */
export function ProblemTable({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation();
  const { problems, errorCount, warningCount } = report;
  if (problems.length === 0) return null;
  const total = errorCount + warningCount;
  return (
    <>
      <table className={`${styles.table} ${styles.problems}`} data-testid="import-problems">
        <caption>{t('transfer.problems.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('transfer.problems.where')}</th>
            <th scope="col">{t('transfer.problems.what')}</th>
            <th scope="col">{t('transfer.problems.remedy')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem, place) => (
            <ProblemRow key={place} problem={problem} />
          ))}
        </tbody>
      </table>
      {problems.length < total && <p className={styles.some}>{t('transfer.shownSome', { shown: problems.length, total })}</p>}
    </>
  );
}

function ProblemRow({ problem }: { readonly problem: ImportProblem }) {
  const { t } = useTranslation();
  const { code, severity, params } = problem;
  const key = problemKey(code);
  const named = params['value'] ?? params['name'] ?? params['text'];
  return (
    <tr data-severity={severity}>
      <td>
        <Where problem={problem} />
      </td>
      <td>
        <span className={styles.severity}>{t(`transfer.problems.${severity}`)}</span> {t(`transfer.problem.${key}.what`, { code })}
        {named !== undefined && <span className={styles.value}> {named}</span>}
      </td>
      <td>{t(`transfer.problem.${key}.remedy`)}</td>
    </tr>
  );
}

function Where({ problem: { sheet, line, column } }: { readonly problem: ImportProblem }) {
  const { t } = useTranslation();
  const key = column === null ? null : columnKey(column);
  const columnName = key === null ? column : t(`transfer.column.${key}`);
  const places = [
    ...(sheet === '' ? [] : [sheet]),
    ...(line === null ? [] : [t('transfer.problems.line', { line })]),
    ...(columnName === null ? [] : [t('transfer.problems.column', { column: columnName })]),
  ];
  return <>{places.length === 0 ? t('transfer.problems.whole') : places.join(', ')}</>;
}
