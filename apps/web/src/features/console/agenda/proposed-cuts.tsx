import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { proposedCuts } from '@diemcau/core';
import { itemOf } from '../../../live/agenda-now.ts';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useServerNow } from '../../../live/use-server-now.ts';
import { lateness } from '../../../ui/lateness.ts';
import styles from './agenda-panel.module.css';
import { minutesOf } from '../../../live/agenda/minutes-of.ts';

/** A proposal that jumps about every second is none. */
const TICK_MS = 5_000;

/** What could be left out to end on time; the chair decides. */
export function ProposedCuts({ lateMs, mayCut }: { readonly lateMs: number; readonly mayCut: boolean }) {
  const { t } = useTranslation();
  const view = useConference();
  const act = useAct();
  const nowMs = useServerNow(TICK_MS);
  if (!mayCut || view.phase === 'scheduled' || lateness(lateMs).word !== 'agenda.late') return null;
  const cuts = proposedCuts(view, nowMs);
  if (cuts.itemIds.length === 0) return null;
  const stillLate = minutesOf(lateMs - cuts.savedMs);
  return (
    <div className={styles.cuts} data-testid="proposed-cuts">
      <h3 className={styles.cutsTitle}>{cuts.enough ? t('desk.agenda.cuts') : t('desk.agenda.cutsNotEnough', { minutes: stillLate })}</h3>
      {cuts.itemIds.map((itemId) => {
        const item = itemOf(view, itemId);
        return (
          item && (
            <p key={itemId} className={styles.cut}>
              <span>
                {item.title} · {t('agenda.minutes', { minutes: minutesOf(item.plannedMs) })}
              </span>
              <Button
                size="xs"
                variant="default"
                aria-label={t('desk.agenda.cutNamed', { title: item.title })}
                onClick={() => void act({ type: 'CutItem', itemId })}
              >
                {t('desk.agenda.cutOne')}
              </Button>
            </p>
          )
        );
      })}
    </div>
  );
}
