import type { ConferenceEvent, ConferenceEventType } from '../events.ts';
import type { ConferenceState } from '../state.ts';

export type EventOf<T extends ConferenceEventType> = Extract<ConferenceEvent, { type: T }>;
export type Step<T extends ConferenceEventType> = (state: ConferenceState, event: EventOf<T>) => ConferenceState;
export type Steps<T extends ConferenceEventType> = { readonly [K in T]: Step<K> };

export function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
