/** Who may use a route. Every route below `/api/v1` names its rule in `config`; one without keeps the server from starting. */
import type { Action } from '@diemcau/core';

/** Rules that are about one conference, one device or nobody in particular. */
export type NamedRule =
  /** Anybody: what is asked for proves itself, by a code, a link or a password. */
  | 'public'
  /** Whoever has signed in, about themselves, also while a second factor is owed. */
  | 'signed-in'
  /** The same, in a browser: what proves who somebody is changes by no API token. */
  | 'browser'
  /** Whoever has signed in, with the second factor that their roles need. */
  | 'session'
  /** An officer of the conference in the address. */
  | 'officer'
  /** Who sees documents of the conference in the address: officers, rooms, screens, and whoever may read it; each what it may see. */
  | 'document-reader'
  /** The chair’s desk of the conference in the address: whoever holds the chair, and the secretaries. */
  | 'bureau'
  /** An officer of the conference in the address, or whoever may read conferences of the unit that holds it. */
  | 'plan-reader'
  /** Whoever prepares the conference in the address: its chair and secretaries, or by a right over the unit that holds it. */
  | 'planner'
  /** The device on duty in the room that `site` names. */
  | 'site-device'
  /** The bearer of a media token of the conference in the address. */
  | 'media-token'
  /** Whoever the socket lets in; it refuses by its close code, because browsers hide the status of an upgrade. */
  | 'live-socket';

/**
 * A role that carries this action, by `may` of core, over:
 * - `whole`: the whole organisation;
 * - `somewhere`: at least one unit; which ones, the handler asks of `rightsOf`;
 * - `{ param }`: the unit that this part of the address names.
 */
export interface ActionRule {
  readonly action: Action;
  readonly over: 'whole' | 'somewhere' | { readonly param: string };
}

export type Rule = NamedRule | ActionRule;

declare module 'fastify' {
  interface FastifyContextConfig {
    rule?: Rule;
  }
}
