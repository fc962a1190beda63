/** The whole of an erasure: duties end, sign-ins and phones are told, names go, the journal has that it was done. */
import type { Actor, Refusal } from '@diemcau/core';
import { endSignIns } from '../hub/end-sign-ins.ts';
import { erasePerson } from '../hub/personal-data/erase-person.ts';
import type { Erasure } from '../hub/personal-data/erasure-register.ts';
import { findPerson, isErased, type Person } from '../hub/personal-data/person.ts';
import { inTransaction } from '../journal/database.ts';
import { noteFact } from '../journal/note-fact.ts';
import { endDuties } from './end-duties.ts';
import type { HttpParts } from './http-parts.ts';

export type ErasureParts = Pick<HttpParts, 'db' | 'journal' | 'organisation' | 'bulletins' | 'plane' | 'log' | 'erasures' | 'nowMs'>;

/** The person asked, its time is over, it should never have been written; or a backup from before it came back. */
export type ErasureGround = 'request' | 'retention' | 'mistake' | 'restored';

interface Why {
  readonly by: Actor;
  readonly ground: ErasureGround;
}

/** What a rule has against it; then nothing of the person is erased. Throws OutsideFault. */
export async function eraseSubject(parts: ErasureParts, person: Person, why: Why): Promise<Refusal | null> {
  const refused = await endDuties(parts, person, why.by);
  if (refused) return refused;
  parts.erasures.add(person);
  await wipe(parts, person);
  await note(parts, person.subjectId, why);
  return null;
}

/** Any constant that no other lock of ours uses: of the workers that start together one does it, and the others wait. */
const AGAIN_LOCK = 53_118_410;

/**
 * Before anybody is served: whoever was erased and is back with an older backup. What a rule is against, such as
 * a last administrator, is logged and tried again at the next start. Throws OutsideFault.
 */
export function eraseAgain(parts: ErasureParts): Promise<void> {
  return inTransaction(parts.db, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [AGAIN_LOCK]);
    for (const erasure of await parts.erasures.missingIn(parts.db)) await eraseOneAgain(parts, erasure);
  });
}

async function eraseOneAgain(parts: ErasureParts, { subjectId, ids }: Erasure): Promise<void> {
  const why: Why = { by: { kind: 'conductor' }, ground: 'restored' };
  let isKnown = false;
  for (const id of ids) {
    const person = await findPerson(parts.db, id);
    isKnown ||= person !== null;
    if (!person || isErased(person)) continue;
    const refused = await endDuties(parts, person, why.by);
    if (refused) return parts.log.error({ subjectId, refusal: refused.code }, 'an erased person is back and cannot be erased again');
    await wipe(parts, person);
  }
  if (isKnown) await note(parts, subjectId, why);
}

async function wipe(parts: ErasureParts, person: Person): Promise<void> {
  if (person.account) await endSignIns(parts, { accountId: person.account.accountId });
  const phoneIds = await erasePerson(parts.db, person, parts.nowMs());
  for (const holderId of phoneIds) await parts.bulletins.post({ type: 'close-holder', holderId, reason: 'access-revoked' });
}

async function note(parts: ErasureParts, subjectId: string, { by, ground }: Why): Promise<void> {
  await noteFact(parts, { stream: 'personal-data', type: 'PersonalDataErased', data: { subjectId, ground }, by, atMs: parts.nowMs() });
}
