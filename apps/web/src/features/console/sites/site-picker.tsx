import { useMemo } from 'react';
import { Select } from '@mantine/core';
import type { ComboboxItem, OptionsFilter } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { openRequestOf } from '@diemcau/core';
import { useConference } from '../../../live/use-live.ts';
import { matches } from './matches.ts';
import { sitesByName } from './site-rows.ts';

interface SitePickerProps {
  readonly siteId: string | null;
  readonly onPick: (siteId: string | null) => void;
}

const withoutMarks: OptionsFilter = ({ options, search }) => options.filter((option) => matches((option as ComboboxItem).label, search));

/** Any site, found by name without diacritics; those that have a request already cannot be picked. */
export function SitePicker({ siteId, onPick }: SitePickerProps) {
  const { t } = useTranslation();
  const view = useConference();
  const byName = useMemo(() => sitesByName(view.sites), [view.sites]);
  const data = byName.map((site) => ({ value: site.siteId, label: site.name, disabled: openRequestOf(view, site.siteId) !== undefined }));
  return (
    <Select
      label={t('console.add.site')}
      placeholder={t('console.add.sitePlaceholder')}
      data={data}
      value={siteId}
      onChange={onPick}
      searchable
      filter={withoutMarks}
      nothingFoundMessage={t('console.add.noSite')}
      maxDropdownHeight={320}
      data-autofocus={siteId === null}
      data-testid="add-site"
    />
  );
}
