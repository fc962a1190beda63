/** Who came in and went out, for the journal: by id, with the day and hour of the fact and without any network address. */
import { findAccount } from '../hub/access/account-book.ts';
import { noteFact } from '../journal/note-fact.ts';
import type { HttpParts } from './http-parts.ts';

export type SignInFact =
  | { readonly type: 'SignedIn'; readonly way: 'password' | 'code' | 'link' | 'provider' }
  | { readonly type: 'SignedOut' }
  /** The password was right and the code was not. */
  | { readonly type: 'SecondFactorFailed' };

/** The facts of this process, one after the other: a morning's sign-ins must not race each other for the stream. */
let before: Promise<unknown> = Promise.resolve();

/** Durable when it resolves. Throws OutsideFault. */
export function noteSignIn(parts: HttpParts, accountId: string, { type, ...fact }: SignInFact): Promise<void> {
  const append = async () => {
    // So that whoever reads the journal of a unit finds its people's.
    const unitId = (await findAccount(parts.db, accountId))?.unitId;
    const data = { accountId, ...(unitId != null && { unitId }), ...fact };
    await noteFact(parts, { stream: 'sign-ins', type, data, by: { kind: 'account', accountId }, atMs: parts.nowMs() });
  };
  const now = before.then(append);
  before = now.catch(() => undefined);
  return now;
}
