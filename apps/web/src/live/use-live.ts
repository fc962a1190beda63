import { useCallback, useSyncExternalStore } from 'react';
import { assert } from '@diemcau/core';
import type { ConferenceState } from '@diemcau/core';
import { useLiveSource } from './live-context.ts';
import type { LiveSnapshot } from './live-snapshot.ts';

/** Follows one part of what the page knows. `select` must return the same object while nothing in it changed. */
export function useLive<T>(select: (snapshot: LiveSnapshot) => T): T {
  const client = useLiveSource();
  return useSyncExternalStore(
    client.subscribe,
    useCallback(() => select(client.snapshot()), [client, select]),
  );
}

const selectView = (snapshot: LiveSnapshot) => snapshot.replica.view;

/** The conference; only below a `LiveGate`, which waits for it. */
export function useConference(): ConferenceState {
  const view = useLive(selectView);
  assert(view, 'no conference yet');
  return view;
}

export const selectConnection = (snapshot: LiveSnapshot) => snapshot.connection;
export const selectMedia = (snapshot: LiveSnapshot) => snapshot.media;
export const selectLinks = (snapshot: LiveSnapshot) => snapshot.links;
export const selectPresence = (snapshot: LiveSnapshot) => snapshot.presence;
export const selectBallots = (snapshot: LiveSnapshot) => snapshot.ballots;
export const selectActor = (snapshot: LiveSnapshot) => snapshot.actor;
export const selectOfficerNames = (snapshot: LiveSnapshot) => snapshot.officerNames;
export const selectWatchedViewers = (snapshot: LiveSnapshot) => snapshot.watchedViewers;
export const selectDelivery = (snapshot: LiveSnapshot) => snapshot.delivery;
export const selectTakeoverAsked = (snapshot: LiveSnapshot) => snapshot.takeoverAsked;
export const selectCheckIns = (snapshot: LiveSnapshot) => snapshot.checkIns;
export const selectPreflightAsked = (snapshot: LiveSnapshot) => snapshot.preflightAskedAtMs;
export const selectPreflightNews = (snapshot: LiveSnapshot) => snapshot.preflightNews;
export const selectMail = (snapshot: LiveSnapshot) => snapshot.mail;
export const selectHasView = (snapshot: LiveSnapshot) => snapshot.replica.view !== null;
