import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayField } from '../ui/day-field.tsx';
import type { When } from './when.ts';

interface WhenFieldsProps {
  readonly when: When;
  readonly onChange: (when: When) => void;
  readonly disabled?: boolean;
}

export function WhenFields({ when, onChange, disabled = false }: WhenFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <DayField
        label={t('planning.field.day')}
        value={when.day}
        onChange={(day) => onChange({ ...when, day })}
        required
        disabled={disabled}
        data-testid="when-day"
      />
      <TextInput
        type="time"
        label={t('planning.field.time')}
        value={when.time}
        onChange={(event) => onChange({ ...when, time: event.currentTarget.value })}
        required
        disabled={disabled}
        data-testid="when-time"
      />
    </>
  );
}
