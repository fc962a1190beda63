import type { ConferenceCommand, ConferenceState, Refusal, RequestId, Site } from '@diemcau/core';
import { siteOf } from '../../../live/floor.ts';
import type { Why } from '../../../live/use-rules.ts';

/** The five things a chair does, in the order of their keys. */
export const DESK_KEYS = ['standby', 'give', 'next', 'end', 'extend'] as const;
export type DeskKeyName = (typeof DESK_KEYS)[number];

/** Letters of the English words, which fingers learn once for both languages. */
export const KEY_LETTERS: Readonly<Record<DeskKeyName, string>> = { standby: 'S', give: 'G', next: 'N', end: 'E', extend: 'T' };

const MINUTE_MS = 60_000;

/** Why a key has nothing to act on. */
export type NothingThere = 'nobodyWaits' | 'nobodySpeaks' | 'nobodyLeft';

export interface DeskKey {
  readonly name: DeskKeyName;
  /** Whom pressing it concerns. */
  readonly site: Site | null;
  /** Who is called to standby with it. */
  readonly thenSite: Site | null;
  readonly nothing: NothingThere | null;
  /** What the server would answer; null: it works. */
  readonly refusal: Refusal | null;
}

/** What a key stands for right now, and why it would not work. */
export function deskKey(name: DeskKeyName, view: ConferenceState, why: Why): DeskKey {
  const command = deskCommand(name, view, () => 'asking');
  const site = targetSite(name, view);
  const thenSite = name === 'next' ? followingSite(view) : null;
  if (!command) return { name, site, thenSite, nothing: nothingFor(name, view), refusal: null };
  return { name, site, thenSite, nothing: null, refusal: why(command) };
}

/** The command of a key; null: there is nobody to act on. */
export function deskCommand(name: DeskKeyName, view: ConferenceState, newId: () => string): ConferenceCommand | null {
  const speechId = view.speech?.speechId;
  if (name === 'end') return speechId === undefined ? null : { type: 'YieldFloor', speechId };
  if (name === 'extend') return speechId === undefined ? null : { type: 'ExtendSpeech', speechId, byMs: MINUTE_MS };
  const requestId = name === 'standby' ? view.queue[0] : nextToSpeak(view);
  if (requestId === undefined) return null;
  return name === 'standby' ? { type: 'PutOnStandby', requestId } : giveCommand(view, requestId, { newId, thenStandby: name === 'next' });
}

interface Giving {
  readonly newId: () => string;
  readonly thenStandby: boolean;
}

/** Names the speech this desk saw, so that of two desks acting at once one wins. */
export function giveCommand(view: ConferenceState, requestId: RequestId, { newId, thenStandby }: Giving): ConferenceCommand {
  return { type: 'GrantFloor', requestId, speechId: newId(), replaces: view.speech?.speechId ?? null, thenStandby };
}

/** Whoever stands ready comes first, then the head of the queue. */
export function nextToSpeak(view: ConferenceState): RequestId | undefined {
  return view.standby?.requestId ?? view.queue[0];
}

function targetSite(name: DeskKeyName, view: ConferenceState): Site | null {
  if (name === 'end' || name === 'extend') return view.speech ? siteOf(view, view.speech.siteId) : null;
  return siteOfRequest(view, name === 'standby' ? view.queue[0] : nextToSpeak(view));
}

function followingSite(view: ConferenceState): Site | null {
  const speaking = nextToSpeak(view);
  return siteOfRequest(
    view,
    view.queue.find((requestId) => requestId !== speaking),
  );
}

function siteOfRequest(view: ConferenceState, requestId: RequestId | undefined): Site | null {
  const request = requestId === undefined ? undefined : view.requests[requestId];
  return request ? siteOf(view, request.siteId) : null;
}

function nothingFor(name: DeskKeyName, view: ConferenceState): NothingThere {
  if (name === 'end' || name === 'extend') return 'nobodySpeaks';
  return name === 'standby' && view.standby ? 'nobodyLeft' : 'nobodyWaits';
}
