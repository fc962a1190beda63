import type { Role } from '@diemcau/core';
import { deleteResource, getJson, postJson, putJson } from './http.ts';

/** Routes about one's own account; shapes as in `/api/openapi.json`. */
const ME = '/api/v1/account/me';

export interface AccountRecord {
  readonly accountId: string;
  readonly name: string;
  readonly username: string | null;
  readonly email: string | null;
  /** null: of the whole organisation. */
  readonly unitId: string | null;
  readonly contactId: string | null;
  readonly language: 'vi' | 'en';
  readonly disabledAtMs: number | null;
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly createdAtMs: number;
}

export type OwnAccount = AccountRecord & { readonly unitName: string };

export interface OpenSession {
  readonly sessionId: string;
  readonly label: string;
  readonly beganAtMs: number;
  readonly expiresAtMs: number;
  readonly current: boolean;
}

export interface ApiToken {
  readonly tokenId: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly usedOn: string | null;
}

export interface GrantRecord {
  readonly grantId: string;
  readonly accountId: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly deputyOf: string | null;
  readonly unitName: string;
  readonly standing: 'planned' | 'held' | 'ended';
  readonly heirs: readonly { readonly unitId: string; readonly name: string }[];
}

export interface TotpSecret {
  /** `otpauth://`. */
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
}

export interface TokenOrder {
  readonly name: string;
  readonly days: number;
  readonly password?: string;
}

export const ownAccount = () => getJson<OwnAccount>(ME);
export const chooseLanguage = (language: 'vi' | 'en') => putJson(ME, { language });
export const changePassword = (password: string, current: string) =>
  putJson(`${ME}/password`, { password, ...(current !== '' && { current }) });
export const beginTotp = (password: string) => postJson<TotpSecret>(`${ME}/totp`, { password });
export const confirmTotp = (code: string) => postJson<null>(`${ME}/totp/confirm`, { code });
export const endTotp = (password: string) => postJson<null>(`${ME}/totp/end`, { password });
export const renewRecoveryCodes = (password: string) =>
  postJson<{ readonly recoveryCodes: readonly string[] }>(`${ME}/totp/recovery-codes`, { password });
export const ownSessions = () => getJson<{ readonly sessions: readonly OpenSession[] }>(`${ME}/sessions`);
export const endSession = (sessionId: string) => deleteResource(`${ME}/sessions/${encodeURIComponent(sessionId)}`);
export const endOtherSessions = () => deleteResource(`${ME}/sessions`);
export const ownTokens = () => getJson<{ readonly tokens: readonly ApiToken[] }>(`${ME}/api-tokens`);
export const makeToken = (order: TokenOrder) => postJson<ApiToken & { readonly token: string }>(`${ME}/api-tokens`, order);
export const endToken = (tokenId: string) => deleteResource(`${ME}/api-tokens/${encodeURIComponent(tokenId)}`);
export const ownGrants = () => getJson<{ readonly grants: readonly GrantRecord[] }>('/api/v1/grants/mine');
