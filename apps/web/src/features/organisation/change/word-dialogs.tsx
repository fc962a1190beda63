import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChangeDialog } from './change-dialog.tsx';
import type { TreeChange } from './change-dialog.tsx';
import type { UnitDialogProps } from './unit-dialog.ts';

interface WordDialogProps extends UnitDialogProps {
  readonly action: 'rename' | 'recode' | 'rekind';
  readonly field: 'name' | 'code' | 'kind';
  readonly maxChars: number;
  readonly make: (value: string) => TreeChange | null;
}

/** One word of a unit becomes another. */
function WordDialog({ unit, action, field, maxChars, make, onClose, onDone }: WordDialogProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState(unit[field]);
  const tidied = value.trim();
  return (
    <ChangeDialog
      title={t(`organisation.action.${action}`)}
      text={unit.name}
      submitLabel={t(`organisation.action.${action}`)}
      change={tidied === unit[field] ? null : make(tidied)}
      onClose={onClose}
      onDone={onDone}
    >
      <TextInput
        label={t(`organisation.change.new.${field}`)}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        maxLength={maxChars}
        data-autofocus
        data-testid="change-word"
      />
    </ChangeDialog>
  );
}

/** As long as core allows (tree/commands.ts). */
const NAME_MAX_CHARS = 300;
const WORD_MAX_CHARS = 100;

export function RenameDialog(props: UnitDialogProps) {
  const { unitId } = props.unit;
  const make = (name: string): TreeChange | null => (name === '' ? null : { type: 'RenameUnit', unitId, name });
  return <WordDialog {...props} action="rename" field="name" maxChars={NAME_MAX_CHARS} make={make} />;
}

export function RecodeDialog(props: UnitDialogProps) {
  const { unitId } = props.unit;
  return (
    <WordDialog {...props} action="recode" field="code" maxChars={WORD_MAX_CHARS} make={(code) => ({ type: 'RecodeUnit', unitId, code })} />
  );
}

export function KindDialog(props: UnitDialogProps) {
  const { unitId } = props.unit;
  return (
    <WordDialog
      {...props}
      action="rekind"
      field="kind"
      maxChars={WORD_MAX_CHARS}
      make={(kind) => ({ type: 'ChangeUnitKind', unitId, kind })}
    />
  );
}
