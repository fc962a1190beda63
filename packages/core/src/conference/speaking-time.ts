import { entryOf } from '../kernel/entry-of.ts';
import type { ItemId, SiteId } from '../kernel/ids.ts';
import type { ConferenceState } from './state.ts';

/** How long one speech was, without pauses. */
export interface Talk {
  readonly siteId: SiteId;
  readonly itemId: ItemId | null;
  readonly spokenMs: number;
}

export interface SpokenSum {
  readonly speeches: number;
  readonly spokenMs: number;
}

/** Statistics for the minutes: by agenda item and by level of the tree, never by room or person. */
export interface SpeakingTimes {
  /** In the order of the day; speeches outside the agenda last, with null. */
  readonly byItem: readonly (SpokenSum & { readonly itemId: ItemId | null })[];
  /** From the top of the tree down. */
  readonly byLevel: readonly (SpokenSum & { readonly level: number })[];
}

/** Wants the whole record: on the view of a site or a screen it knows the last speech only. */
export function speakingTimes(state: ConferenceState, nowMs: number): SpeakingTimes {
  const talks = talksOf(state, nowMs);
  const levels = [...new Set(talks.map((talk) => levelOf(state, talk)))].sort((a, b) => a - b);
  const items = [...state.agenda, null].filter((itemId) => talks.some((talk) => talk.itemId === itemId));
  return {
    byItem: items.map((itemId) => ({ itemId, ...sum(talks.filter((talk) => talk.itemId === itemId)) })),
    byLevel: levels.map((level) => ({ level, ...sum(talks.filter((talk) => levelOf(state, talk) === level)) })),
  };
}

/** Every speech so far, the one that is held included. */
export function talksOf(state: ConferenceState, nowMs: number): readonly Talk[] {
  const past = state.pastSpeeches.map((speech) => talk(speech, speech.endedAtMs));
  return state.speech ? [...past, talk(state.speech, state.pausedAtMs ?? nowMs)] : past;
}

interface Spoken {
  readonly siteId: SiteId;
  readonly itemId: ItemId | null;
  readonly startedAtMs: number;
  readonly pausedMs: number;
}

function talk({ siteId, itemId, startedAtMs, pausedMs }: Spoken, untilMs: number): Talk {
  return { siteId, itemId, spokenMs: Math.max(0, untilMs - startedAtMs - pausedMs) };
}

function levelOf(state: ConferenceState, { siteId }: Talk): number {
  return entryOf(state.sites, siteId)?.level ?? 0;
}

function sum(talks: readonly Talk[]): SpokenSum {
  return { speeches: talks.length, spokenMs: talks.reduce((totalMs, talk) => totalMs + talk.spokenMs, 0) };
}
