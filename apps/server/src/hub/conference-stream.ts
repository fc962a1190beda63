/** What the events of a conference mean, and how its stream is named. */
import {
  CONFERENCE_SCHEMA_VERSION,
  decide,
  fold,
  upcastConferenceEvent,
  type ConferenceCommand,
  type ConferenceEvent,
  type ConferenceState,
} from '@diemcau/core';
import type { StreamRules } from '../journal/stream-fold.ts';

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

/** The state is null until the conference has been created. */
export function conferenceRules(conferenceId: string): StreamRules<ConferenceState | null, ConferenceCommand, ConferenceEvent> {
  return {
    stream: streamOf(conferenceId),
    schemaVersion: CONFERENCE_SCHEMA_VERSION,
    empty: null,
    fold,
    decide,
    upcast: upcastConferenceEvent,
    steps: 'every-command',
  };
}
