import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { agendaClock } from '@diemcau/core';
import type { AgendaItem, CommandOf, ConferenceState, ItemId } from '@diemcau/core';
import { AgendaEditor } from '../../live/agenda/agenda-editor.tsx';
import type { AgendaEdits, EditedItem } from '../../live/agenda/agenda-edits.ts';
import { ItemDialog, planOf } from '../../live/agenda/item-dialog.tsx';
import { itemOf, presenterName } from '../../live/agenda-now.ts';
import { useAct } from '../../live/use-act.ts';
import { useConference } from '../../live/use-live.ts';
import { useRules } from '../../live/use-rules.ts';
import { useServerNow } from '../../live/use-server-now.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import { clockText } from '../../ui/time-text.ts';
import { useLengthText } from '../../live/agenda/use-length-text.ts';
import panel from './panel.module.css';

/** The times of a conference to come do not move; of one that is held they do. */
const TICK_MS = 10_000;

/** The order of the day. */
export function AgendaTab() {
  const { t } = useTranslation();
  const view = useConference();
  const items = useEditedItems(view);
  const { edits, editing, close } = useEdits();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <div className={panel.bar}>
        <div className={panel.words}>
          <p className={panel.text}>{t('planning.agenda.text')}</p>
          <AgendaSum view={view} />
        </div>
        {edits && (
          <Button leftSection={<IconPlus size="1.125rem" />} onClick={() => setAdding(true)} data-testid="add-item">
            {t('planning.agenda.add')}
          </Button>
        )}
      </div>
      <section className={panel.flush}>
        {items.length === 0 && <QuietNotice title={t('planning.agenda.empty')} text={t('planning.agenda.emptyText')} />}
        <AgendaEditor items={items} label={t('agenda.title')} edits={edits} />
      </section>
      {adding && <ItemDialog item={null} onClose={() => setAdding(false)} />}
      {editing && <ItemDialog item={editing} onClose={close} />}
    </>
  );
}

function AgendaSum({ view }: { readonly view: ConferenceState }) {
  const { t, i18n } = useTranslation();
  const lengthText = useLengthText();
  const nowMs = useServerNow(TICK_MS);
  const planned = view.agenda.map((itemId) => view.agendaItems[itemId]!).filter(({ status }) => status !== 'cut');
  const totalMs = planned.reduce((sumMs, { plannedMs }) => sumMs + plannedMs, 0);
  const { expectedEndAtMs } = agendaClock(view, nowMs);
  if (planned.length === 0) return null;
  return (
    <p role="status" data-testid="agenda-sum">
      {t('planning.agenda.total', { duration: lengthText(totalMs) })}
      {expectedEndAtMs !== null && ` · ${t('planning.agenda.end', { time: clockText(expectedEndAtMs, i18n.language, false) })}`}
    </p>
  );
}

function useEditedItems(view: ConferenceState): readonly EditedItem[] {
  const { i18n } = useTranslation();
  const nowMs = useServerNow(TICK_MS);
  const known = view.startsAtMs !== null || view.openedAtMs !== null;
  const from = new Map(agendaClock(view, nowMs).items.map(({ itemId, fromMs }) => [itemId, fromMs]));
  return view.agenda.map((itemId) => {
    const item = view.agendaItems[itemId]!;
    const fromMs = from.get(itemId);
    return {
      plan: item,
      status: item.status,
      from: fromMs === undefined || !known ? '' : clockText(fromMs, i18n.language, false),
      presenter: presenterName(view, item) ?? '',
    };
  });
}

/** What this page may do with the agenda; nothing where the rules say so of a new item. */
function useEdits(): { readonly edits: AgendaEdits | null; readonly editing: AgendaItem | null; readonly close: () => void } {
  const view = useConference();
  const act = useAct();
  const why = useRules();
  const [editingId, setEditingId] = useState<ItemId | null>(null);
  const add: CommandOf<'AddItem'> = { type: 'AddItem', item: { ...SOME_ITEM }, before: null };
  const edits: AgendaEdits = {
    move: (itemId, before) => void act({ type: 'MoveItem', itemId, before }),
    edit: setEditingId,
    remove: (itemId) => void act(removal(view, itemId)),
    restore: (itemId) => void act({ type: 'RestoreItem', itemId }),
  };
  const editing = editingId === null ? null : itemOf(view, editingId);
  return { edits: why(add) === null ? edits : null, editing, close: () => setEditingId(null) };
}

const SOME_ITEM: CommandOf<'AddItem'>['item'] = {
  itemId: 'asking',
  kind: 'report',
  title: '?',
  presenterUnitId: null,
  presenterSiteId: null,
  plannedMs: 60_000,
  speechMs: null,
  notes: '',
};

/** Until the opening an item that goes was never announced; from then on it is cut, and owed. A new plan would restore what was cut. */
function removal(view: ConferenceState, itemId: ItemId): CommandOf<'PlanAgenda' | 'CutItem'> {
  const items = view.agenda.map((id) => view.agendaItems[id]!);
  if (view.openedAtMs !== null || items.some(({ status }) => status === 'cut')) return { type: 'CutItem', itemId };
  return { type: 'PlanAgenda', items: items.filter((item) => item.itemId !== itemId).map(planOf) };
}
