import type { AccountId, CommandId, SiteId } from './ids.ts';

/**
 * Who acts. `account` is a signed-in officer, `site` the device on duty in a room, `conductor` the
 * elected process that owns the timers, `operator` whoever can run `diemcau` on the server itself.
 * `organises`: the server has asked `may` whether the account prepares conferences of the unit.
 */
export type Actor =
  | { readonly kind: 'account'; readonly accountId: AccountId; readonly organises?: true }
  | { readonly kind: 'site'; readonly siteId: SiteId }
  | { readonly kind: 'conductor' }
  | { readonly kind: 'operator' };

/** A command with everything core must not fetch itself: the time, the actor and the id. */
export interface Enveloped<C> {
  readonly command: C;
  /** Milliseconds since 1970-01-01 UTC, from the server's clock. */
  readonly atMs: number;
  readonly by: Actor;
  /** Repeating it returns the first answer. */
  readonly commandId: CommandId;
}
