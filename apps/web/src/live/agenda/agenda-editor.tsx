import { DndContext, KeyboardSensor, PointerSensor, closestCenter, useSensor, useSensors } from '@dnd-kit/core';
import type { Announcements, DragEndEvent, UniqueIdentifier } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { useTranslation } from 'react-i18next';
import type { ItemId } from '@diemcau/core';
import { AgendaEditorRow } from './agenda-editor-row.tsx';
import type { AgendaEdits, EditedItem } from './agenda-edits.ts';
import styles from './agenda-editor.module.css';

interface AgendaEditorProps {
  readonly items: readonly EditedItem[];
  readonly label: string;
  /** null: to look at only. */
  readonly edits: AgendaEdits | null;
}

/** A click on a button of the row must not begin a drag. */
const DRAG_FROM_PX = 6;

/** The agenda as a list that is put in order with the pointer, with the keyboard or with buttons. */
export function AgendaEditor({ items, label, edits }: AgendaEditorProps) {
  const { t } = useTranslation();
  const announcements = useAnnouncements(items);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_FROM_PX } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = items.map(({ plan }) => plan.itemId);
  const dropped = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id) edits?.move(String(active.id), beforeOf(ids, active.id, over.id));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={dropped}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('planning.agenda.instructions') } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className={styles.list} aria-label={label} data-testid="agenda-editor">
          {items.map((item, index) => (
            <AgendaEditorRow key={item.plan.itemId} item={item} ids={ids} index={index} edits={edits} />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

/** What `MoveItem` takes to bring one item to the place of another. */
function beforeOf(ids: readonly ItemId[], moved: UniqueIdentifier, over: UniqueIdentifier): ItemId | null {
  const target = ids.indexOf(String(over));
  return ids.indexOf(String(moved)) < target ? (ids[target + 1] ?? null) : String(over);
}

function useAnnouncements(items: readonly EditedItem[]): Announcements {
  const { t } = useTranslation();
  const words = (id: UniqueIdentifier, over: UniqueIdentifier | undefined) => ({
    title: items.find(({ plan }) => plan.itemId === id)?.plan.title ?? '',
    place: items.findIndex(({ plan }) => plan.itemId === (over ?? id)) + 1,
    count: items.length,
  });
  return {
    onDragStart: ({ active }) => t('planning.agenda.lifted', words(active.id, undefined)),
    onDragOver: ({ active, over }) => t('planning.agenda.moved', words(active.id, over?.id)),
    onDragEnd: ({ active, over }) => t('planning.agenda.dropped', words(active.id, over?.id)),
    onDragCancel: ({ active }) => t('planning.agenda.dragCancelled', words(active.id, undefined)),
  };
}
