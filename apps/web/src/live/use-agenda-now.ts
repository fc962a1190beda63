import { useMemo } from 'react';
import { agendaNow } from './agenda-now.ts';
import type { AgendaNow } from './agenda-now.ts';
import { useConference } from './use-live.ts';
import { useServerNow } from './use-server-now.ts';

/** The clock of an item shows seconds; twice a second keeps each from being skipped. */
const TICK_MS = 500;

export function useAgendaNow(): AgendaNow {
  const view = useConference();
  const nowMs = useServerNow(TICK_MS);
  return useMemo(() => agendaNow(view, nowMs), [view, nowMs]);
}
