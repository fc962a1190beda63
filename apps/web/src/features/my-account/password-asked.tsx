import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HttpResult } from '../../live/http.ts';
import { PresentPassword } from '../../live/present-password.tsx';
import { useSignInProblem } from '../../live/use-sign-in-problem.ts';

interface PasswordAskedProps<T> {
  readonly text?: string;
  readonly submitLabel: string;
  readonly danger?: boolean;
  readonly ask: (password: string) => Promise<HttpResult<T>>;
  readonly onDone: (value: T) => void;
}

/** A step that only the owner takes: the password once more, then what it is for. */
export function PasswordAsked<T>({ text, submitLabel, danger = false, ask, onDone }: PasswordAskedProps<T>) {
  const { t } = useTranslation();
  const problemText = useSignInProblem(t('myAccount.password.currentWrong'));
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await ask(password);
    setBusy(false);
    if (answer.ok) onDone(answer.value);
    else setTrouble(problemText(answer.problem));
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        {text && <Text c="var(--dc-ink-2)">{text}</Text>}
        <PresentPassword label={t('myAccount.totp.password')} value={password} onChange={setPassword} autoFocus testId="asked-password" />
        {trouble !== '' && (
          <Text role="alert" c="var(--dc-on-air-text)">
            {trouble}
          </Text>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={password === ''} data-testid="asked-submit" {...(danger ? { color: 'red' } : {})}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
