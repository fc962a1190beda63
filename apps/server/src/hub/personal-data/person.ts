/** A person is an account, a contact, or both where one names the other; or a row of one invitation list. */
import { foldVietnamese } from '@diemcau/core';
import type { Pool } from 'pg';
import { ERASED_NAME } from '../../attendance/erase-delegates.ts';
import { tryAgain } from '../../journal/database.ts';
import { allContacts, contactsById, type Contact } from '../../organisation/contacts.ts';
import { allAccounts, findAccount, type AccountRecord } from '../access/account-book.ts';
import { findDelegate, type Delegate } from './delegate.ts';

export interface Person {
  /** Of the account where there is one, else of the contact, else of the delegate. */
  readonly subjectId: string;
  readonly account: AccountRecord | null;
  readonly contact: Contact | null;
  /** Never beside one of the others: nothing joins them but their names. */
  readonly delegate: Delegate | null;
}

/** By the id of an account, a contact or a delegate; null: nothing is kept under it. Throws OutsideFault. */
export async function findPerson(db: Pool, subjectId: string): Promise<Person | null> {
  const account = (await findAccount(db, subjectId)) ?? (await accountOfContact(db, subjectId));
  const contact = (await contactsById(db, [account?.contactId ?? subjectId]))[0] ?? null;
  if (account || contact) return personOf(account, contact);
  const delegate = await findDelegate(db, subjectId);
  return delegate && { subjectId: delegate.personId, account: null, contact: null, delegate };
}

/** Accounts and contacts whose name, user name, address or phone number has these letters, whatever their marks. Throws OutsideFault. */
export async function searchPeople(db: Pool, search: string): Promise<Person[]> {
  const [accounts, contacts] = await Promise.all([allAccounts(db), tryAgain(() => allContacts(db))]);
  const byId = new Map(contacts.map((contact) => [contact.contactId, contact]));
  const linked = new Set(accounts.flatMap(({ contactId }) => contactId ?? []));
  const people = [
    ...accounts.map((account) => personOf(account, (account.contactId !== null && byId.get(account.contactId)) || null)),
    ...contacts.filter(({ contactId }) => !linked.has(contactId)).map((contact) => personOf(null, contact)),
  ];
  const wanted = foldVietnamese(search);
  return people.filter((person) => foldVietnamese(wordsOf(person)).includes(wanted));
}

function personOf(account: AccountRecord | null, contact: Contact | null): Person {
  return { subjectId: account?.accountId ?? contact!.contactId, account, contact, delegate: null };
}

/** As it is now: a dash where it was erased. */
export function nameOf({ account, contact, delegate }: Person): string {
  return contact?.name ?? account?.name ?? delegate?.name ?? ERASED_NAME;
}

/** Nothing is left that tells who it was. */
export function isErased({ account, contact, delegate }: Person): boolean {
  return contact === null && (account?.name ?? ERASED_NAME) === ERASED_NAME && delegate?.erasedAtMs !== null;
}

function wordsOf({ account, contact }: Person): string {
  const words = [account?.name, account?.username, account?.email, contact?.name, contact?.phone, contact?.email];
  return words.filter((word) => word != null).join(' ');
}

async function accountOfContact(db: Pool, contactId: string): Promise<AccountRecord | null> {
  const sql = 'SELECT account_id AS "accountId" FROM account_profile WHERE contact_id = $1';
  const { rows } = await tryAgain(() => db.query<{ accountId: string }>(sql, [contactId]));
  return rows[0] ? findAccount(db, rows[0].accountId) : null;
}
