import { useState } from 'react';
import { Button, Fieldset, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../live/new-id.ts';
import { ChangeDialog } from './change-dialog.tsx';
import type { TreeChange } from './change-dialog.tsx';
import type { UnitDialogProps } from './unit-dialog.ts';
import { NO_WORDS, tidyWords, UnitFields } from './unit-fields.tsx';
import type { UnitWords } from './unit-fields.tsx';

interface Part {
  readonly unitId: string;
  readonly words: UnitWords;
}

/** The unit ends, two or more carry on; each unit below goes to the part chosen for it. */
export function SplitDialog({ unit, node, onClose, onDone }: UnitDialogProps) {
  const { t } = useTranslation();
  const fresh = (): Part => ({ unitId: newId(), words: { ...NO_WORDS, kind: unit.kind } });
  const [parts, setParts] = useState<readonly Part[]>(() => [fresh(), fresh()]);
  const [goesTo, setGoesTo] = useState<Readonly<Record<string, string>>>({});
  const children = node?.children ?? [];
  const partOf = (childId: string) => goesTo[childId] ?? parts[0]!.unitId;
  const ready = parts.every(({ words }) => words.name.trim() !== '');
  const change: TreeChange = {
    type: 'SplitUnit',
    unitId: unit.unitId,
    parts: parts.map(({ unitId, words }) => ({ unitId, ...tidyWords(words) })),
    children: children.map(({ unit: { unitId } }) => ({ unitId, partId: partOf(unitId) })),
  };
  const partName = ({ words }: Part, place: number) => words.name.trim() || t('organisation.change.part', { place: place + 1 });
  return (
    <ChangeDialog
      title={t('organisation.action.split')}
      text={t('organisation.change.splitText', { name: unit.name })}
      submitLabel={t('organisation.action.split')}
      danger
      change={ready ? change : null}
      onClose={onClose}
      onDone={onDone}
    >
      {parts.map((part, place) => (
        <Fieldset key={part.unitId} legend={t('organisation.change.part', { place: place + 1 })}>
          <UnitFields
            words={part.words}
            onChange={(words) => setParts(parts.map((one) => (one === part ? { ...part, words } : one)))}
            testId={`part-${place}`}
          />
        </Fieldset>
      ))}
      <Button variant="default" leftSection={<IconPlus size="1rem" />} onClick={() => setParts([...parts, fresh()])}>
        {t('organisation.change.addPart')}
      </Button>
      {children.map(({ unit: child }) => (
        <NativeSelect
          key={child.unitId}
          label={t('organisation.change.childTo', { name: child.name })}
          value={partOf(child.unitId)}
          onChange={(event) => setGoesTo({ ...goesTo, [child.unitId]: event.currentTarget.value })}
          data={parts.map((part, place) => ({ value: part.unitId, label: partName(part, place) }))}
        />
      ))}
    </ChangeDialog>
  );
}
