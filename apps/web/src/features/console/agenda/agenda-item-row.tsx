import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgendaItem, ItemId } from '@diemcau/core';
import { ItemDialog } from '../../../live/agenda/item-dialog.tsx';
import { itemOf, presenterName } from '../../../live/agenda-now.ts';
import { useConference } from '../../../live/use-live.ts';
import { clockText } from '../../../ui/time-text.ts';
import { AgendaItemMenu } from './agenda-item-menu.tsx';
import styles from './agenda-panel.module.css';
import { minutesOf } from '../../../live/agenda/minutes-of.ts';
import type { AgendaRights } from './use-agenda-rights.ts';

interface AgendaItemRowProps {
  readonly itemId: ItemId;
  /** When it began or will; null for what was cut. */
  readonly fromMs: number | null;
  readonly rights: AgendaRights;
}

export function AgendaItemRow({ itemId, fromMs, rights }: AgendaItemRowProps) {
  const { i18n } = useTranslation();
  const item = itemOf(useConference(), itemId);
  const [editing, setEditing] = useState(false);
  if (!item) return null;
  return (
    <li className={styles.item} data-status={item.status} data-testid="agenda-item">
      <span className={styles.from}>{fromMs === null ? '' : clockText(fromMs, i18n.language, false)}</span>
      <div>
        <p className={styles.title}>{item.title}</p>
        <AboutItem item={item} />
        {item.notes !== '' && <p className={styles.notes}>{item.notes}</p>}
      </div>
      {rights.plan && item.status !== 'done' && <AgendaItemMenu item={item} onEdit={() => setEditing(true)} />}
      {editing && <ItemDialog item={item} onClose={() => setEditing(false)} />}
    </li>
  );
}

function AboutItem({ item }: { readonly item: AgendaItem }) {
  const { t } = useTranslation();
  const presenter = presenterName(useConference(), item);
  const planned = t('agenda.minutes', { minutes: minutesOf(item.plannedMs) });
  const ran = item.status === 'done' ? t('agenda.ran', { minutes: minutesOf(item.ranMs) }) : null;
  const status = item.status === 'planned' ? null : t(`agenda.status.${item.status}`);
  const parts = [status, t(`agenda.kind.${item.kind}`), planned, ran, presenter].filter((part) => part !== null);
  return <p className={styles.about}>{parts.join(' · ')}</p>;
}
