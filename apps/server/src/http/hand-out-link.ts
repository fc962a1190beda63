/** A one-time link for somebody's password, as an address to hand over. */
import { createPasswordLink, type LinkPurpose } from '../hub/access/password-links.ts';
import type { HttpParts } from './http-parts.ts';
import { passwordUrl } from './links.ts';

export interface LinkOrder {
  readonly accountId: string;
  readonly purpose: LinkPurpose;
  /** Account of whoever hands it out; null: asked for by the owner. */
  readonly by: string | null;
}

/** Throws OutsideFault. */
export async function handOutLink(
  { db, config, nowMs }: HttpParts,
  { accountId, purpose }: LinkOrder,
): Promise<{ readonly url: string; readonly expiresAtMs: number }> {
  const { token, expiresAtMs } = await createPasswordLink(db, { accountId, purpose }, nowMs());
  return { url: passwordUrl(config, token), expiresAtMs };
}
