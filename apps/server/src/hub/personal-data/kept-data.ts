/** Everything that is kept about a person. Events know people by id only. */
import type { Grant, GrantsState, SitesState } from '@diemcau/core';
import type { Pool } from 'pg';
import { tryAgain } from '../../journal/database.ts';
import { openSessions, type OpenSession } from '../access/account-book.ts';
import { listApiTokens, type ApiToken } from '../access/api-tokens.ts';
import { delegateRecord, type DelegateActs, type DelegateRecord, type SiteNames } from './delegate.ts';
import type { Person } from './person.ts';
import { requestsOf, type PersonalRequest } from './requests.ts';

export interface KeptData extends Omit<Person, 'delegate'> {
  /** In one conference, with the names its rooms had. */
  readonly delegate: (DelegateRecord & { readonly siteName: string; readonly presentSiteName: string | null }) | null;
  readonly sessions: readonly OpenSession[];
  /** Names its owner gave them, and until when. */
  readonly apiTokens: readonly ApiToken[];
  /** Roles, past and planned ones included; they stay, by id. */
  readonly grants: readonly Grant[];
  /** Sites whose officer the person is. */
  readonly posts: readonly { readonly siteId: string; readonly name: string }[];
  /** Conferences in which the account holds an office. */
  readonly conferences: readonly { readonly conferenceId: string; readonly title: string; readonly roles: readonly string[] }[];
  readonly mails: readonly {
    readonly kind: string;
    readonly address: string | null;
    readonly state: string;
    readonly createdAtMs: number;
    readonly sentAtMs: number | null;
  }[];
  /** Facts in the journal that name the account or the contact; their ids stay. */
  readonly factCount: number;
  readonly requests: readonly PersonalRequest[];
}

export interface KeptSources {
  readonly db: Pool;
  readonly grants: GrantsState;
  readonly sites: SitesState;
  readonly siteName: SiteNames;
}

/** With what is for the person alone. */
export interface HandedOverData extends KeptData {
  readonly acts: DelegateActs | null;
}

/** Throws OutsideFault. */
export async function keptData(sources: KeptSources, person: Person): Promise<KeptData> {
  const { db, grants, sites } = sources;
  const { account, contact } = person;
  const ids = [account?.accountId, contact?.contactId, person.delegate?.personId].filter((id) => id !== undefined);
  const accountId = account?.accountId ?? '';
  const conferences = `SELECT conference_id AS "conferenceId", title, roles -> $1 AS roles FROM conference_summary WHERE roles ? $1`;
  const mails = `SELECT kind, address, state, created_at_ms::float8 AS "createdAtMs", sent_at_ms::float8 AS "sentAtMs" FROM mail WHERE account_id = $1
    ORDER BY created_at_ms DESC`;
  const facts = `SELECT count(*)::int AS count FROM events
    WHERE by ->> 'accountId' = ANY ($1) OR data ->> 'accountId' = ANY ($1) OR data ->> 'contactId' = ANY ($1) OR data ->> 'subjectId' = ANY ($1)`;
  const posts = contact ? [...sites.sites.values()].filter(({ officers }) => officers.includes(contact.contactId)) : [];
  return {
    ...person,
    delegate: await keptDelegate(sources, person),
    sessions: account ? await openSessions(db, accountId) : [],
    apiTokens: account ? await listApiTokens(db, accountId) : [],
    grants: [...grants.grants.values()].filter((grant) => grant.accountId === accountId),
    posts: posts.map(({ siteId, name }) => ({ siteId, name })),
    conferences: (await tryAgain(() => db.query<KeptData['conferences'][number]>(conferences, [accountId]))).rows,
    mails: (await tryAgain(() => db.query<KeptData['mails'][number]>(mails, [accountId]))).rows,
    factCount: (await tryAgain(() => db.query<{ count: number }>(facts, [ids]))).rows[0]!.count,
    requests: await requestsOf(db, ids),
  };
}

async function keptDelegate({ db, siteName }: KeptSources, { delegate }: Person): Promise<KeptData['delegate']> {
  if (!delegate) return null;
  const record = await delegateRecord(db, delegate);
  const named = (siteId: string) => siteName(delegate.conferenceId, siteId);
  const presentSiteName = record.presentSiteId === null ? null : await named(record.presentSiteId);
  return { ...record, siteName: await named(record.siteId), presentSiteName };
}
