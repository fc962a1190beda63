import { PasswordInput } from '@mantine/core';

interface PresentPasswordProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly autoFocus?: boolean;
  readonly testId?: string;
}

/** The password somebody has, as proof that it is still them. */
export function PresentPassword({ label, value, onChange, autoFocus = false, testId = 'present-password' }: PresentPasswordProps) {
  return (
    <PasswordInput
      label={label}
      autoComplete="current-password"
      required
      data-autofocus={autoFocus || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-testid={testId}
    />
  );
}
