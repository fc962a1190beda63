import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { foldVietnamese } from '@diemcau/core';
import type { GrantsCommand } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { allAccounts, changeGrants } from '../../live/accounts-api.ts';
import type { GrantRecord } from '../../live/my-account-api.ts';
import { newId } from '../../live/new-id.ts';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { DayField } from '../../ui/day-field.tsx';
import { tellDone } from '../../ui/tell.ts';
import { GrantFields } from './grant-fields.tsx';
import type { WantedGrant } from './grant-fields.tsx';

interface Closing {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface GrantDialogProps extends Closing {
  readonly title: string;
  readonly text?: string;
  readonly submitLabel: string;
  /** null: something is still missing. */
  readonly command: GrantsCommand | null;
  readonly children: ReactNode;
}

/** A change of roles; a refusal stays in sight beside the fields. */
function GrantDialog({ title, text, submitLabel, command, children, onClose, onDone }: GrantDialogProps) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!command) return;
    setBusy(true);
    const answer = await changeGrants(command);
    setBusy(false);
    if (!answer.ok) return setTrouble(troubleText(answer.problem));
    tellDone(t('accounts.grants.done'));
    onDone();
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title} size="lg" centered closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="md">
          {text && <Text c="var(--dc-ink-2)">{text}</Text>}
          {children}
          {trouble !== '' && (
            <Text role="alert" c="var(--dc-on-air-text)" data-testid="grant-refused">
              {trouble}
            </Text>
          )}
        </Stack>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!command} data-testid="grant-submit">
            {submitLabel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

export function GiveRoleDialog({ accountId, wanted, ...rest }: Closing & { readonly accountId: string; readonly wanted: WantedGrant }) {
  const { t } = useTranslation();
  const [grantId] = useState(newId);
  const [grant, setGrant] = useState(wanted);
  const { role, overUnitId, from, until } = grant;
  const command: GrantsCommand | null =
    role === null || from === '' ? null : { type: 'GrantRole', grantId, accountId, role, unitId: overUnitId, from, until: until || null };
  return (
    <GrantDialog {...rest} title={t('accounts.grants.give')} submitLabel={t('accounts.grants.give')} command={command}>
      <GrantFields wanted={grant} onChange={(some) => setGrant((before) => ({ ...before, ...some }))} />
    </GrantDialog>
  );
}

type OneGrantProps = Closing & { readonly grant: GrantRecord };

/** As long as core allows (grants/commands.ts). */
const REASON_MAX_CHARS = 500;

export function EndGrantDialog({ grant, ...rest }: OneGrantProps) {
  const { t } = useTranslation();
  const { today } = useStaff();
  const [until, setUntil] = useState(today);
  const [reason, setReason] = useState('');
  const title = t('accounts.grants.endTitle', { role: t(`accounts.role.${grant.role}`) });
  const command: GrantsCommand | null = until === '' ? null : { type: 'EndGrant', grantId: grant.grantId, until, reason: reason.trim() };
  return (
    <GrantDialog {...rest} title={title} submitLabel={t('accounts.grants.end')} command={command}>
      <DayField
        label={t('accounts.grants.endLast')}
        description={t('accounts.grants.endHint')}
        required
        value={until}
        onChange={setUntil}
        data-testid="grant-last"
      />
      <Textarea
        label={t('accounts.grants.endReason')}
        value={reason}
        maxLength={REASON_MAX_CHARS}
        rows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </GrantDialog>
  );
}

export function DeputyDialog({ grant, holder, ...rest }: OneGrantProps & { readonly holder: string }) {
  const { t } = useTranslation();
  const { today } = useStaff();
  const [grantId] = useState(newId);
  const [accountId, setAccountId] = useState<string | null>(null);
  const [from, setFrom] = useState(grant.from > today ? grant.from : today);
  const [until, setUntil] = useState('');
  const command: GrantsCommand | null =
    accountId === null || from === '' || until === ''
      ? null
      : { type: 'NameDeputy', grantId, deputyOf: grant.grantId, accountId, from, until };
  return (
    <GrantDialog
      {...rest}
      title={t('accounts.grants.deputyTitle', { name: holder })}
      text={t('accounts.grants.deputyText', { role: t(`accounts.role.${grant.role}`) })}
      submitLabel={t('accounts.grants.nameDeputy')}
      command={command}
    >
      <AccountPicker label={t('accounts.grants.deputyWho')} value={accountId} onChange={setAccountId} without={grant.accountId} />
      <Group grow align="flex-start">
        <DayField label={t('accounts.inviteDialog.from')} required value={from} onChange={setFrom} data-testid="deputy-from" />
        <DayField label={t('accounts.inviteDialog.until')} required value={until} onChange={setUntil} data-testid="deputy-until" />
      </Group>
    </GrantDialog>
  );
}

interface AccountPickerProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (accountId: string | null) => void;
  readonly without: string;
}

/** More than anybody reads; whoever does not see the name types another letter. */
const HITS_MAX = 40;

function AccountPicker({ label, value, onChange, without }: AccountPickerProps) {
  const { t } = useTranslation();
  const { value: accounts } = useLoaded('deputies', allAccounts);
  const able = (accounts ?? []).filter((one) => one.accountId !== without && one.disabledAtMs === null);
  const data = able.map((one) => ({ value: one.accountId, label: [one.name, one.unitName].filter((word) => word !== '').join(' · ') }));
  return (
    <Select
      label={label}
      required
      searchable
      limit={HITS_MAX}
      data={data}
      filter={({ options, search, limit }) =>
        options
          .filter((option) => 'label' in option && foldVietnamese(String(option.label)).includes(foldVietnamese(search)))
          .slice(0, limit)
      }
      value={value}
      onChange={onChange}
      nothingFoundMessage={t('accounts.nothingFound')}
      data-testid="deputy-account"
    />
  );
}
