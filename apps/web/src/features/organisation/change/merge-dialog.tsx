import { useState } from 'react';
import { ActionIcon, Group, Radio, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../live/new-id.ts';
import { ChangeDialog } from './change-dialog.tsx';
import type { TreeChange } from './change-dialog.tsx';
import type { UnitDialogProps } from './unit-dialog.ts';
import { NO_WORDS, tidyWords, UnitFields } from './unit-fields.tsx';
import type { UnitWords } from './unit-fields.tsx';
import { UnitPicker } from '../../../live/unit-picker.tsx';

/** This unit and others become one: a new one, or this one carries on. */
export function MergeDialog({ unit, tree, onClose, onDone }: UnitDialogProps) {
  const { t } = useTranslation();
  const [others, setOthers] = useState<readonly string[]>([]);
  const [isNew, setIsNew] = useState(true);
  const [words, setWords] = useState<UnitWords>({ ...NO_WORDS, kind: unit.kind });
  const [freshId] = useState(newId);
  const into = isNew ? { unitId: freshId, ...tidyWords(words), parentId: unit.parentId } : unit;
  const ready = others.length > 0 && into.name !== '';
  const change: TreeChange = { type: 'MergeUnits', unitIds: [unit.unitId, ...others], into: { ...into } };
  return (
    <ChangeDialog
      title={t('organisation.action.merge')}
      text={t('organisation.change.mergeText', { name: unit.name })}
      submitLabel={t('organisation.action.merge')}
      danger
      change={ready ? change : null}
      onClose={onClose}
      onDone={onDone}
    >
      <UnitPicker
        label={t('organisation.change.mergeWith')}
        tree={tree}
        value={null}
        onChange={(unitId) => unitId !== null && setOthers([...others, unitId])}
        without={new Set([unit.unitId, ...others])}
        testId="merge-with"
      />
      <Chosen
        names={others.map((unitId) => [unitId, tree.byId.get(unitId)?.unit.name ?? unitId])}
        onRemove={(gone) => setOthers(others.filter((unitId) => unitId !== gone))}
      />
      <Radio.Group label={t('organisation.change.into')} value={isNew ? 'new' : 'this'} onChange={(value) => setIsNew(value === 'new')}>
        <Stack gap="xs" mt="xs">
          <Radio value="new" label={t('organisation.change.intoNew')} />
          <Radio value="this" label={t('organisation.change.intoThis', { name: unit.name })} />
        </Stack>
      </Radio.Group>
      {isNew && <UnitFields words={words} onChange={setWords} />}
    </ChangeDialog>
  );
}

interface ChosenProps {
  readonly names: readonly (readonly [unitId: string, name: string])[];
  readonly onRemove: (unitId: string) => void;
}

function Chosen({ names, onRemove }: ChosenProps) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      {names.map(([unitId, name]) => (
        <Group key={unitId} gap="xs" wrap="nowrap" justify="space-between">
          <span>{name}</span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('organisation.change.remove', { name })}
            onClick={() => onRemove(unitId)}
          >
            <IconX size="1.125rem" />
          </ActionIcon>
        </Group>
      ))}
    </Stack>
  );
}
