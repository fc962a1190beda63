import { useEffect, useRef } from 'react';
import type { ConferenceState, SiteId } from '@diemcau/core';
import { recall, remember } from '../../../live/remembered.ts';
import { selectConnection, selectMedia, selectPreflightAsked, useLive } from '../../../live/use-live.ts';
import type { SetupState } from '../setup-state.ts';
import { checksByItself } from './may-check.ts';
import type { RoomPreflight } from './use-preflight.ts';

/** A page that is loaded again within this time was checked a moment ago. */
const FRESH_MS = 10 * 60_000;

interface Started {
  readonly siteId: string;
  readonly atMs: number;
}

/** Starts a check when the room arrives, when the desk asks, and at a key. */
export function usePreflightStarts(view: ConferenceState, siteId: SiteId, setup: SetupState, { run }: RoomPreflight): void {
  const live = useLive(selectConnection).state === 'live';
  const media = useLive(selectMedia) !== null;
  const askedAtMs = useLive(selectPreflightAsked);
  const answered = setup.devices.camera !== null && setup.devices.microphone !== null;
  const ready = live && media && answered;
  const key = `preflight.${view.conferenceId}`;
  const arrives = ready && checksByItself(view);
  useEffect(() => {
    if (!arrives) return;
    const started = recall(key, isStarted);
    if (started?.siteId === siteId && Date.now() - started.atMs < FRESH_MS) return;
    remember(key, { siteId, atMs: Date.now() } satisfies Started);
    run('arrived');
  }, [arrives, key, siteId, run]);
  const heardMs = useRef<number | null>(null);
  useEffect(() => {
    if (!ready || askedAtMs === null || askedAtMs === heardMs.current) return;
    heardMs.current = askedAtMs;
    run('asked');
  }, [ready, askedAtMs, run]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target))
        return;
      run('officer');
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [run]);
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function isStarted(value: unknown): value is Started {
  return typeof value === 'object' && value !== null && 'siteId' in value && 'atMs' in value && typeof value.atMs === 'number';
}
