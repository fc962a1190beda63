import { entryOf } from '../../kernel/entry-of.ts';
import type { SiteId } from '../../kernel/ids.ts';
import { talksOf } from '../speaking-time.ts';
import type { ConferenceState } from '../state.ts';

/** Whoever is given the floor can say one sentence, even when the time of the unit is used up. */
const ALLOTTED_MIN_MS = 60_000;

/** Time of a speech when nothing else is said: that of the current item, else of the settings, within what its unit has left. */
export function allotmentMs(state: ConferenceState, siteId: SiteId, atMs: number): number {
  const usualMs = usualSpeechMs(state);
  const { unitMs } = state.settings;
  if (unitMs === null) return usualMs;
  const leftMs = unitMs - spentByUnitMs(state, siteId, atMs);
  return Math.min(usualMs, Math.max(leftMs, ALLOTTED_MIN_MS));
}

export function usualSpeechMs(state: ConferenceState): number {
  const item = state.currentItemId === null ? undefined : entryOf(state.agendaItems, state.currentItemId);
  return item?.speechMs ?? state.settings.speechMs;
}

/** What the unit's rooms have spoken in the current item. */
function spentByUnitMs(state: ConferenceState, siteId: SiteId, atMs: number): number {
  const unitOf = (id: SiteId) => entryOf(state.sites, id)?.unitId;
  const talks = talksOf(state, atMs).filter((talk) => talk.itemId === state.currentItemId && unitOf(talk.siteId) === unitOf(siteId));
  return talks.reduce((totalMs, talk) => totalMs + talk.spokenMs, 0);
}
