import { useCallback } from 'react';
import { decide } from '@diemcau/core';
import type { Actor, ConferenceCommand, ConferenceState, Refusal } from '@diemcau/core';
import { useLiveSource } from './live-context.ts';
import { selectActor, useConference, useLive } from './use-live.ts';
import { serverNowMs } from './use-server-now.ts';

/** Why the server would refuse this command now; null: it would not. */
export function refusalOf(command: ConferenceCommand, view: ConferenceState, by: Actor | null, atMs: number): Refusal | null {
  if (!by) return { code: 'not-yours' };
  const decision = decide({ command, by, atMs, commandId: 'asking' }, view);
  return decision.ok ? null : decision.refusal;
}

export type Why = (command: ConferenceCommand) => Refusal | null;

/** The rules of the conference as they apply to whoever sits at this page. */
export function useRules(): Why {
  const view = useConference();
  const actor = useLive(selectActor);
  const client = useLiveSource();
  return useCallback((command) => refusalOf(command, view, actor, serverNowMs(client.snapshot().clockOffsetMs)), [view, actor, client]);
}
