import { useState } from 'react';
import { Button, Group, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItemId, ItemPlan } from '@diemcau/core';
import { AgendaEditor } from '../../live/agenda/agenda-editor.tsx';
import type { AgendaEdits } from '../../live/agenda/agenda-edits.ts';
import { ItemFields } from '../../live/agenda/item-fields.tsx';
import form from '../../live/agenda/item-form.module.css';
import { useLengthText } from '../../live/agenda/use-length-text.ts';
import { newId } from '../../live/new-id.ts';
import type { UnitTree } from '../../live/unit-tree.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import styles from './series.module.css';

/** The usual length of a report. */
const USUAL_MS = 10 * 60_000;

interface TemplateAgendaProps {
  readonly agenda: readonly ItemPlan[];
  readonly tree: UnitTree | null;
  readonly onChange: (agenda: ItemPlan[]) => void;
}

export function TemplateAgenda({ agenda, tree, onChange }: TemplateAgendaProps) {
  const { t } = useTranslation();
  const lengthText = useLengthText();
  const [editing, setEditing] = useState<ItemPlan | null>(null);
  const edits: AgendaEdits = {
    move: (itemId, before) => onChange(moved(agenda, itemId, before)),
    edit: (itemId) => setEditing(agenda.find((item) => item.itemId === itemId) ?? null),
    remove: (itemId) => onChange(agenda.filter((item) => item.itemId !== itemId)),
  };
  const presenter = ({ presenterUnitId }: ItemPlan) => (presenterUnitId === null ? '' : (tree?.byId.get(presenterUnitId)?.unit.name ?? ''));
  const items = agenda.map((plan) => ({ plan, status: 'planned' as const, from: '', presenter: presenter(plan) }));
  const save = (item: ItemPlan) => {
    const known = agenda.some(({ itemId }) => itemId === item.itemId);
    onChange(known ? agenda.map((one) => (one.itemId === item.itemId ? item : one)) : [...agenda, item]);
    setEditing(null);
  };
  return (
    <>
      <div className={styles.actions}>
        <Button
          variant="default"
          leftSection={<IconPlus size="1.125rem" />}
          onClick={() => setEditing({ ...blank(), itemId: newId() })}
          data-testid="template-add-item"
        >
          {t('planning.agenda.add')}
        </Button>
        {agenda.length > 0 && (
          <p className={styles.text} role="status">
            {t('planning.agenda.total', { duration: lengthText(agenda.reduce((sumMs, { plannedMs }) => sumMs + plannedMs, 0)) })}
          </p>
        )}
      </div>
      <div className={styles.editor}>
        {agenda.length === 0 && <QuietNotice title={t('planning.agenda.empty')} text={t('planning.agenda.emptyText')} />}
        <AgendaEditor items={items} label={t('planning.series.template')} edits={edits} />
      </div>
      {editing && <TemplateItemDialog item={editing} tree={tree} onSave={save} onClose={() => setEditing(null)} />}
    </>
  );
}

function blank(): Omit<ItemPlan, 'itemId'> {
  return { kind: 'report', title: '', presenterUnitId: null, presenterSiteId: null, plannedMs: USUAL_MS, speechMs: null, notes: '' };
}

function moved(agenda: readonly ItemPlan[], itemId: ItemId, before: ItemId | null): ItemPlan[] {
  const item = agenda.find((one) => one.itemId === itemId);
  const others = agenda.filter((one) => one.itemId !== itemId);
  const place = others.findIndex((one) => one.itemId === before);
  return item ? others.toSpliced(place < 0 ? others.length : place, 0, item) : [...agenda];
}

interface TemplateItemDialogProps {
  readonly item: ItemPlan;
  readonly tree: UnitTree | null;
  readonly onSave: (item: ItemPlan) => void;
  readonly onClose: () => void;
}

function TemplateItemDialog({ item, tree, onSave, onClose }: TemplateItemDialogProps) {
  const { t } = useTranslation();
  const [plan, setPlan] = useState(item);
  const units = tree?.order.map(({ unit }) => ({ id: unit.unitId, name: unit.name })) ?? [];
  return (
    <Modal opened onClose={onClose} title={t(item.title === '' ? 'planning.agenda.addTitle' : 'planning.agenda.editTitle')} size="lg">
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (plan.title.trim() !== '') onSave({ ...plan, title: plan.title.trim() });
        }}
      >
        <ItemFields item={plan} onChange={setPlan} presenters={{ units, rooms: [] }} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={plan.title.trim() === ''} data-testid="item-submit">
            {t('planning.agenda.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
