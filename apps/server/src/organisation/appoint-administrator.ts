/** The first administrator, and the way back in when there is none who can sign in: by whoever runs the server. */
import { randomUUID } from 'node:crypto';
import { assert, grantsOf, type AccountId, type GrantId } from '@diemcau/core';
import type { Pool } from 'pg';
import type { Journal } from '../journal/journal.ts';
import { StreamFold } from '../journal/stream-fold.ts';
import { organisationCommandId } from './organisation.ts';
import { dayIn, readProfile, UNNAMED, type OrganisationProfile } from './profile.ts';
import { GRANTS_RULES } from './streams.ts';

export interface AppointParts {
  readonly db: Pool;
  readonly journal: Journal;
  readonly nowMs: () => number;
}

/** Of the whole organisation, from today and without an end. Who is one already stays one. Throws OutsideFault. */
export async function appointAdministrator(
  { db, journal, nowMs }: AppointParts,
  accountId: AccountId,
  profile?: OrganisationProfile,
): Promise<GrantId> {
  // While it is being set up its profile is not written yet: the day elsewhere may be tomorrow.
  const { timeZone } = profile ?? (await readProfile(db)) ?? UNNAMED;
  const from = dayIn(timeZone, nowMs());
  const grants = new StreamFold(GRANTS_RULES, journal);
  await grants.catchUp();
  const held = grantsOf(grants.step.state, accountId, from).find(
    (grant) => grant.role === 'administrator' && grant.unitId === null && grant.until === null,
  );
  if (held) return held.grantId;
  const grantId = randomUUID();
  const command = { type: 'GrantRole' as const, grantId, accountId, role: 'administrator' as const, unitId: null, from, until: null };
  const answer = await grants.execute({
    command,
    atMs: nowMs(),
    by: { kind: 'operator' },
    commandId: organisationCommandId('grants', grantId),
  });
  assert(answer.ok, `an administrator was refused: ${answer.ok ? '' : answer.refusal.code}`);
  return grantId;
}
