import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { beginTotp, confirmTotp } from '../../live/my-account-api.ts';
import type { TotpSecret } from '../../live/my-account-api.ts';
import { useSignInProblem } from '../../live/use-sign-in-problem.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { tellDone } from '../../ui/tell.ts';
import { PasswordAsked } from './password-asked.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import styles from './totp-enrolment.module.css';

interface TotpEnrolmentProps {
  readonly name: string;
  readonly onDone: () => void;
}

/** Password, then the secret and a first code, then the recovery codes: it counts from the code on. */
export function TotpEnrolment({ name, onDone }: TotpEnrolmentProps) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<TotpSecret | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  if (!secret) return <PasswordAsked submitLabel={t('myAccount.totp.next')} ask={beginTotp} onDone={setSecret} />;
  if (confirmed) return <RecoveryCodes name={name} codes={secret.recoveryCodes} onSaved={onDone} />;
  return <ConfirmStep uri={secret.uri} onConfirmed={() => setConfirmed(true)} />;
}

function ConfirmStep({ uri, onConfirmed }: { readonly uri: string; readonly onConfirmed: () => void }) {
  const { t } = useTranslation();
  const form = useFirstCode(onConfirmed);
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <Stack gap="md">
        <div>
          <h3 className={styles.title}>{t('myAccount.totp.scanTitle')}</h3>
          <Text c="var(--dc-ink-2)">{t('myAccount.totp.scanText')}</Text>
        </div>
        <QrCode text={uri} label={t('myAccount.totp.qr')} className={styles.code} />
        <div>
          <Text c="var(--dc-ink-2)">{t('myAccount.totp.manual')}</Text>
          <code className={styles.key} aria-label={t('myAccount.totp.key')} data-testid="totp-key">
            {inFours(new URL(uri).searchParams.get('secret') ?? '')}
          </code>
        </div>
        <TextInput
          label={t('myAccount.totp.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={CODE_CHARS + 1}
          value={form.code}
          onChange={(event) => form.setCode(event.currentTarget.value)}
          data-testid="totp-code"
        />
        {form.trouble !== '' && (
          <Text role="alert" c="var(--dc-on-air-text)">
            {form.trouble}
          </Text>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={form.busy} disabled={form.digits.length !== CODE_CHARS} data-testid="totp-confirm">
            {t('myAccount.totp.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Six digits; apps show them with a blank in the middle (RFC 6238). */
const CODE_CHARS = 6;

function useFirstCode(onConfirmed: () => void) {
  const { t } = useTranslation();
  const problemText = useSignInProblem(t('myAccount.totp.codeWrong'));
  const [code, setCode] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const digits = code.replaceAll(/\D/g, '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await confirmTotp(digits);
    setBusy(false);
    if (!answer.ok) return setTrouble(problemText(answer.problem));
    tellDone(t('myAccount.totp.confirmed'));
    onConfirmed();
  };
  return { code, setCode, digits, trouble, busy, submit };
}

/** As it is read off and typed. */
function inFours(key: string): string {
  return key.match(/.{1,4}/g)?.join(' ') ?? key;
}
