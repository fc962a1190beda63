import { PasswordInput, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A password typed twice. */
export interface TypedPassword {
  readonly password: string;
  readonly again: string;
}

export const NO_PASSWORD: TypedPassword = { password: '', again: '' };
/** As the server asks (http/identity/password.ts); what else it asks, it says. */
const PASSWORD_MIN_CHARS = 12;

export function isTypedTwice({ password, again }: TypedPassword): boolean {
  return [...password.normalize('NFC')].length >= PASSWORD_MIN_CHARS && password === again;
}

interface PasswordFieldsProps {
  readonly value: TypedPassword;
  readonly onChange: (value: TypedPassword) => void;
}

export function PasswordFields({ value, onChange }: PasswordFieldsProps) {
  const { t } = useTranslation();
  const differs = value.again !== '' && !value.password.startsWith(value.again) && value.again !== value.password;
  return (
    <Stack gap="md">
      <PasswordInput
        label={t('account.newPassword')}
        description={t('account.passwordHint', { count: PASSWORD_MIN_CHARS })}
        autoComplete="new-password"
        required
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
        data-testid="new-password"
      />
      <PasswordInput
        label={t('account.passwordAgain')}
        autoComplete="new-password"
        required
        value={value.again}
        error={differs ? t('account.passwordDiffers') : undefined}
        onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
        data-testid="new-password-again"
      />
    </Stack>
  );
}
