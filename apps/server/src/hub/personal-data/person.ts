/** A person is an account, a contact, or both where one names the other. */
import { foldVietnamese } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../../journal/database.ts';
import { allContacts, contactsById, type Contact } from '../../organisation/contacts.ts';
import { allAccounts, findAccount, type AccountRecord } from '../access/account-book.ts';

export interface Person {
  /** Of the account where there is one, else of the contact. */
  readonly subjectId: string;
  readonly account: AccountRecord | null;
  readonly contact: Contact | null;
}

/** By the id of an account or a contact; null: nothing is kept under it. Throws OutsideFault. */
export async function findPerson(db: Pool, subjectId: string): Promise<Person | null> {
  const account = (await findAccount(db, subjectId)) ?? (await accountOfContact(db, subjectId));
  const contact = (await contactsById(db, [account?.contactId ?? subjectId]))[0] ?? null;
  return account || contact ? personOf(account, contact) : null;
}

/** Whose name, user name, address or phone number has these letters, whatever their marks. Throws OutsideFault. */
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
  return { subjectId: account?.accountId ?? contact!.contactId, account, contact };
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
