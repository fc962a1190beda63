import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EntryCard } from '../ui/entry-layout.tsx';
import { signInByCode } from './account-api.ts';
import { useSignInProblem } from './use-sign-in-problem.ts';

/** A code has six digits; recovery codes are longer, up to what the server takes. */
const CODE_MIN_CHARS = 6;
const CODE_MAX_CHARS = 32;

/** The second step of signing in. */
export function CodeCard({ onSignedIn }: { readonly onSignedIn: () => Promise<unknown> | void }) {
  const { t } = useTranslation();
  const problemText = useSignInProblem(t('account.codeWrong'));
  const [code, setCode] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await signInByCode(code.trim());
    setBusy(false);
    if (answer.ok) await onSignedIn();
    else setTrouble(problemText(answer.problem));
  };
  return (
    <EntryCard title={t('account.codeTitle')} text={t('account.codeText')}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <TextInput
            label={t('account.code')}
            autoComplete="one-time-code"
            required
            autoFocus
            maxLength={CODE_MAX_CHARS}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            data-testid="second-code"
          />
          {trouble !== '' && (
            <Text role="alert" c="var(--dc-on-air-text)">
              {trouble}
            </Text>
          )}
          <Button type="submit" size="md" loading={busy} disabled={code.trim().length < CODE_MIN_CHARS}>
            {t('account.signIn')}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
}
