import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeGrants, inviteAccount } from '../../live/accounts-api.ts';
import type { HandedOutLink } from '../../live/accounts-api.ts';
import { newId } from '../../live/new-id.ts';
import { useStaff } from '../../live/staff.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { AccountFields } from './account-fields.tsx';
import type { Person } from './account-fields.tsx';
import { GrantFields } from './grant-fields.tsx';
import { HandedOut } from './handed-out.tsx';
import { accountForm, isReady, usernameFor } from './invitee.ts';
import type { Invitee } from './invitee.ts';

interface InviteDialogProps {
  readonly invitee: Invitee;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface Invited {
  readonly link: HandedOutLink;
  readonly address: string | null;
  readonly note: string;
}

/** An account, a role for it where that is wanted, and a link by mail or on paper. */
export function InviteDialog({ invitee, onClose, onDone }: InviteDialogProps) {
  const { t } = useTranslation();
  const [invited, setInvited] = useState<Invited | null>(null);
  const close = { closeButtonProps: { 'aria-label': t('action.close') }, closeOnClickOutside: false };
  return (
    <Modal opened onClose={onClose} title={t('accounts.inviteDialog.title')} size="lg" centered {...close}>
      {invited ? (
        <HandedOut {...invited} title={t('accounts.link.invited')} onClose={onClose} />
      ) : (
        <InviteForm
          invitee={invitee}
          onClose={onClose}
          onInvited={(outcome) => {
            setInvited(outcome);
            onDone();
          }}
        />
      )}
    </Modal>
  );
}

interface InviteFormProps {
  readonly invitee: Invitee;
  readonly onClose: () => void;
  readonly onInvited: (invited: Invited) => void;
}

function InviteForm({ invitee, onClose, onInvited }: InviteFormProps) {
  const { t } = useTranslation();
  const { may, mayEverywhere } = useStaff();
  const form = useInvitation(invitee, onInvited);
  const { person } = form;
  // Whoever keeps a branch invites into it; the whole organisation is not theirs.
  const placed = mayEverywhere('account.change') || (person.unitId !== null && (person.role === null || person.overUnitId !== null));
  const loginMissing = person.name !== '' && person.username.trim() === '' && person.email.trim() === '';
  return (
    <form onSubmit={(event) => void form.submit(event)}>
      <Stack gap="md">
        <AccountFields person={person} onChange={form.changePerson} />
        {may('grant.change') && <GrantFields wanted={person} onChange={form.change} optional />}
        {loginMissing && <Text c="var(--dc-standby)">{t('accounts.inviteDialog.loginNeeded')}</Text>}
        {form.trouble !== '' && (
          <Text role="alert" c="var(--dc-on-air-text)" data-testid="invite-refused">
            {form.trouble}
          </Text>
        )}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={form.busy} disabled={!isReady(person) || !placed} data-testid="invite-submit">
          {t('accounts.inviteDialog.submit')}
        </Button>
      </Group>
    </form>
  );
}

function useInvitation(invitee: Invitee, onInvited: (invited: Invited) => void) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [person, setPerson] = useState(invitee);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const change = (some: Partial<Invitee>) => setPerson((before) => ({ ...before, ...some }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await inviteAccount(accountForm(person));
    const refused = answer.ok ? await giveRole(person, answer.value.accountId) : null;
    setBusy(false);
    if (answer.ok) {
      const note = refused ? t('accounts.inviteDialog.grantRefused', { reason: troubleText(refused) }) : '';
      return onInvited({ link: answer.value, address: person.email.trim() || null, note });
    }
    setTrouble(answer.problem.code === 'already-exists' ? t('accounts.inviteDialog.taken') : troubleText(answer.problem));
  };
  return { person, change, changePerson: (some: Partial<Person>) => setPerson((before) => followed(before, some)), trouble, busy, submit };
}

/** What stands in the way; null: nothing, or there is no role to give. */
async function giveRole({ role, overUnitId, from, until }: Invitee, accountId: string) {
  if (role === null) return null;
  const grant = { grantId: newId(), accountId, role, unitId: overUnitId, from, until: until || null };
  const answer = await changeGrants({ type: 'GrantRole', ...grant });
  return answer.ok ? null : answer.problem;
}

/** The proposed user name follows the name, and what the role is over follows the unit, until somebody says otherwise. */
function followed(before: Invitee, some: Partial<Person>): Invitee {
  const username = before.username === usernameFor(before.name) && some.name !== undefined ? { username: usernameFor(some.name) } : {};
  const over = before.overUnitId === before.unitId && some.unitId !== undefined ? { overUnitId: some.unitId } : {};
  return { ...before, ...username, ...over, ...some };
}
