import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { resetLink, reviseAccount } from '../../live/accounts-api.ts';
import type { HandedOutLink } from '../../live/accounts-api.ts';
import type { HttpResult } from '../../live/http.ts';
import type { AccountRecord } from '../../live/my-account-api.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { tellDone } from '../../ui/tell.ts';
import { AccountFields } from './account-fields.tsx';
import { HandedOut } from './handed-out.tsx';
import { accountForm, isReady, NO_INVITEE } from './invitee.ts';

interface Closing {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function EditDialog({ account, onClose, onDone }: Closing & { readonly account: AccountRecord }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const { name, username, email, unitId, contactId, language } = account;
  const [person, setPerson] = useState({ ...NO_INVITEE, name, username: username ?? '', email: email ?? '', unitId, contactId, language });
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  // Whoever came by link alone has no name to sign in with, and may be left so.
  const ready = isReady(person) || (username === null && email === null && person.name.trim() !== '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await reviseAccount(account.accountId, accountForm(person));
    setBusy(false);
    if (!answer.ok) {
      return setTrouble(answer.problem.code === 'already-exists' ? t('accounts.inviteDialog.taken') : troubleText(answer.problem));
    }
    tellDone(t('accounts.action.revised'));
    onClose();
    onDone();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('accounts.action.edit')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          <AccountFields person={person} onChange={(some) => setPerson((before) => ({ ...before, ...some }))} />
          <Trouble text={trouble} />
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!ready} data-testid="account-save">
            {t('accounts.action.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

interface ConfirmDialogProps extends Closing {
  readonly name: string;
  readonly what: 'disable' | 'endSessions' | 'removeTotp';
  readonly done: 'disabled' | 'sessionsEnded' | 'totpRemoved';
  readonly act: () => Promise<HttpResult<null>>;
}

/** What cannot be taken back: said in full before it is done. */
export function ConfirmDialog({ name, what, done, act, onClose, onDone }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    const answer = await act();
    setBusy(false);
    if (!answer.ok) return setTrouble(troubleText(answer.problem));
    tellDone(t(`accounts.action.${done}`));
    onClose();
    onDone();
  };
  const title = t(`accounts.action.${what}`);
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Text>{t(`accounts.action.${what}Text`, { name })}</Text>
      <Trouble text={trouble} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button color="red" loading={busy} onClick={() => void confirm()} data-testid="account-confirm">
          {title}
        </Button>
      </Group>
    </Modal>
  );
}

export function ResetDialog({ account, onClose }: { readonly account: AccountRecord; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [link, setLink] = useState<HandedOutLink | null>(null);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const issue = async () => {
    setBusy(true);
    const answer = await resetLink(account.accountId);
    setBusy(false);
    if (answer.ok) setLink(answer.value);
    else setTrouble(troubleText(answer.problem));
  };
  const close = { closeButtonProps: { 'aria-label': t('action.close') }, closeOnClickOutside: link === null };
  return (
    <Modal opened onClose={onClose} title={t('accounts.action.reset')} size="lg" centered {...close}>
      {link ? (
        <HandedOut link={link} address={account.email} onClose={onClose} />
      ) : (
        <>
          <Text>{t('accounts.action.resetText')}</Text>
          <Trouble text={trouble} />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button loading={busy} onClick={() => void issue()} data-testid="account-reset-do">
              {t('accounts.action.resetDo')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}

function Trouble({ text }: { readonly text: string }) {
  if (text === '') return null;
  return (
    <Text role="alert" c="var(--dc-on-air-text)" mt="sm" data-testid="account-refused">
      {text}
    </Text>
  );
}
