import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { figureText } from '../../../i18n/figure-text.ts';
import { useConference } from '../../../live/use-live.ts';
import { branchesOf } from './branches.ts';
import styles from './people-panel.module.css';

/** Headcounts by unit and everything under it. */
export function BranchTable() {
  const { t, i18n } = useTranslation();
  const figure = (count: number) => figureText(count, i18n.language);
  const view = useConference();
  const branches = useMemo(() => branchesOf(view), [view]);
  if (branches.length === 0) return null;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('desk.people.branch')}</th>
          <th scope="col">{t('desk.people.rooms')}</th>
          <th scope="col">{t('desk.people.count')}</th>
          <th scope="col">{t('desk.people.expected')}</th>
        </tr>
      </thead>
      <tbody>
        {branches.map((branch) => (
          <tr key={branch.unitId}>
            <th scope="row" style={{ paddingLeft: `${1 + branch.depth}rem` }}>
              {branch.name}
            </th>
            <td>
              {figure(branch.reported)}/{figure(branch.sites)}
            </td>
            <td>{figure(branch.present)}</td>
            <td>{branch.expected > 0 ? figure(branch.expected) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
