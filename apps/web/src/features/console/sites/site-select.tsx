import { useMemo } from 'react';
import { Select } from '@mantine/core';
import type { ComboboxItem, OptionsFilter } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConference } from '../../../live/use-live.ts';
import { matches } from './matches.ts';
import { sitesByName } from './site-rows.ts';

interface SiteSelectProps {
  readonly label: string;
  readonly description?: string;
  readonly siteId: string | null;
  readonly onPick: (siteId: string | null) => void;
  readonly clearable?: boolean;
  readonly testId: string;
}

export const withoutMarks: OptionsFilter = ({ options, search }) =>
  options.filter((option) => matches((option as ComboboxItem).label, search));

/** Any room of the conference, found by name without diacritics. */
export function SiteSelect({ siteId, onPick, testId, ...rest }: SiteSelectProps) {
  const { t } = useTranslation();
  const { sites } = useConference();
  const data = useMemo(() => sitesByName(sites).map((site) => ({ value: site.siteId, label: site.name })), [sites]);
  return (
    <Select
      {...rest}
      placeholder={t('desk.people.search')}
      data={data}
      value={siteId}
      onChange={onPick}
      searchable
      filter={withoutMarks}
      nothingFoundMessage={t('console.add.noSite')}
      maxDropdownHeight={280}
      data-testid={testId}
    />
  );
}
