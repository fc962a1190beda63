import type { DragEvent, KeyboardEvent } from 'react';
import { IconGripVertical, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FloorRequest, SiteId } from '@diemcau/core';
import { siteOf } from '../../../live/floor.ts';
import { selectPresence, useConference, useLive } from '../../../live/use-live.ts';
import { QueueActions } from './queue-actions.tsx';
import styles from './queue-row.module.css';
import type { QueueMoves } from './use-queue-moves.ts';
import { WaitedFor } from './waited-for.tsx';

interface QueueRowProps {
  readonly request: FloorRequest;
  readonly place: number;
  readonly moves: QueueMoves;
  readonly onDecline: (request: FloorRequest) => void;
}

export function QueueRow({ request, place, moves, onDecline }: QueueRowProps) {
  const { t } = useTranslation();
  const view = useConference();
  const name = siteOf(view, request.siteId)?.name ?? request.siteId;
  const isAway = useIsAway(request.siteId);
  return (
    <li
      className={styles.row}
      data-testid="queue-row"
      data-request-id={request.requestId}
      data-dragged={moves.dragged === request.requestId}
      {...dropTarget(moves, place)}
    >
      <Handle request={request} place={place} moves={moves} />
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        {isAway && (
          <p className={styles.away} data-testid="queue-away">
            <IconPlugConnectedX size="1rem" aria-hidden="true" />
            {t('console.queue.away')}
          </p>
        )}
        <p className={styles.subject}>
          {request.kind === 'point-of-order' && <span className={styles.point}>{t('requestKind.point-of-order')}</span>}
          {request.subject}
        </p>
      </div>
      <WaitedFor sinceMs={request.askedAtMs} />
      <QueueActions request={request} name={name} place={place} moves={moves} onDecline={() => onDecline(request)} />
    </li>
  );
}

/** Nothing is known of any room before the first word of them. */
function useIsAway(siteId: SiteId): boolean {
  const presence = useLive(selectPresence);
  return Object.keys(presence).length > 0 && presence[siteId]?.online !== true;
}

interface HandleProps {
  readonly request: FloorRequest;
  readonly place: number;
  readonly moves: QueueMoves;
}

/** The place in the queue, and what one takes a row by: with the mouse, or with the arrow keys. */
function Handle({ request, place, moves }: HandleProps) {
  const { t } = useTranslation();
  const label = t('console.queue.place', { place });
  if (!moves.allowed) return <span className={styles.place}>{place}</span>;
  function pressed(event: KeyboardEvent) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    moves.move(request.requestId, place + step);
  }
  function dragged(event: DragEvent) {
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', request.requestId);
    moves.drag(request.requestId);
  }
  return (
    <button
      type="button"
      className={styles.handle}
      draggable
      title={t('console.queue.drag')}
      aria-label={`${label}. ${t('console.queue.drag')}`}
      onKeyDown={pressed}
      onDragStart={dragged}
      onDragEnd={() => moves.drag(null)}
    >
      <IconGripVertical size="1rem" aria-hidden="true" />
      <span className={styles.place}>{place}</span>
    </button>
  );
}

function dropTarget(moves: QueueMoves, place: number) {
  return {
    onDragOver: (event: DragEvent) => moves.dragged !== null && event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (moves.dragged !== null) moves.move(moves.dragged, place);
      moves.drag(null);
    },
  };
}
