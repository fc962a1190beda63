import type { BallotEvent } from '../ballot/events.ts';
import type { CalendarEventType } from '../calendar/events.ts';
import type { ConferenceEventType } from '../conference/events.ts';
import type { RequestKind, SpeechEndReason } from '../conference/state.ts';
import type { GrantsEventType } from '../grants/events.ts';
import type { Role } from '../grants/state.ts';
import type { SeriesEventType } from '../series/events.ts';
import type { SiteEventType } from '../site/events.ts';
import type { TreeEventType } from '../tree/events.ts';
import type { NotedStream, NotedType } from './noted.ts';

/**
 * A sentence for every fact there is, by kind of stream; who did it and when stands beside it. An event
 * without a sentence does not compile. Blanks: names of units and sites and words of the fact, never of people.
 */
export type JournalWords = {
  readonly conference: Readonly<Record<ConferenceEventType, string>>;
  readonly series: Readonly<Record<SeriesEventType, string>>;
  readonly ballot: Readonly<Record<BallotEvent['type'], string>>;
  readonly tree: Readonly<Record<TreeEventType, string>>;
  readonly sites: Readonly<Record<SiteEventType, string>>;
  readonly grants: Readonly<Record<GrantsEventType, string>>;
  readonly calendar: Readonly<Record<CalendarEventType, string>>;
} & { readonly [S in NotedStream]: Readonly<Record<NotedType<S>, string>> };

/** A field of a fact and a value it may have. */
export type ValueKey =
  | `kind.${RequestKind | 'access' | 'correction' | 'erasure'}`
  | `outcome.${'answered' | 'declined'}`
  | `ground.${'request' | 'retention' | 'mistake' | 'restored'}`
  | `reason.${SpeechEndReason}`
  | `way.${'password' | 'code' | 'link' | 'provider'}`
  | `role.${Role}`;

/** What stands around the sentences. */
export interface JournalFrame {
  /** By kind of stream. */
  readonly kinds: Readonly<Record<keyof JournalWords, string>>;
  /** Values of fields that are words of ours. */
  readonly values: Readonly<Record<ValueKey, string>>;
  readonly erased: string;
  /** A fact of a program newer than this page. */
  readonly unknown: string;
  /** For a name that nothing is known of any more. */
  readonly nameless: string;
  readonly columns: readonly [string, string, string, string, string];
  readonly sheet: string;
  readonly wholeOrganisation: string;
  readonly actors: { readonly conductor: string; readonly operator: string; readonly site: string };
  readonly roles: Readonly<Record<Role, string>>;
}
