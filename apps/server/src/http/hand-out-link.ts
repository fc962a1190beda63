/** A one-time link for somebody's password: mailed where that is possible, and an address to hand over. */
import { ProtocolFault } from '../errors.ts';
import { findAccount } from '../hub/access/account-book.ts';
import { createPasswordLink, type LinkPurpose } from '../hub/access/password-links.ts';
import type { HttpParts } from './http-parts.ts';
import { passwordUrl } from './links.ts';

export interface HandedOut {
  readonly url: string;
  readonly expiresAtMs: number;
  /** Its state, and the slip to print, are at `/mails/:mailId`. */
  readonly mailId: string;
}

/** Throws ProtocolFault `not-found`, OutsideFault. */
export async function handOutLink(
  parts: HttpParts,
  { accountId, purpose }: { readonly accountId: string; readonly purpose: LinkPurpose },
): Promise<HandedOut> {
  const { db, config, mail, organisation, nowMs } = parts;
  const account = await findAccount(db, accountId);
  if (!account) throw new ProtocolFault('not-found', 'no such account');
  const { token, expiresAtMs } = await createPasswordLink(db, { accountId, purpose }, nowMs());
  const url = passwordUrl(config, token);
  const { name, email, username, language } = account;
  const { name: organisationName, timeZone } = organisation.profile;
  const params = { name, organisation: organisationName, login: username ?? email ?? '', url, expiresAtMs, timeZone };
  const mailId = await mail.add({ accountId, address: email, kind: purpose, language, params });
  return { url, expiresAtMs, mailId };
}
