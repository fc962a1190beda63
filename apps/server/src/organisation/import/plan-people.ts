/** Which contacts a list makes or changes, and at which sites they are posted. */
import { spellingKey, type ContactId, type SiteId } from '@diemcau/core';
import type { Contact } from '../contacts.ts';
import type { CheckedRow } from './check-rows.ts';
import { rowProblem, type ImportProblem } from './problem.ts';
import { groupBy, referenceProblem, type UnitDirectory } from './unit-directory.ts';

export interface Count {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

export type FoundSite =
  { readonly ok: true; readonly siteId: string } | { readonly ok: false; readonly code: 'site-not-found' | 'site-ambiguous' };

export interface Posting {
  readonly siteId: SiteId;
  readonly contactIds: readonly ContactId[];
}

export interface PeopleAround {
  readonly units: UnitDirectory;
  readonly newId: () => string;
  findSite(reference: string): FoundSite;
}

export interface PeoplePlan {
  readonly problems: readonly ImportProblem[];
  readonly contacts: readonly Contact[];
  readonly postings: readonly Posting[];
  readonly count: Count;
}

/** A person is known by code, else by name and unit. */
export function planPeople(rows: readonly CheckedRow[], present: readonly Contact[], around: PeopleAround): PeoplePlan {
  const problems: ImportProblem[] = [];
  const byCode = new Map(present.filter((contact) => contact.code !== '').map((contact) => [contact.code, contact]));
  const byPlace = groupBy(present, (contact) => placeKey(contact.unitId, contact.name));
  const seen = new Map<string, CheckedRow>();
  const contacts: Contact[] = [];
  const posted = new Map<SiteId, ContactId[]>();
  let created = 0;
  for (const row of rows) {
    const unit = around.units.find(row.text.unit ?? '');
    if (!unit.ok) {
      if (row.text.unit) problems.push(referenceProblem(unit.code, row, 'unit'));
      continue;
    }
    problems.push(...twiceProblems(row, unit.unitId, seen));
    const there = byCode.get(row.code) ?? onlyFitting(byPlace.get(placeKey(unit.unitId, row.name)), row.code);
    const contact = merged(row, unit.unitId, there ?? around.newId());
    if (!there) created += 1;
    if (!there || !isSame(there, contact)) contacts.push(contact);
    problems.push(...post(row, contact.contactId, { posted, around }));
  }
  const postings = [...posted].map(([siteId, contactIds]) => ({ siteId, contactIds }));
  const changed = contacts.length - created;
  return { problems, contacts, postings, count: { created, changed, unchanged: Math.max(0, rows.length - created - changed) } };
}

function post(
  row: CheckedRow,
  contactId: ContactId,
  { posted, around }: { readonly posted: Map<SiteId, ContactId[]>; readonly around: PeopleAround },
): ImportProblem[] {
  if (!row.text.site) return [];
  const site = around.findSite(row.text.site);
  if (!site.ok) return [referenceProblem(site.code, row, 'site')];
  const there = posted.get(site.siteId);
  if (there) there.push(contactId);
  else posted.set(site.siteId, [contactId]);
  return [];
}

/** Two rows with one code, or of one name in one unit without codes to tell them apart. */
function twiceProblems(row: CheckedRow, unitId: string, seen: Map<string, CheckedRow>): ImportProblem[] {
  const code = `code ${row.code}`;
  const place = placeKey(unitId, row.name);
  const sameCode = row.code === '' ? undefined : seen.get(code);
  const samePlace = seen.get(place);
  if (row.code !== '') seen.set(code, row);
  seen.set(place, row);
  if (sameCode) return [rowProblem('code-twice', row, 'code', { otherLine: sameCode.line })];
  if (samePlace && (row.code === '' || samePlace.code === '')) return [rowProblem('row-twice', row, 'name', { otherLine: samePlace.line })];
  return [];
}

function onlyFitting(contacts: readonly Contact[] = [], code: string): Contact | undefined {
  const fitting = contacts.filter((contact) => code === '' || contact.code === '');
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Columns that the file does not have leave what is known as it is. */
function merged(row: CheckedRow, unitId: string, there: Contact | string): Contact {
  const before = typeof there === 'string' ? { contactId: there, code: '', post: '', phone: '', email: '', role: null } : there;
  const { post: called = before.post, phone = before.phone, email = before.email } = row.text;
  const role = row.role === undefined ? before.role : row.role;
  return {
    contactId: before.contactId,
    code: row.code === '' ? before.code : row.code,
    name: row.name,
    post: called,
    phone,
    email,
    unitId,
    role,
  };
}

function isSame(a: Contact, b: Contact): boolean {
  return (Object.keys(a) as (keyof Contact)[]).every((field) => a[field] === b[field]);
}

function placeKey(unitId: string, name: string): string {
  return `${unitId}\n${spellingKey(name)}`;
}
