/** Ids are opaque ASCII strings made outside core (UUIDs in practice); the names say what they point at. */
export type ConferenceId = string;
export type SiteId = string;
export type UnitId = string;
export type AccountId = string;
export type RequestId = string;
export type SpeechId = string;
export type CommandId = string;
