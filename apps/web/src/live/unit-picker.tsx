import { useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { findUnits, hitOf } from './unit-tree.ts';
import type { UnitTree } from './unit-tree.ts';

interface UnitPickerProps {
  readonly label: string;
  readonly tree: UnitTree;
  readonly value: string | null;
  readonly onChange: (unitId: string | null) => void;
  /** Units that cannot be taken. */
  readonly without: ReadonlySet<string>;
  readonly required?: boolean;
  readonly emptyLabel?: string;
  readonly testId?: string;
}

/** More than anybody reads; whoever does not see the unit types another letter. */
const HITS_MAX = 40;

/** Finds a unit by any part of its name or code, without diacritics; shows where it stands. */
export function UnitPicker({ label, tree, value, onChange, without, required = false, emptyLabel, testId }: UnitPickerProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const chosen = value === null ? undefined : tree.byId.get(value);
  // What a chosen option writes into the field is no search.
  const sought = chosen && search === chosen.unit.name ? '' : search;
  const hits = findUnits(tree, sought, HITS_MAX + without.size).filter(({ unitId }) => !without.has(unitId) && unitId !== value);
  const shown = [...(chosen ? [hitOf(chosen)] : []), ...hits].slice(0, HITS_MAX);
  const paths = new Map(shown.map(({ unitId, path }) => [unitId, path]));
  return (
    <Select
      label={label}
      required={required}
      searchable
      clearable={!required}
      data={shown.map(({ unitId, name }) => ({ value: unitId, label: name }))}
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      searchValue={search}
      onSearchChange={setSearch}
      placeholder={emptyLabel ?? t('organisation.change.pick')}
      nothingFoundMessage={t('organisation.tree.nothingFound')}
      renderOption={({ option }) => (
        <span>
          {option.label}
          {paths.get(option.value) && <small style={{ display: 'block', color: 'var(--dc-ink-3)' }}>{paths.get(option.value)}</small>}
        </span>
      )}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    />
  );
}
