import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ItemKind, ItemPlan } from '@diemcau/core';
import { foundOptions } from './found-options.ts';
import styles from './item-form.module.css';

export const ITEM_KINDS: readonly ItemKind[] = ['report', 'discussion', 'proposal-round', 'ballot', 'conclusion', 'break'];
const MINUTE_MS = 60_000;
/** A day, as core allows (plan/shapes.ts). */
const MINUTES_MAX = 1_440;
/** As core allows (plan/shapes.ts). */
const TITLE_MAX_CHARS = 300;
const NOTES_MAX_CHARS = 2_000;
/** More than anybody reads; whoever does not see theirs types another letter. */
const OPTIONS_MAX = 60;

/** Who may present: units and rooms, by name. */
export interface Presenters {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly rooms: readonly { readonly id: string; readonly name: string }[];
}

interface ItemFieldsProps {
  readonly item: ItemPlan;
  readonly onChange: (item: ItemPlan) => void;
  readonly presenters: Presenters;
}

/** What is planned about an item of the agenda. */
export function ItemFields({ item, onChange, presenters }: ItemFieldsProps) {
  const { t } = useTranslation();
  const change = (part: Partial<ItemPlan>) => onChange({ ...item, ...part });
  return (
    <>
      <TextInput
        label={t('planning.agenda.title')}
        value={item.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        maxLength={TITLE_MAX_CHARS}
        required
        data-autofocus
        data-testid="item-title"
      />
      <div className={styles.row}>
        <Select
          label={t('planning.agenda.kind')}
          data={ITEM_KINDS.map((value) => ({ value, label: t(`agenda.kind.${value}`) }))}
          value={item.kind}
          onChange={(value) => change({ kind: ITEM_KINDS.find((kind) => kind === value) ?? item.kind })}
          allowDeselect={false}
          data-testid="item-kind"
        />
        <MinutesInput
          label={t('planning.agenda.minutes')}
          valueMs={item.plannedMs}
          onChange={(plannedMs) => change({ plannedMs: plannedMs ?? MINUTE_MS })}
          testId="item-minutes"
        />
        <MinutesInput
          label={t('planning.agenda.speechMinutes')}
          description={t('planning.agenda.speechMinutesHint')}
          valueMs={item.speechMs}
          onChange={(speechMs) => change({ speechMs })}
        />
      </div>
      <PresenterSelect item={item} change={change} presenters={presenters} />
      <Textarea
        label={t('planning.agenda.notes')}
        description={t('planning.agenda.notesHint')}
        value={item.notes}
        onChange={(event) => change({ notes: event.currentTarget.value })}
        maxLength={NOTES_MAX_CHARS}
        autosize
        minRows={2}
        maxRows={6}
      />
    </>
  );
}

interface MinutesInputProps {
  readonly label: string;
  readonly description?: string;
  readonly valueMs: number | null;
  readonly onChange: (valueMs: number | null) => void;
  readonly min?: number;
  readonly testId?: string;
}

/** Whole minutes; empty: null. */
export function MinutesInput({ label, description, valueMs, onChange, min = 1, testId }: MinutesInputProps) {
  return (
    <NumberInput
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={valueMs === null ? '' : Math.round(valueMs / MINUTE_MS)}
      onChange={(value) => onChange(value === '' ? null : Number(value) * MINUTE_MS)}
      min={min}
      max={MINUTES_MAX}
      clampBehavior="strict"
      allowDecimal={false}
      {...(testId === undefined ? {} : { 'data-testid': testId })}
    />
  );
}

interface PresenterSelectProps {
  readonly item: ItemPlan;
  readonly change: (part: Partial<ItemPlan>) => void;
  readonly presenters: Presenters;
}

function PresenterSelect({ item, change, presenters }: PresenterSelectProps) {
  const { t } = useTranslation();
  const { presenterUnitId, presenterSiteId } = item;
  const options = (kind: string, list: Presenters['units']) => list.map(({ id, name }) => ({ value: `${kind}:${id}`, label: name }));
  const groups = [
    { group: t('planning.agenda.units'), items: options('unit', presenters.units) },
    { group: t('planning.agenda.rooms'), items: options('site', presenters.rooms) },
  ];
  const value = presenterSiteId !== null ? `site:${presenterSiteId}` : presenterUnitId === null ? null : `unit:${presenterUnitId}`;
  const pick = (picked: string | null) => {
    const [kind, id = null] = picked?.split(':') ?? [];
    change({ presenterUnitId: kind === 'unit' ? id : null, presenterSiteId: kind === 'site' ? id : null });
  };
  return (
    <Select
      label={t('planning.agenda.presenter')}
      description={t('planning.agenda.presenterHint')}
      placeholder={t('planning.field.pick')}
      data={groups.filter(({ items }) => items.length > 0)}
      value={value}
      onChange={pick}
      searchable
      clearable
      filter={foundOptions}
      limit={OPTIONS_MAX}
      nothingFoundMessage={t('planning.sites.nothingFound')}
      data-testid="item-presenter"
    />
  );
}
