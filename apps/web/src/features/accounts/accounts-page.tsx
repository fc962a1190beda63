import { useMemo, useState } from 'react';
import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { ROLES } from '@diemcau/core';
import type { Role } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { allAccounts } from '../../live/accounts-api.ts';
import type { ListedAccount } from '../../live/accounts-api.ts';
import { LoadFailure } from '../../live/load-failure.tsx';
import { useStaff } from '../../live/staff.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import listCard from '../../ui/list-card.module.css';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { PageHead } from '../../ui/staff-layout.tsx';
import { useDocumentTitle } from '../../ui/use-document-title.ts';
import { ACCOUNT_STATES, accountsFound, searchable } from './account-search.ts';
import type { AccountFilter, AccountState } from './account-search.ts';
import { AccountTable } from './account-table.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { NO_INVITEE } from './invitee.ts';
import { Proposals } from './proposals.tsx';

/** Who uses the system: of an organisation, or of the branch the reader keeps. */
export function AccountsPage() {
  const { t } = useTranslation();
  const { may, today } = useStaff();
  const [inviting, setInviting] = useState(false);
  const { value, problem, again } = useLoaded('accounts', allAccounts);
  useDocumentTitle(t('accounts.title'));
  return (
    <>
      <PageHead title={t('accounts.title')} text={t('accounts.text')}>
        {may('account.change') && (
          <Button leftSection={<IconPlus size="1.125rem" />} onClick={() => setInviting(true)} data-testid="invite">
            {t('accounts.invite')}
          </Button>
        )}
      </PageHead>
      {may('account.change') && <Proposals onDone={again} />}
      {problem && <LoadFailure problem={problem} again={again} />}
      {!value && !problem && <Skeleton height={320} radius="lg" aria-label={t('staff.loading')} />}
      {value && <FoundAccounts accounts={value} />}
      {inviting && <InviteDialog invitee={{ ...NO_INVITEE, from: today }} onClose={() => setInviting(false)} onDone={again} />}
    </>
  );
}

function FoundAccounts({ accounts }: { readonly accounts: readonly ListedAccount[] }) {
  const { t } = useTranslation();
  const { may } = useStaff();
  const [filter, setFilter] = useState<AccountFilter>({ search: '', state: null, role: null });
  const rows = useMemo(() => searchable(accounts), [accounts]);
  const found = accountsFound(rows, filter);
  return (
    <section className={listCard.card}>
      <div className={listCard.tools}>
        <TextInput
          type="search"
          leftSection={<IconSearch size="1.125rem" />}
          aria-label={t('accounts.search')}
          placeholder={t('accounts.search')}
          value={filter.search}
          onChange={(event) => setFilter({ ...filter, search: event.currentTarget.value })}
          className={listCard.search ?? ''}
          data-testid="account-search"
        />
        <Filters filter={filter} onChange={setFilter} />
        <p className={listCard.count} role="status">
          {t('accounts.total', { count: found.length })}
        </p>
      </div>
      {found.length > 0 && <AccountTable accounts={found} />}
      {found.length === 0 && accounts.length > 0 && <QuietNotice title={t('accounts.nothingFound')} />}
      {accounts.length === 0 && may('account.change') && <QuietNotice title={t('accounts.empty')} text={t('accounts.emptyText')} />}
      {accounts.length === 0 && !may('account.change') && <QuietNotice title={t('staff.trouble.forbidden')} />}
    </section>
  );
}

interface FiltersProps {
  readonly filter: AccountFilter;
  readonly onChange: (filter: AccountFilter) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const states = ACCOUNT_STATES.map((state) => ({ value: state, label: t(`accounts.state.${state}`) }));
  const roles = ROLES.map((role) => ({ value: role, label: t(`accounts.role.${role}`) }));
  return (
    <>
      <NativeSelect
        aria-label={t('accounts.filter.state')}
        value={filter.state ?? ''}
        onChange={(event) => onChange({ ...filter, state: (event.currentTarget.value || null) as AccountState | null })}
        data={[{ value: '', label: t('accounts.filter.everyState') }, ...states]}
        data-testid="account-state"
      />
      <NativeSelect
        aria-label={t('accounts.filter.role')}
        value={filter.role ?? ''}
        onChange={(event) => onChange({ ...filter, role: (event.currentTarget.value || null) as Role | null })}
        data={[{ value: '', label: t('accounts.filter.everyRole') }, ...roles]}
        data-testid="account-role"
      />
    </>
  );
}
