/** Ends media sessions together with the tokens they were opened by. */
import type { MediaPlane } from '@diemcau/media';
import type { Pool } from 'pg';
import { tryAgain } from '../journal/database.ts';
import type { Logger } from '../log.ts';
import { holderIdOf } from './access/caller.ts';
import type { MediaGrant } from './access/media-tokens.ts';
import { endEncoders } from './access/encoder-tokens.ts';
import { cameraEndpoint, slidesEndpoint } from './media-names.ts';
import { echoEndpoint } from './preflight/echo.ts';

/** Whose: of a device or a sign-in, of everybody in a conference, or of one room or account in it. */
export type WhoseMedia =
  { readonly holderId: string } | { readonly conferenceId: string; readonly siteId?: string; readonly accountId?: string };

export interface EndMediaParts {
  readonly db: Pool;
  readonly plane: MediaPlane;
  readonly log: Logger;
}

/** A room's sessions end with its endpoint; screens and consoles have names of their own, which say nothing of a person. */
export function viewerLabel({ conferenceId, caller }: MediaGrant): string {
  return caller.kind === 'site' ? cameraEndpoint(conferenceId, caller.siteId) : `${conferenceId}.${caller.kind}.${holderIdOf(caller)}`;
}

/** The tokens first, so that nothing new is opened meanwhile. A plane that is away has no sessions to close. Throws OutsideFault. */
export async function endMedia({ db, plane, log }: EndMediaParts, whose: WhoseMedia): Promise<void> {
  const grants = await revokeTokens(db, whose);
  for (const endpoint of new Set(grants.flatMap(endpointsOf))) {
    await plane.closeEndpoint(endpoint).catch((error: unknown) => log.debug({ err: error, endpoint }, 'an endpoint could not be closed'));
  }
}

function endpointsOf(grant: MediaGrant): string[] {
  if (grant.caller.kind !== 'site') return [viewerLabel(grant)];
  const { conferenceId, caller } = grant;
  const { siteId } = caller;
  return [viewerLabel(grant), slidesEndpoint(conferenceId, siteId), echoEndpoint({ conferenceId, siteId })];
}

async function revokeTokens(db: Pool, whose: WhoseMedia): Promise<MediaGrant[]> {
  const [condition, values] = 'holderId' in whose ? ['holder_id = $1', [whose.holderId]] : inConference(whose);
  const sql = `DELETE FROM media_token WHERE ${condition} RETURNING conference_id AS "conferenceId", holder AS caller`;
  const { rows } = await tryAgain(() => db.query<MediaGrant>(sql, values));
  return 'holderId' in whose ? rows : [...rows, ...(await endEncoders(db, whose))];
}

function inConference({ conferenceId, siteId, accountId }: Exclude<WhoseMedia, { holderId: string }>): [string, string[]] {
  if (siteId !== undefined) return [`conference_id = $1 AND holder ->> 'siteId' = $2`, [conferenceId, siteId]];
  if (accountId !== undefined) return [`conference_id = $1 AND holder ->> 'accountId' = $2`, [conferenceId, accountId]];
  return ['conference_id = $1', [conferenceId]];
}
