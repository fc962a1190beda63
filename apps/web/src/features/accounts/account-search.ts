import { foldVietnamese } from '@diemcau/core';
import type { Role } from '@diemcau/core';
import type { ListedAccount } from '../../live/accounts-api.ts';

export const ACCOUNT_STATES = ['active', 'invited', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export interface AccountFilter {
  readonly search: string;
  /** null: any. */
  readonly state: AccountState | null;
  readonly role: Role | null;
}

export interface SearchableAccount {
  readonly account: ListedAccount;
  readonly folded: string;
}

export function searchable(accounts: readonly ListedAccount[]): readonly SearchableAccount[] {
  return accounts.map((account) => {
    const { name, username, email, unitName } = account;
    return { account, folded: foldVietnamese(`${name} ${username ?? ''} ${email ?? ''} ${unitName}`) };
  });
}

/** Every word somewhere in name, user name, e-mail or unit, in any order. */
export function accountsFound(accounts: readonly SearchableAccount[], { search, state, role }: AccountFilter): readonly ListedAccount[] {
  const words = foldVietnamese(search).split(' ');
  return accounts
    .filter(({ account, folded }) => {
      const fits = (state === null || stateOf(account) === state) && (role === null || account.roles.includes(role));
      return fits && words.every((word) => folded.includes(word));
    })
    .map(({ account }) => account);
}

/** Whoever comes by link or by the organisation's own system alone has no password either. */
export function stateOf({ disabledAtMs, hasPassword }: Pick<ListedAccount, 'disabledAtMs' | 'hasPassword'>): AccountState {
  if (disabledAtMs !== null) return 'disabled';
  return hasPassword ? 'active' : 'invited';
}
