/** How the events of a conference lie in the journal: the type beside, everything else in `data`. */
import {
  assert,
  CONFERENCE_SCHEMA_VERSION,
  type Actor,
  type ConferenceEvent,
  type Enveloped,
  type ConferenceCommand,
  upcastConferenceEvent,
} from '@diemcau/core';
import type { AppendRequest, Json, NewEvent, RecordedEvent } from '../journal/journal.ts';

export const STREAM_PREFIX = 'conference-';

export function streamOf(conferenceId: string): string {
  return STREAM_PREFIX + conferenceId;
}

/** null for a stream that is not a conference's. */
export function conferenceIdOf(stream: string): string | null {
  return stream.startsWith(STREAM_PREFIX) ? stream.slice(STREAM_PREFIX.length) : null;
}

/**
 * A command's id in the journal, where all conferences share one list. Clients cannot write a colon,
 * so nobody can use up an id of the conductor or of another conference.
 */
export function scopedCommandId(conferenceId: string, commandId: string): string {
  return `${conferenceId}:${commandId}`;
}

export function appendRequest(
  conferenceId: string,
  expectedVersion: number,
  decided: { readonly request: Enveloped<ConferenceCommand>; readonly events: readonly ConferenceEvent[] },
): AppendRequest {
  const { commandId, atMs, by } = decided.request;
  return { stream: streamOf(conferenceId), expectedVersion, events: decided.events.map(newEvent), commandId, atMs, by: actorJson(by) };
}

/** null for the journal's own `Erased`, which changes nothing a conference shows. */
export function conferenceEvent(recorded: RecordedEvent): ConferenceEvent | null {
  if (recorded.type === 'Erased') return null;
  assert(recorded.data !== null && typeof recorded.data === 'object', `event ${recorded.stream} ${recorded.version} has no data`);
  return upcastConferenceEvent({ type: recorded.type, ...recorded.data }, recorded.schemaVersion);
}

function newEvent(event: ConferenceEvent): NewEvent {
  const { type, ...data } = event;
  return { type, schemaVersion: CONFERENCE_SCHEMA_VERSION, data: data as unknown as Json };
}

function actorJson(by: Actor): Json {
  return { ...by };
}
