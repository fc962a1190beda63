import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { branchOf } from '../../../live/unit-tree.ts';
import { ChangeDialog } from './change-dialog.tsx';
import type { UnitDialogProps } from './unit-dialog.ts';
import { UnitPicker } from '../../../live/unit-picker.tsx';

/** What is open passes to a successor; units below need one. */
export function CloseUnitDialog({ unit, node, tree, onClose, onDone }: UnitDialogProps) {
  const { t } = useTranslation();
  const [successorId, setSuccessorId] = useState<string | null>(null);
  const below = new Set(node ? branchOf(node).map((one) => one.unit.unitId) : [unit.unitId]);
  const needed = (node?.children.length ?? 0) > 0;
  return (
    <ChangeDialog
      title={t('organisation.action.close')}
      text={t('organisation.change.closeText', { name: unit.name })}
      submitLabel={t('organisation.action.close')}
      danger
      change={needed && successorId === null ? null : { type: 'CloseUnit', unitId: unit.unitId, successorId }}
      onClose={onClose}
      onDone={onDone}
    >
      <UnitPicker
        label={t('organisation.change.successor')}
        tree={tree}
        value={successorId}
        onChange={setSuccessorId}
        without={below}
        required={needed}
        emptyLabel={needed ? t('organisation.change.pick') : t('organisation.change.nobody')}
        testId="change-successor"
      />
    </ChangeDialog>
  );
}
