import { ActionIcon, Checkbox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SeriesTemplate } from '@diemcau/core';
import { UnitPicker } from '../../live/unit-picker.tsx';
import type { UnitTree } from '../../live/unit-tree.ts';
import styles from './series.module.css';

interface InvitedUnitsProps {
  readonly tree: UnitTree;
  readonly invited: SeriesTemplate['invited'];
  readonly onChange: (invited: SeriesTemplate['invited']) => void;
}

/** Units whose rooms each conference invites. */
export function InvitedUnits({ tree, invited, onChange }: InvitedUnitsProps) {
  const { t } = useTranslation();
  const nameOf = (unitId: string) => tree.byId.get(unitId)?.unit.name ?? unitId;
  return (
    <>
      {invited.length === 0 && <p className={styles.unsaved}>{t('planning.series.nobody')}</p>}
      <ul className={styles.units}>
        {invited.map(({ unitId, withBranch }) => (
          <li key={unitId} className={styles.unit}>
            <span>{nameOf(unitId)}</span>
            <Checkbox
              label={t('planning.series.withBranch')}
              checked={withBranch}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                onChange(invited.map((one) => (one.unitId === unitId ? { unitId, withBranch: checked } : one)));
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('planning.series.dropUnit', { name: nameOf(unitId) })}
              onClick={() => onChange(invited.filter((one) => one.unitId !== unitId))}
            >
              <IconX size="1.125rem" />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <UnitPicker
        key={invited.length}
        label={t('planning.series.addUnit')}
        tree={tree}
        value={null}
        onChange={(unitId) => unitId !== null && onChange([...invited, { unitId, withBranch: true }])}
        without={new Set(invited.map(({ unitId }) => unitId))}
        testId="invite-unit"
      />
    </>
  );
}
