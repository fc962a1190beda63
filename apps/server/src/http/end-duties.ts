/** Before a person is erased: roles end and posts as officer of a site are relieved, as events that hold ids. */
import { randomUUID } from 'node:crypto';
import { dayBefore, type Actor, type Refusal } from '@diemcau/core';
import { organisationCommandId } from '../organisation/organisation.ts';
import type { Person } from '../hub/personal-data/person.ts';
import type { HttpParts } from './http-parts.ts';

/** What a rule has against it, such as the last administrator; then nothing was ended from there on. Throws OutsideFault. */
export async function endDuties(
  { organisation, nowMs }: Pick<HttpParts, 'organisation' | 'nowMs'>,
  { account, contact }: Person,
  by: Actor,
): Promise<Refusal | null> {
  if (!account && !contact) return null;
  await organisation.catchUp();
  const envelope = (stream: 'grants' | 'sites') => ({ by, atMs: nowMs(), commandId: organisationCommandId(stream, randomUUID()) });
  const yesterday = dayBefore(organisation.today());
  const grants = account ? [...organisation.grants.step.state.grants.values()].filter((one) => one.accountId === account.accountId) : [];
  for (const { grantId } of grants.filter(({ until }) => until === null || until > yesterday)) {
    const command = { type: 'EndGrant' as const, grantId, until: yesterday, reason: '' };
    const answer = await organisation.grants.execute({ command, ...envelope('grants') });
    if (!answer.ok) return answer.refusal;
  }
  if (!contact) return null;
  for (const { siteId, officers } of organisation.sites.step.state.sites.values()) {
    if (!officers.includes(contact.contactId)) continue;
    const command = { type: 'RelieveOfficer' as const, siteId, contactId: contact.contactId };
    const answer = await organisation.sites.execute({ command, ...envelope('sites') });
    if (!answer.ok) return answer.refusal;
  }
  return null;
}
