import { useMemo, useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AgendaItem, CommandOf, ConferenceState, ItemId, ItemPlan } from '@diemcau/core';
import { agendaNow } from '../agenda-now.ts';
import { newId } from '../new-id.ts';
import { useAct } from '../use-act.ts';
import { useConference } from '../use-live.ts';
import { useRules } from '../use-rules.ts';
import styles from './item-form.module.css';
import { ItemFields } from './item-fields.tsx';
import type { Presenters } from './item-fields.tsx';

/** The usual length of a report. */
const USUAL_MS = 10 * 60_000;
const BLANK: ItemPlan = {
  itemId: 'asking',
  kind: 'report',
  title: '',
  presenterUnitId: null,
  presenterSiteId: null,
  plannedMs: USUAL_MS,
  speechMs: null,
  notes: '',
};

interface ItemDialogProps {
  /** The item to revise; null: a new one. */
  readonly item: AgendaItem | null;
  readonly onClose: () => void;
}

/** Adds an item to the agenda or revises one, while a conference is prepared and while it is held. */
export function ItemDialog({ item, onClose }: ItemDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t(item ? 'planning.agenda.editTitle' : 'planning.agenda.addTitle')} size="lg">
      <ItemForm item={item} onClose={onClose} />
    </Modal>
  );
}

function ItemForm({ item, onClose }: ItemDialogProps) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const presenters = usePresenters();
  const [plan, setPlan] = useState<ItemPlan>(item ? planOf(item) : BLANK);
  const [before, setBefore] = useState<ItemId | null>(null);
  const [busy, setBusy] = useState(false);
  const command: CommandOf<'AddItem' | 'ReviseItem'> = item ? { type: 'ReviseItem', item: plan } : { type: 'AddItem', item: plan, before };
  const refusal = why(command);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (refusal || busy) return;
    setBusy(true);
    const outcome = await act(item ? command : { ...command, item: { ...plan, itemId: newId() } });
    setBusy(false);
    if (outcome.ok) onClose();
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={styles.form}>
      <ItemFields item={plan} onChange={setPlan} presenters={presenters} />
      {!item && <PlaceSelect before={before} onPick={setBefore} />}
      {refusal && refusal.code !== 'title-missing' && (
        <p className={styles.reason}>{t(`refusal.${refusal.code}`, { ...refusal.params })}</p>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={refusal !== null} data-testid="item-submit">
          {t(item ? 'planning.agenda.save' : 'planning.agenda.add')}
        </Button>
      </Group>
    </form>
  );
}

const AT_END = 'end';

function PlaceSelect({ before, onPick }: { readonly before: ItemId | null; readonly onPick: (before: ItemId | null) => void }) {
  const { t } = useTranslation();
  // Which items are ahead does not depend on the hour.
  const { ahead } = agendaNow(useConference(), 0);
  const items = ahead.map(({ item }) => ({ value: item.itemId, label: t('planning.agenda.placeBefore', { title: item.title }) }));
  return (
    <Select
      label={t('planning.agenda.place')}
      data={[{ value: AT_END, label: t('planning.agenda.placeEnd') }, ...items]}
      value={before ?? AT_END}
      onChange={(value) => onPick(value === AT_END ? null : value)}
      allowDeselect={false}
    />
  );
}

function usePresenters(): Presenters {
  const { sites } = useConference();
  return useMemo(() => presentersOf(sites), [sites]);
}

const COLLATOR = new Intl.Collator('vi');

/** Units and rooms of a conference by name. */
export function presentersOf(sites: ConferenceState['sites']): Presenters {
  const rooms = Object.values(sites).map(({ siteId, name }) => ({ id: siteId, name }));
  const units = [...new Map(Object.values(sites).map(({ unitId, unitName }) => [unitId, { id: unitId, name: unitName }])).values()];
  const byName = (a: { readonly name: string }, b: { readonly name: string }) => COLLATOR.compare(a.name, b.name);
  return { units: units.toSorted(byName), rooms: rooms.toSorted(byName) };
}

export function planOf({ itemId, kind, title, presenterUnitId, presenterSiteId, plannedMs, speechMs, notes }: ItemPlan): ItemPlan {
  return { itemId, kind, title, presenterUnitId, presenterSiteId, plannedMs, speechMs, notes };
}
