/** Who stands behind a request or a socket, once that has been checked. */
import type { Actor, Audience } from '@diemcau/core';

export type Caller =
  /** `authSessionId`: the sign-in this caller came by; when it ends, so does the socket. */
  | { readonly kind: 'console'; readonly accountId: string; readonly authSessionId: string }
  | { readonly kind: 'site'; readonly siteId: string; readonly deviceId: string }
  | { readonly kind: 'screen'; readonly deviceId: string }
  /** Somebody's own phone; who they are is no matter here. `phoneId` null: the conference is public. */
  | { readonly kind: 'phone'; readonly phoneId: string | null };

export function actorOf(caller: Caller): Actor | null {
  if (caller.kind === 'console') return { kind: 'account', accountId: caller.accountId };
  return caller.kind === 'site' ? { kind: 'site', siteId: caller.siteId } : null;
}

export function audienceOf(caller: Caller): Audience {
  return caller.kind;
}

/** What ends when this ends: the device, or the sign-in of an account. */
export function holderIdOf(caller: Caller): string {
  if (caller.kind === 'phone') return caller.phoneId ?? '';
  return caller.kind === 'console' ? caller.authSessionId : caller.deviceId;
}
