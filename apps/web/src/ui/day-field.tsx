import { TextInput } from '@mantine/core';
import type { TextInputProps } from '@mantine/core';

interface DayFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** `YYYY-MM-DD`; empty: none. */
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** The browser's own field: it knows the reader's order of day and month, and every keyboard. */
export function DayField({ value, onChange, ...rest }: DayFieldProps) {
  return (
    <TextInput
      {...rest}
      type="date"
      min="0001-01-01"
      max="9999-12-31"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
