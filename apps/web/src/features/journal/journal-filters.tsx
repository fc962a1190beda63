import { Button, NativeSelect } from '@mantine/core';
import { JOURNAL_KINDS, JOURNAL_WORDS } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import type { JournalFilter } from '../../live/keeping-api.ts';
import { UnitPicker } from '../../live/unit-picker.tsx';
import { useStaff } from '../../live/staff.ts';
import { useUnitTree } from '../../live/use-unit-tree.ts';
import { DayField } from '../../ui/day-field.tsx';
import { endOfDayMs } from '../../ui/day-text.ts';
import styles from './journal.module.css';

/** As the fields have it. */
export interface FilterChoice {
  readonly unitId: string | null;
  readonly officeUnitId: string | null;
  readonly kind: string;
  readonly from: string;
  readonly until: string;
}

export const NO_CHOICE: FilterChoice = { unitId: null, officeUnitId: null, kind: '', from: '', until: '' };
const TODAY = { day: '', knownMs: '' };
const NONE: ReadonlySet<string> = new Set();

/** Days begin and end by this computer's clock, as the times in the list do. */
export function filterOf({ unitId, officeUnitId, kind, from, until }: FilterChoice): JournalFilter {
  const fromMs = Date.parse(`${from}T00:00:00`);
  const endMs = endOfDayMs(until);
  return { unitId, officeUnitId, kind, fromMs: Number.isNaN(fromMs) ? null : fromMs, untilMs: endMs === null ? null : endMs + 1 };
}

interface JournalFiltersProps {
  readonly choice: FilterChoice;
  readonly onChange: (choice: FilterChoice) => void;
}

export function JournalFilters({ choice, onChange }: JournalFiltersProps) {
  const { t, i18n } = useTranslation();
  const { may } = useStaff();
  const language = i18n.language === 'en' ? 'en' : 'vi';
  const kinds = JOURNAL_KINDS.map((kind) => ({ value: kind as string, label: JOURNAL_WORDS[language].frame.kinds[kind] }));
  const isFiltered = JSON.stringify(choice) !== JSON.stringify(NO_CHOICE);
  return (
    <fieldset className={styles.filters}>
      <legend className="dc-unseen">{t('journalPage.filter.label')}</legend>
      <NativeSelect
        label={t('journalPage.filter.kind')}
        value={choice.kind}
        data={[{ value: '', label: t('journalPage.filter.anyKind') }, ...kinds]}
        onChange={(event) => onChange({ ...choice, kind: event.currentTarget.value })}
        data-testid="journal-kind"
      />
      {may('unit.read') && <UnitFilters choice={choice} onChange={onChange} />}
      <DayField label={t('journalPage.filter.from')} value={choice.from} onChange={(from) => onChange({ ...choice, from })} />
      <DayField label={t('journalPage.filter.until')} value={choice.until} onChange={(until) => onChange({ ...choice, until })} />
      {isFiltered && (
        <Button variant="subtle" color="gray" onClick={() => onChange(NO_CHOICE)} className={styles.clear ?? ''}>
          {t('journalPage.filter.clear')}
        </Button>
      )}
    </fieldset>
  );
}

function UnitFilters({ choice, onChange }: JournalFiltersProps) {
  const { t } = useTranslation();
  const { tree } = useUnitTree(TODAY);
  if (!tree) return null;
  return (
    <>
      <UnitPicker
        label={t('journalPage.filter.unit')}
        tree={tree}
        value={choice.unitId}
        onChange={(unitId) => onChange({ ...choice, unitId })}
        without={NONE}
      />
      <UnitPicker
        label={t('journalPage.filter.office')}
        tree={tree}
        value={choice.officeUnitId}
        onChange={(officeUnitId) => onChange({ ...choice, officeUnitId })}
        without={NONE}
      />
    </>
  );
}
