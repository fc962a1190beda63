import { useMemo } from 'react';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '@diemcau/core';
import { useConference } from '../../../live/use-live.ts';
import { branchesOf } from '../people/branches.ts';
import type { SiteSort } from './site-rows.ts';
import styles from './sites-panel.module.css';

interface SitesFilterProps {
  readonly unitId: UnitId | null;
  readonly onUnit: (unitId: UnitId | null) => void;
  /** null: the order is not to be chosen here. */
  readonly sort: SiteSort | null;
  readonly onSort: (sort: SiteSort) => void;
}

/** Which branch of the tree, and in which order. The browser's own lists, which open in full screen too. */
export function SitesFilter({ unitId, onUnit, sort, onSort }: SitesFilterProps) {
  const { t } = useTranslation();
  const view = useConference();
  const branches = useMemo(() => branchesOf(view), [view]);
  const options = branches.map(({ unitId: value, name, depth, sites }) => {
    const label = t('views.wall.branchOption', { name, count: sites });
    return { value, label: `${'\u2003'.repeat(depth)}${label}` };
  });
  if (options.length === 0 && sort === null) return null;
  return (
    <div className={styles.filter}>
      {options.length > 0 && (
        <NativeSelect
          size="sm"
          aria-label={t('views.wall.branch')}
          data={[{ value: '', label: t('views.wall.allBranches') }, ...options]}
          value={unitId ?? ''}
          onChange={(event) => onUnit(event.currentTarget.value || null)}
          data-testid="site-branch"
        />
      )}
      {sort !== null && (
        <NativeSelect
          size="sm"
          aria-label={t('views.wall.sort')}
          data={[
            { value: 'worst', label: t('views.wall.worst') },
            { value: 'name', label: t('views.wall.byName') },
          ]}
          value={sort}
          onChange={(event) => onSort(event.currentTarget.value === 'name' ? 'name' : 'worst')}
          data-testid="site-sort"
        />
      )}
    </div>
  );
}
