import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, CopyButton, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { makeToken } from '../../live/my-account-api.ts';
import { PresentPassword } from '../../live/present-password.tsx';
import { useSignInProblem } from '../../live/use-sign-in-problem.ts';

interface MakeTokenDialogProps {
  readonly withPassword: boolean;
  readonly onClose: () => void;
  readonly onMade: () => void;
}

/** The usual quarter first; the server takes up to a year (http/routes/api-tokens.ts). */
const DAYS = ['90', '30', '7', '180', '365'];

export function MakeTokenDialog({ withPassword, onClose, onMade }: MakeTokenDialogProps) {
  const { t } = useTranslation();
  const [made, setMade] = useState<{ readonly name: string; readonly token: string } | null>(null);
  const title = made ? t('myAccount.tokens.madeTitle', { name: made.name }) : t('myAccount.tokens.makeTitle');
  const closing = { closeButtonProps: { 'aria-label': t('action.close') }, closeOnClickOutside: made === null };
  return (
    <Modal opened onClose={onClose} title={title} size="lg" centered {...closing}>
      {made ? (
        <MadeToken token={made.token} onClose={onClose} />
      ) : (
        <TokenForm
          withPassword={withPassword}
          onMade={(token) => {
            setMade(token);
            onMade();
          }}
        />
      )}
    </Modal>
  );
}

interface TokenFormProps {
  readonly withPassword: boolean;
  readonly onMade: (made: { readonly name: string; readonly token: string }) => void;
}

function TokenForm({ withPassword, onMade }: TokenFormProps) {
  const { t } = useTranslation();
  const form = useTokenForm(onMade);
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <Stack gap="md">
        <TextInput
          label={t('myAccount.tokens.name')}
          required
          maxLength={80}
          data-autofocus
          value={form.name}
          onChange={(event) => form.setName(event.currentTarget.value)}
          data-testid="token-name"
        />
        <NativeSelect
          label={t('myAccount.tokens.days')}
          value={form.days}
          onChange={(event) => form.setDays(event.currentTarget.value)}
          data={DAYS.map((days) => ({ value: days, label: t('myAccount.tokens.daysOf', { count: Number(days) }) }))}
        />
        {withPassword && (
          <PresentPassword
            label={t('myAccount.tokens.password')}
            value={form.password}
            onChange={form.setPassword}
            testId="token-password"
          />
        )}
        {form.trouble !== '' && (
          <Text role="alert" c="var(--dc-on-air-text)">
            {form.trouble}
          </Text>
        )}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={form.busy}
            disabled={form.name.trim() === '' || (withPassword && form.password === '')}
            data-testid="token-submit"
          >
            {t('myAccount.tokens.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useTokenForm(onMade: TokenFormProps['onMade']) {
  const { t } = useTranslation();
  const problemText = useSignInProblem(t('myAccount.password.currentWrong'));
  const [name, setName] = useState('');
  const [days, setDays] = useState(DAYS[0]!);
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await makeToken({ name: name.trim(), days: Number(days), ...(password !== '' && { password }) });
    setBusy(false);
    if (answer.ok) onMade(answer.value);
    else setTrouble(answer.problem.status === 409 ? t('myAccount.tokens.tooMany') : problemText(answer.problem));
  };
  return { name, setName, days, setDays, password, setPassword, trouble, busy, submit };
}

function MadeToken({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Text>{t('myAccount.tokens.madeText')}</Text>
      <TextInput
        label={t('myAccount.tokens.token')}
        readOnly
        value={token}
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'monospace' } }}
        data-testid="made-token"
      />
      <Group justify="flex-end">
        <CopyButton value={token}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'myAccount.tokens.copied' : 'myAccount.tokens.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose} data-testid="token-close">
          {t('myAccount.tokens.close')}
        </Button>
      </Group>
    </Stack>
  );
}
