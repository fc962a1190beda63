import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changePassword } from '../../live/my-account-api.ts';
import type { AccountRecord } from '../../live/my-account-api.ts';
import { isTypedTwice, NO_PASSWORD, PasswordFields } from '../../live/password-fields.tsx';
import { PresentPassword } from '../../live/present-password.tsx';
import { useSignInProblem } from '../../live/use-sign-in-problem.ts';
import { Card } from '../../ui/card.tsx';
import { tellDone } from '../../ui/tell.ts';

interface PasswordCardProps {
  readonly account: AccountRecord;
  readonly onDone: () => void;
}

export function PasswordCard({ account, onDone }: PasswordCardProps) {
  const { t } = useTranslation();
  return (
    <Card title={t('myAccount.password.title')} testId="password-card">
      {!account.hasPassword && <Text mb="md">{t('myAccount.password.unset')}</Text>}
      <PasswordForm account={account} onDone={onDone} />
    </Card>
  );
}

/** Another password, or the first one. */
export function PasswordForm({ account, onDone }: PasswordCardProps) {
  const { t } = useTranslation();
  const form = usePasswordChange(onDone);
  const { hasPassword } = account;
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <Stack gap="md">
        {/* So that a browser keeps the password under the right name. */}
        <input type="hidden" autoComplete="username" value={account.username ?? account.email ?? ''} readOnly />
        {hasPassword && <PresentPassword label={t('myAccount.password.current')} value={form.current} onChange={form.setCurrent} />}
        <PasswordFields value={form.typed} onChange={form.setTyped} />
        <Text size="sm" c="var(--dc-ink-2)">
          {t('myAccount.password.ends')}
        </Text>
        {form.trouble !== '' && (
          <Text role="alert" c="var(--dc-on-air-text)" data-testid="password-problem">
            {form.trouble}
          </Text>
        )}
        <div>
          <Button
            type="submit"
            loading={form.busy}
            disabled={!isTypedTwice(form.typed) || (hasPassword && form.current === '')}
            data-testid="change-password"
          >
            {t(hasPassword ? 'myAccount.password.change' : 'myAccount.password.set')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function usePasswordChange(onDone: () => void) {
  const { t } = useTranslation();
  const problemText = useSignInProblem(t('myAccount.password.currentWrong'));
  const [current, setCurrent] = useState('');
  const [typed, setTyped] = useState(NO_PASSWORD);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await changePassword(typed.password, current);
    setBusy(false);
    if (!answer.ok) return setTrouble(problemText(answer.problem));
    setTrouble('');
    setCurrent('');
    setTyped(NO_PASSWORD);
    tellDone(t('myAccount.password.done'));
    onDone();
  };
  return { current, setCurrent, typed, setTyped, trouble, busy, submit };
}
