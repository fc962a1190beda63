import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeDialog } from './change-dialog.tsx';
import type { UnitDialogProps } from './unit-dialog.ts';
import { tidyWords, UnitFields } from './unit-fields.tsx';
import { UnitPicker } from '../../../live/unit-picker.tsx';

/** A unit that exists again, or should not have been closed. */
export function ReopenDialog({ unit, tree, onClose, onDone }: UnitDialogProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState({ name: unit.name, code: unit.code, kind: unit.kind });
  const [parentId, setParentId] = useState(unit.parentId !== null && tree.byId.has(unit.parentId) ? unit.parentId : null);
  const reopened = { unitId: unit.unitId, ...tidyWords(words), parentId };
  return (
    <ChangeDialog
      title={t('organisation.action.reopen')}
      submitLabel={t('organisation.action.reopen')}
      change={reopened.name === '' ? null : { type: 'ReopenUnit', unit: reopened }}
      onClose={onClose}
      onDone={onDone}
    >
      <UnitFields words={words} onChange={setWords} />
      <UnitPicker
        label={t('organisation.field.parent')}
        tree={tree}
        value={parentId}
        onChange={setParentId}
        without={new Set([unit.unitId])}
        emptyLabel={t('organisation.top')}
      />
    </ChangeDialog>
  );
}
