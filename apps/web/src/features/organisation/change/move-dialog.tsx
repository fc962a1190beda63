import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { branchOf } from '../../../live/unit-tree.ts';
import { ChangeDialog } from './change-dialog.tsx';
import type { UnitDialogProps } from './unit-dialog.ts';
import { UnitPicker } from '../../../live/unit-picker.tsx';

/** Under another unit, with everything below it; nothing moves under itself. */
export function MoveDialog({ unit, node, tree, onClose, onDone }: UnitDialogProps) {
  const { t } = useTranslation();
  const [parentId, setParentId] = useState(unit.parentId);
  const below = new Set(node ? branchOf(node).map((one) => one.unit.unitId) : [unit.unitId]);
  return (
    <ChangeDialog
      title={t('organisation.action.move')}
      text={t('organisation.change.moveText', { name: unit.name })}
      submitLabel={t('organisation.action.move')}
      change={parentId === unit.parentId ? null : { type: 'MoveUnit', unitId: unit.unitId, parentId }}
      onClose={onClose}
      onDone={onDone}
    >
      <UnitPicker
        label={t('organisation.change.new.parent')}
        tree={tree}
        value={parentId}
        onChange={setParentId}
        without={below}
        emptyLabel={t('organisation.top')}
        testId="change-parent"
      />
    </ChangeDialog>
  );
}
