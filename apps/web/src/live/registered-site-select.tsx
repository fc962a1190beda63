import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { foundOptions } from './agenda/found-options.ts';
import type { Site } from './organisation-api.ts';

interface RegisteredSiteSelectProps {
  readonly label: string;
  readonly sites: readonly Site[];
  readonly value: string | null;
  readonly onChange: (siteId: string | null) => void;
  readonly required?: boolean;
  readonly testId: string;
}

/** More than anybody reads; whoever does not see theirs types another letter. */
const OPTIONS_MAX = 40;

/** A room in use, found by its name or its unit without diacritics. */
export function RegisteredSiteSelect({ label, sites, value, onChange, required = false, testId }: RegisteredSiteSelectProps) {
  const { t } = useTranslation();
  const inUse = sites.filter((site) => site.active);
  return (
    <Select
      label={label}
      required={required}
      data={inUse.map(({ siteId, name, placeName }) => ({ value: siteId, label: placeName === '' ? name : `${name} · ${placeName}` }))}
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
