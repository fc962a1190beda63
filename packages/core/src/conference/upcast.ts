import { assert } from '../kernel/assert.ts';
import { entryOf } from '../kernel/entry-of.ts';
import { CONFERENCE_SCHEMA_VERSION, type ConferenceEvent } from './events.ts';

type Stored = Readonly<Record<string, unknown>>;
type Upcast = (event: Stored) => Stored;

/** What version 2 added, by event: rooms knew no tree above them, requests came in turn. */
const FROM_1: Readonly<Record<string, Upcast>> = {
  ConferenceCreated: withSettings,
  ConferenceRevised: withSettings,
  SitesAdmitted: (event) => ({ ...event, sites: (event['sites'] as readonly Stored[]).map(siteFrom1) }),
  FloorRequested: (event) => ({ ...event, before: null }),
};

/** What version 3 added: whose rehearsal it is, and a kind that is revised. */
const FROM_2: Readonly<Record<string, Upcast>> = {
  ConferenceCreated: (event) => ({ ...event, rehearsalOf: null }),
  ConferenceRevised: (event) => ({ ...event, kind: null }),
};

/**
 * An event of an older release in today's shape; one of today's as it is. The journal keeps what was
 * written, so this runs at every reading. An event of a newer release than ours is a bug: never guess.
 */
export function upcastConferenceEvent(event: { readonly type: string }, schemaVersion: number): ConferenceEvent {
  assert(schemaVersion <= CONFERENCE_SCHEMA_VERSION, `${event.type} of schema version ${schemaVersion}, newer than ours`);
  const steps = [schemaVersion < 2 ? FROM_1 : {}, schemaVersion < 3 ? FROM_2 : {}].flatMap((step) => entryOf(step, event.type) ?? []);
  return steps.reduce<Stored>((known, upcast) => upcast(known), event as unknown as Stored) as unknown as ConferenceEvent;
}

function withSettings(event: Stored): Stored {
  return { ...event, settings: { ...(event['settings'] as Stored), policy: 'first-come', unitMs: null } };
}

function siteFrom1(site: Stored): Stored {
  return { ...site, unitPath: [site['unitId']], expectedCount: null };
}
