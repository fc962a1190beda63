import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Divider, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { signInByPassword, signInMethods } from '../../live/account-api.ts';
import { CodeCard } from '../../live/code-card.tsx';
import { useLoaded } from '../../live/use-loaded.ts';
import { useSignInProblem } from '../../live/use-sign-in-problem.ts';
import { EntryCard } from '../../ui/entry-layout.tsx';
import { destination } from './destination.ts';

/** Name and password, then the second step where the account has one; or the organisation's own system. */
export function SignInCard({ trouble: before }: { readonly trouble: string }) {
  const { t } = useTranslation();
  const form = usePasswordForm(before);
  const methods = useLoaded('methods', signInMethods);
  const provider = methods.value?.provider;
  if (form.codeNeeded) return <CodeCard onSignedIn={form.leave} />;
  return (
    <EntryCard title={t('account.signInTitle')} text={t('account.signInText')}>
      <form onSubmit={(event) => void form.submit(event)}>
        <Stack gap="md">
          <TextInput
            label={t('account.login')}
            autoComplete="username"
            autoCapitalize="none"
            required
            value={form.login}
            onChange={(event) => form.setLogin(event.currentTarget.value)}
            data-testid="login"
          />
          <PasswordInput
            label={t('account.password')}
            autoComplete="current-password"
            required
            value={form.password}
            onChange={(event) => form.setPassword(event.currentTarget.value)}
            data-testid="password"
          />
          {form.trouble !== '' && (
            <Text role="alert" c="var(--dc-on-air-text)" data-testid="sign-in-problem">
              {form.trouble}
            </Text>
          )}
          <Button type="submit" size="md" loading={form.busy} data-testid="sign-in">
            {t('account.signIn')}
          </Button>
        </Stack>
      </form>
      {provider && (
        <>
          <Divider my="lg" />
          <Button component="a" href={provider.url} variant="default" size="md">
            {t('account.withProvider', { name: provider.name })}
          </Button>
        </>
      )}
    </EntryCard>
  );
}

function usePasswordForm(before: string) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const problemText = useSignInProblem(t('account.signInWrong'));
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState(before);
  const [busy, setBusy] = useState(false);
  const [codeNeeded, setCodeNeeded] = useState(false);
  const leave = async () => navigate(await destination(location.search), { replace: true });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await signInByPassword(login.trim(), password);
    setBusy(false);
    if (!answer.ok) return setTrouble(problemText(answer.problem));
    if (answer.value.codeNeeded) setCodeNeeded(true);
    else await leave();
  };
  return { login, setLogin, password, setPassword, trouble, busy, codeNeeded, leave, submit };
}
