import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestId } from '@diemcau/core';
import { siteOf } from '../../../live/floor.ts';
import { useAct } from '../../../live/use-act.ts';
import { useConference } from '../../../live/use-live.ts';
import { useRules } from '../../../live/use-rules.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { movedTo } from './queue-order.ts';

export interface QueueMoves {
  /** The bureau may order the queue. */
  readonly allowed: boolean;
  /** What is being dragged. */
  readonly dragged: RequestId | null;
  readonly drag: (requestId: RequestId | null) => void;
  /** `place` counts from 1. */
  readonly move: (requestId: RequestId, place: number) => void;
}

export function useQueueMoves(): QueueMoves {
  const { t } = useTranslation();
  const view = useConference();
  const act = useAct();
  const why = useRules();
  const announce = useAnnounce();
  const [dragged, drag] = useState<RequestId | null>(null);
  const allowed = why({ type: 'OrderQueue', requestIds: [...view.queue] }) === null;
  const move = useCallback(
    async (requestId: RequestId, place: number) => {
      const next = movedTo(view.queue, requestId, place - 1);
      if (next === view.queue) return;
      const outcome = await act({ type: 'OrderQueue', requestIds: [...next] });
      const site = siteOf(view, view.requests[requestId]?.siteId ?? '');
      if (outcome.ok && site) announce(t('console.queue.moved', { name: site.name, place: next.indexOf(requestId) + 1 }));
    },
    [view, act, announce, t],
  );
  return { allowed, dragged, drag, move: (requestId, place) => void move(requestId, place) };
}
