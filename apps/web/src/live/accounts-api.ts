import type { GrantsCommand, Role } from '@diemcau/core';
import { deleteResource, getJson, postJson, putJson } from './http.ts';
import type { HttpResult } from './http.ts';
import type { AccountRecord, ApiToken, GrantRecord } from './my-account-api.ts';

/** Routes for whoever keeps accounts and gives roles; shapes as in `/api/openapi.json`. */
const API = '/api/v1';

export type ListedAccount = AccountRecord & { readonly unitName: string; readonly roles: readonly Role[] };

export interface AccountForm {
  readonly name: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly unitId: string | null;
  readonly contactId: string | null;
  readonly language: 'vi' | 'en';
}

export interface HandedOutLink {
  readonly accountId: string;
  readonly url: string;
  readonly expiresAtMs: number;
  readonly mailId: string;
}

export interface Slip {
  readonly language: 'vi' | 'en';
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly name: string;
  readonly url: string;
  readonly expiresAtMs: number;
}

export interface RoleProposal {
  readonly contactId: string;
  readonly name: string;
  readonly post: string;
  readonly email: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly role: Role;
  readonly accountId: string | null;
}

interface AccountPage {
  readonly accounts: readonly ListedAccount[];
  readonly nextCursor: string | null;
}

const one = (accountId: string) => `${API}/accounts/${encodeURIComponent(accountId)}`;

/** Every account the reader may see; a page of the server holds five thousand. */
export async function allAccounts(): Promise<HttpResult<readonly ListedAccount[]>> {
  const accounts: ListedAccount[] = [];
  for (let cursor: string | null = '0'; cursor !== null;) {
    const answer: HttpResult<AccountPage> = await getJson<AccountPage>(`${API}/accounts?cursor=${cursor}`);
    if (!answer.ok) return answer;
    accounts.push(...answer.value.accounts);
    cursor = answer.value.nextCursor;
  }
  return { ok: true, value: accounts };
}

export const accountDetail = (accountId: string) => getJson<ListedAccount>(one(accountId));
export const inviteAccount = (form: AccountForm) => postJson<HandedOutLink>(`${API}/accounts`, form);
export const reviseAccount = (accountId: string, form: AccountForm) => putJson(one(accountId), form);
export const disableAccount = (accountId: string) => postJson<null>(`${one(accountId)}/disable`, {});
export const enableAccount = (accountId: string) => postJson<null>(`${one(accountId)}/enable`, {});
export const endSignIns = (accountId: string) => deleteResource(`${one(accountId)}/sessions`);
export const removeTotp = (accountId: string) => deleteResource(`${one(accountId)}/totp`);
export const resetLink = (accountId: string) => postJson<HandedOutLink>(`${one(accountId)}/reset-link`, {});
export const tokensOf = (accountId: string) => getJson<{ readonly tokens: readonly ApiToken[] }>(`${one(accountId)}/api-tokens`);
export const endTokenOf = (accountId: string, tokenId: string) =>
  deleteResource(`${one(accountId)}/api-tokens/${encodeURIComponent(tokenId)}`);
export const roleProposals = () => getJson<{ readonly proposals: readonly RoleProposal[] }>(`${API}/accounts/proposals`);
export const slipOf = (mailId: string) => getJson<Slip>(`${API}/mails/${encodeURIComponent(mailId)}/slip`);
export const grantsOfAccount = (accountId: string) =>
  getJson<{ readonly grants: readonly GrantRecord[] }>(`${API}/grants?${new URLSearchParams({ accountId }).toString()}`);
export const changeGrants = (command: GrantsCommand) => postJson<{ readonly version: number }>(`${API}/grants/commands`, command);
