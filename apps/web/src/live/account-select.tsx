import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { foundOptions } from './agenda/found-options.ts';
import type { ListedAccount } from './planning-api.ts';

interface AccountSelectProps {
  readonly label: string;
  readonly accounts: readonly ListedAccount[];
  readonly value: string | null;
  readonly onChange: (accountId: string | null) => void;
  readonly required?: boolean;
  readonly testId: string;
}

/** More than anybody reads; whoever does not see theirs types another letter. */
const OPTIONS_MAX = 40;

/** Somebody with an account, found by name without diacritics. */
export function AccountSelect({ label, accounts, value, onChange, required = false, testId }: AccountSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={label}
      required={required}
      data={accounts.filter((one) => one.disabledAtMs === null).map(({ accountId, name }) => ({ value: accountId, label: name }))}
      value={value}
      onChange={onChange}
      searchable
      clearable={!required}
      filter={foundOptions}
      limit={OPTIONS_MAX}
      placeholder={t('planning.field.pick')}
      nothingFoundMessage={t('planning.sites.nothingFound')}
      data-testid={testId}
    />
  );
}
