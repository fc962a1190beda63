/** Ends sign-ins wherever they are held: the session first, then its sockets on every worker and its media. */
import type { CloseReason } from '@diemcau/core';
import type { MediaPlane } from '@diemcau/media';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';
import type { Logger } from '../log.ts';
import { deleteApiTokens } from './access/api-tokens.ts';
import type { Bulletins } from './bulletins.ts';
import { endMedia } from './media-holders.ts';

export interface SignInParts {
  readonly db: Pool;
  readonly bulletins: Bulletins;
  readonly plane: MediaPlane;
  readonly log: Logger;
}

export interface WhoseSignIns {
  readonly accountId: string;
  /** This one alone. */
  readonly only?: string;
  /** Every one but this. */
  readonly except?: string;
}

/** Where all of them end, the account's API tokens do, too. Returns how many sign-ins there were. Throws OutsideFault. */
export async function endSignIns(parts: SignInParts, { accountId, only, except }: WhoseSignIns): Promise<number> {
  if (only === undefined && except === undefined) await endApiTokens(parts, accountId);
  const sql = `DELETE FROM identity."session" WHERE "userId" = $1 AND ($2::text IS NULL OR "id" = $2) AND "id" IS DISTINCT FROM $3 RETURNING "id" AS id`;
  const { rows } = await tryAgain(() => parts.db.query<{ id: string }>(sql, [accountId, only ?? null, except ?? null]));
  for (const { id } of rows) await closeSignIn(parts, id, 'not-signed-in');
  return rows.length;
}

/** One of the account, or all: what is open by them is closed. Returns how many there were. Throws OutsideFault. */
export async function endApiTokens(parts: SignInParts, accountId: string, only?: string): Promise<number> {
  const ids = await deleteApiTokens(parts.db, accountId, only);
  for (const id of ids) await closeSignIn(parts, id, 'not-signed-in');
  return ids.length;
}

/** The session is gone already. `server-restarting`: its browser has a new one and comes back by itself. Throws OutsideFault. */
export async function closeSignIn(parts: SignInParts, authSessionId: string, reason: CloseReason): Promise<void> {
  await parts.bulletins.post({ type: 'close-holder', holderId: authSessionId, reason });
  await endMedia(parts, { holderId: authSessionId });
}
