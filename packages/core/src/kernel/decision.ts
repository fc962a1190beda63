import type { RefusalCode } from '../refusals.ts';

/** A value, never thrown: the reader's screen translates `code` and fills in `params`. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** What `decide` returns: events to append in one step, or why not. No events means: already so. */
export type Decision<E> = { readonly ok: true; readonly events: readonly E[] } | { readonly ok: false; readonly refusal: Refusal };

export function accept<E>(...events: readonly E[]): Decision<E> {
  return { ok: true, events };
}

export function refuse(code: RefusalCode, params?: Refusal['params']): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: params ? { code, params } : { code } };
}
