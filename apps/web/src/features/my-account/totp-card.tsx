import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { endTotp, renewRecoveryCodes } from '../../live/my-account-api.ts';
import type { AccountRecord } from '../../live/my-account-api.ts';
import { Card } from '../../ui/card.tsx';
import { tellDone } from '../../ui/tell.ts';
import { PasswordAsked } from './password-asked.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TotpEnrolment } from './totp-enrolment.tsx';

interface TotpCardProps {
  readonly account: AccountRecord;
  readonly onDone: () => void;
}

type Step = 'begin' | 'renew' | 'end';

/** The second factor: whether there is one, and everything about it. */
export function TotpCard({ account, onDone }: TotpCardProps) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step | null>(null);
  const { hasPassword, hasTotp } = account;
  const close = () => setStep(null);
  const done = () => {
    close();
    onDone();
  };
  const state = hasTotp ? 'on' : hasPassword ? 'off' : 'needsPassword';
  return (
    <Card title={t('myAccount.totp.title')} testId="totp-card">
      <p data-testid="totp-state" data-on={hasTotp}>
        {t(`myAccount.totp.${state}`)}
      </p>
      <Group mt="md">
        {!hasTotp && (
          <Button onClick={() => setStep('begin')} disabled={!hasPassword} data-testid="totp-begin">
            {t('myAccount.totp.begin')}
          </Button>
        )}
        {hasTotp && (
          <>
            <Button variant="default" onClick={() => setStep('renew')} data-testid="totp-renew">
              {t('myAccount.totp.renew')}
            </Button>
            <Button variant="default" onClick={() => setStep('end')} data-testid="totp-end">
              {t('myAccount.totp.end')}
            </Button>
          </>
        )}
      </Group>
      {step === 'begin' && (
        <StepDialog title={t('myAccount.totp.begin')} onClose={done}>
          <TotpEnrolment name={account.name} onDone={done} />
        </StepDialog>
      )}
      {step === 'renew' && <RenewDialog name={account.name} onClose={close} />}
      {step === 'end' && <EndDialog onClose={close} onDone={done} />}
    </Card>
  );
}

function StepDialog(props: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const closing = { closeButtonProps: { 'aria-label': t('action.close') }, closeOnClickOutside: false };
  return (
    <Modal opened onClose={props.onClose} title={props.title} size="lg" centered {...closing}>
      {props.children}
    </Modal>
  );
}

function RenewDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <StepDialog title={t('myAccount.totp.renew')} onClose={onClose}>
      {codes ? (
        <RecoveryCodes name={name} codes={codes} onSaved={onClose} />
      ) : (
        <PasswordAsked
          text={t('myAccount.totp.renewText')}
          submitLabel={t('myAccount.totp.renew')}
          ask={renewRecoveryCodes}
          onDone={({ recoveryCodes }) => setCodes(recoveryCodes)}
        />
      )}
    </StepDialog>
  );
}

function EndDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const ended = () => {
    tellDone(t('myAccount.totp.ended'));
    onDone();
  };
  return (
    <StepDialog title={t('myAccount.totp.end')} onClose={onClose}>
      <PasswordAsked text={t('myAccount.totp.endText')} submitLabel={t('myAccount.totp.end')} danger ask={endTotp} onDone={ended} />
    </StepDialog>
  );
}
