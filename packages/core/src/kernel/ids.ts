/** Ids are opaque ASCII strings made outside core (UUIDs in practice); the names say what they point at. */
export type ConferenceId = string;
export type SiteId = string;
export type UnitId = string;
export type AccountId = string;
export type RequestId = string;
export type SpeechId = string;
export type SeriesId = string;
export type ItemId = string;
export type MessageId = string;
export type HelpCallId = string;
export type CheckId = string;
export type DocumentId = string;
export type BallotId = string;
export type CommandId = string;

/**
 * What an id may look like. Ids are keys of plain objects here, on the wire and in other clients, so
 * the three names that reach into a prototype are none.
 */
export const ID_PATTERN = '^(?!(?:__proto__|constructor|prototype)$)[A-Za-z0-9_-]+$';
/** A UUID has 36 characters; room for ids of other systems. */
export const ID_MAX_CHARS = 64;

const ID = new RegExp(ID_PATTERN);

/** For ids that come by no schema: a longer one would make streams and views that no client takes. */
export function isId(text: string): boolean {
  return text.length <= ID_MAX_CHARS && ID.test(text);
}
