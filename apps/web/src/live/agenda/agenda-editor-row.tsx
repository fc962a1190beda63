import { ActionIcon } from '@mantine/core';
import { CSS } from '@dnd-kit/utilities';
import { useSortable } from '@dnd-kit/sortable';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPencil, IconRestore, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItemId } from '@diemcau/core';
import { useAnnounce } from '../../ui/announcer.tsx';
import type { AgendaEdits, EditedItem } from './agenda-edits.ts';
import styles from './agenda-editor.module.css';
import { minutesOf } from './minutes-of.ts';

interface RowProps {
  readonly item: EditedItem;
  readonly ids: readonly ItemId[];
  readonly index: number;
  readonly edits: AgendaEdits | null;
}

export function AgendaEditorRow({ item, ids, index, edits }: RowProps) {
  const { t } = useTranslation();
  const { plan, status, from, presenter } = item;
  const open = status === 'planned' || status === 'cut';
  const { setNodeRef, attributes, listeners, transform, transition, isDragging, setActivatorNodeRef } = useSortable({
    id: plan.itemId,
    disabled: !edits || !open,
  });
  const about = [t(`agenda.kind.${plan.kind}`), presenter, status === 'planned' ? '' : t(`agenda.status.${status}`)];
  return (
    <li
      ref={setNodeRef}
      className={styles.item}
      style={{ transform: CSS.Transform.toString(transform), transition }}
      data-status={status}
      data-dragging={isDragging}
      data-testid="edited-item"
    >
      {edits && open ? (
        <button
          type="button"
          ref={setActivatorNodeRef}
          className={styles.handle}
          {...attributes}
          {...listeners}
          aria-label={t('planning.agenda.handle', { title: plan.title })}
          data-testid="item-handle"
        >
          <IconGripVertical size="1.25rem" aria-hidden="true" />
        </button>
      ) : (
        <span className={styles.handle} />
      )}
      <span className={styles.from}>{from}</span>
      <div className={styles.words}>
        <p className={styles.title}>{plan.title}</p>
        <p className={styles.about}>{about.filter((word) => word !== '').join(' · ')}</p>
        {plan.notes !== '' && <p className={styles.notes}>{plan.notes}</p>}
      </div>
      <span className={styles.minutes}>{t('agenda.minutes', { minutes: minutesOf(plan.plannedMs) })}</span>
      {edits && <RowButtons item={item} ids={ids} index={index} edits={edits} open={open} />}
    </li>
  );
}

interface RowButtonsProps extends RowProps {
  readonly edits: AgendaEdits;
  readonly open: boolean;
}

/** Dragging always has buttons beside it that do the same (WCAG 2.2, 2.5.7). */
function RowButtons({ item: { plan, status }, ids, index, edits, open }: RowButtonsProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { itemId, title } = plan;
  const step = (by: -1 | 1) => {
    edits.move(itemId, by < 0 ? ids[index - 1]! : (ids[index + 2] ?? null));
    announce(t('planning.agenda.moved', { title, place: index + 1 + by, count: ids.length }));
  };
  const button = { variant: 'subtle', color: 'gray', size: 'lg' } as const;
  return (
    <div className={styles.buttons}>
      {open && (
        <>
          <ActionIcon {...button} disabled={index === 0} aria-label={t('planning.agenda.up', { title })} onClick={() => step(-1)}>
            <IconArrowUp size="1.125rem" />
          </ActionIcon>
          <ActionIcon
            {...button}
            disabled={index === ids.length - 1}
            aria-label={t('planning.agenda.down', { title })}
            onClick={() => step(1)}
          >
            <IconArrowDown size="1.125rem" />
          </ActionIcon>
        </>
      )}
      {status !== 'done' && (
        <ActionIcon
          {...button}
          aria-label={t('planning.agenda.editNamed', { title })}
          onClick={() => edits.edit(itemId)}
          data-testid="item-edit"
        >
          <IconPencil size="1.125rem" />
        </ActionIcon>
      )}
      {status === 'cut' && edits.restore && (
        <ActionIcon
          {...button}
          aria-label={t('planning.agenda.restore', { title })}
          title={t('planning.agenda.restore', { title })}
          onClick={() => edits.restore?.(itemId)}
        >
          <IconRestore size="1.125rem" />
        </ActionIcon>
      )}
      {status === 'planned' && (
        <ActionIcon
          {...button}
          aria-label={t('planning.agenda.remove', { title })}
          onClick={() => edits.remove(itemId)}
          data-testid="item-remove"
        >
          <IconTrash size="1.125rem" />
        </ActionIcon>
      )}
    </div>
  );
}
