import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Group, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommandOf, ItemKind } from '@diemcau/core';
import { agendaNow } from '../../../live/agenda-now.ts';
import { newId } from '../../../live/new-id.ts';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { SiteSelect } from '../sites/site-select.tsx';
import styles from './agenda-panel.module.css';

const KINDS: readonly ItemKind[] = ['report', 'discussion', 'proposal-round', 'ballot', 'conclusion', 'break'];
const MINUTE_MS = 60_000;
/** The usual length of a report. */
const USUAL_MINUTES = 10;
/** A day, as core allows (plan/shapes.ts). */
const MINUTES_MAX = 1_440;
/** As core allows (plan/shapes.ts). */
const TITLE_MAX_CHARS = 300;

interface AddItemDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function AddItemDialog({ opened, onClose }: AddItemDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('desk.agenda.addTitle')} size="lg">
      {opened && <AddItemForm onClose={onClose} />}
    </Modal>
  );
}

/** `command` is what the form says now, under an id that only asks. */
function useItemForm() {
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<ItemKind>('report');
  const [minutes, setMinutes] = useState(USUAL_MINUTES);
  const [presenterSiteId, setPresenter] = useState<string | null>(null);
  const [before, setBefore] = useState<string | null>(null);
  const item = {
    ...{ itemId: 'asking', kind, title, presenterUnitId: null, presenterSiteId },
    ...{ plannedMs: minutes * MINUTE_MS, speechMs: null, notes: '' },
  };
  const command: CommandOf<'AddItem'> = { type: 'AddItem', item, before };
  return { command, title, setTitle, kind, setKind, minutes, setMinutes, presenterSiteId, setPresenter, before, setBefore };
}

type ItemForm = ReturnType<typeof useItemForm>;

function AddItemForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const why = useRules();
  const form = useItemForm();
  const { command } = form;
  const refusal = why(command);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (refusal) return;
    const outcome = await act({ ...command, item: { ...command.item, itemId: newId() } });
    if (outcome.ok) onClose();
  }
  return (
    <form onSubmit={(event) => void submit(event)} className={styles.form}>
      <TextInput
        label={t('desk.agenda.itemTitle')}
        value={form.title}
        onChange={(event) => form.setTitle(event.currentTarget.value)}
        maxLength={TITLE_MAX_CHARS}
        required
        data-autofocus
        data-testid="item-title"
      />
      <KindAndMinutes form={form} />
      <SiteSelect
        label={t('desk.agenda.itemPresenter')}
        description={t('desk.agenda.itemPresenterHint')}
        siteId={form.presenterSiteId}
        onPick={form.setPresenter}
        clearable
        testId="item-presenter"
      />
      <PlaceSelect before={form.before} onPick={form.setBefore} />
      {refusal && refusal.code !== 'title-missing' && <p className={styles.reason}>{t(`refusal.${refusal.code}`)}</p>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" disabled={refusal !== null} data-testid="item-submit">
          {t('desk.agenda.submit')}
        </Button>
      </Group>
    </form>
  );
}

function KindAndMinutes({ form }: { readonly form: ItemForm }) {
  const { t } = useTranslation();
  return (
    <div className={styles.pair}>
      <Select
        label={t('desk.agenda.itemKind')}
        data={KINDS.map((value) => ({ value, label: t(`agenda.kind.${value}`) }))}
        value={form.kind}
        onChange={(value) => form.setKind(KINDS.find((kind) => kind === value) ?? 'report')}
        allowDeselect={false}
      />
      <NumberInput
        label={t('desk.agenda.itemMinutes')}
        value={form.minutes}
        onChange={(value) => form.setMinutes(Number(value) || 1)}
        min={1}
        max={MINUTES_MAX}
        allowDecimal={false}
      />
    </div>
  );
}

const AT_END = 'end';

function PlaceSelect({ before, onPick }: { readonly before: string | null; readonly onPick: (before: string | null) => void }) {
  const { t } = useTranslation();
  const view = useConference();
  // Which items are ahead does not depend on the hour.
  const { ahead } = agendaNow(view, 0);
  const items = ahead.map(({ item }) => ({ value: item.itemId, label: t('desk.agenda.placeBefore', { title: item.title }) }));
  return (
    <Select
      label={t('desk.agenda.itemPlace')}
      data={[{ value: AT_END, label: t('desk.agenda.placeEnd') }, ...items]}
      value={before ?? AT_END}
      onChange={(value) => onPick(value === AT_END ? null : value)}
      allowDeselect={false}
    />
  );
}
