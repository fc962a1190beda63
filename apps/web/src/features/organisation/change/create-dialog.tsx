import { useState } from 'react';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../live/new-id.ts';
import type { ListedUnit } from '../../../live/organisation-api.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { NO_WORDS, tidyWords, UnitFields } from './unit-fields.tsx';

interface CreateDialogProps {
  /** null: at the top. */
  readonly parent: Pick<ListedUnit, 'unitId' | 'name'> | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function CreateDialog({ parent, onClose, onDone }: CreateDialogProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState(NO_WORDS);
  const [unitId] = useState(newId);
  const unit = { unitId, ...tidyWords(words), parentId: parent?.unitId ?? null };
  return (
    <ChangeDialog
      title={t('organisation.action.create')}
      submitLabel={t('organisation.action.create')}
      change={unit.name === '' ? null : { type: 'CreateUnits', units: [unit] }}
      onClose={onClose}
      onDone={onDone}
    >
      <Text>{parent ? t('organisation.change.under', { name: parent.name }) : t('organisation.change.atTop')}</Text>
      <UnitFields words={words} onChange={setWords} />
    </ChangeDialog>
  );
}
