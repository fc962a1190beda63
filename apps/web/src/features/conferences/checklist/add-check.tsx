import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../live/new-id.ts';
import { useAct } from '../../../live/use-act.ts';
import panel from '../panel.module.css';

/** As core allows (conference/commands.ts). */
const TEXT_MAX_CHARS = 200;
const UNIT_MS = { days: 86_400_000, hours: 3_600_000 } as const;
/** Three months, as core allows. */
const BEFORE_MAX = { days: 92, hours: 92 * 24 } as const;
type Unit = keyof typeof UNIT_MS;

/** Something of one's own to see to. */
export function AddCheck() {
  const { t } = useTranslation();
  const act = useAct();
  const [text, setText] = useState('');
  const [count, setCount] = useState(1);
  const [unit, setUnit] = useState<Unit>('days');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const item = { checkId: newId(), code: null, text, dueBeforeMs: count * UNIT_MS[unit], origin: 'own' as const };
    if ((await act({ type: 'AddChecklistItems', items: [item] })).ok) setText('');
  };
  return (
    <form className={panel.panel} onSubmit={(event) => void submit(event)} aria-labelledby="add-check-title">
      <h2 id="add-check-title" className={panel.title}>
        {t('planning.checklist.add')}
      </h2>
      <TextInput
        label={t('planning.checklist.own')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={TEXT_MAX_CHARS}
        required
        data-testid="check-text"
      />
      <div className={panel.row}>
        <NumberInput
          label={t('planning.checklist.before')}
          value={count}
          onChange={(value) => setCount(Number(value) || 0)}
          min={0}
          max={BEFORE_MAX[unit]}
          clampBehavior="strict"
          allowDecimal={false}
        />
        <Select
          label={t('planning.checklist.due')}
          data={(['days', 'hours'] as const).map((value) => ({ value, label: t(`planning.checklist.${value}`) }))}
          value={unit}
          onChange={(value) => setUnit(value === 'hours' ? 'hours' : 'days')}
          allowDeselect={false}
        />
      </div>
      <div className={panel.actions}>
        <Button type="submit" leftSection={<IconPlus size="1.125rem" />} disabled={text.trim() === ''} data-testid="check-add">
          {t('planning.checklist.add')}
        </Button>
      </div>
    </form>
  );
}
