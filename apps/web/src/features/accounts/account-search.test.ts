import { expect, it } from 'vitest';
import type { ListedAccount } from '../../live/accounts-api.ts';
import { accountsFound, searchable } from './account-search.ts';

function account(name: string, more: Partial<ListedAccount> = {}): ListedAccount {
  return {
    accountId: name,
    name,
    username: null,
    email: null,
    unitId: null,
    unitName: '',
    contactId: null,
    language: 'vi',
    disabledAtMs: null,
    hasPassword: true,
    hasTotp: false,
    createdAtMs: 0,
    roles: [],
    ...more,
  };
}

const ACCOUNTS = searchable([
  account('Nguyễn Thị Hoà', { unitName: 'Xã Đông Lai', roles: ['chair', 'auditor'] }),
  account('Đặng Đình Đức', { username: 'duc.dd', hasPassword: false, roles: ['secretary'] }),
  account('Hoàng Văn Én', { email: 'en@dong-lai.vn', disabledAtMs: 1 }),
]);
const ANY = { search: '', state: null, role: null };
const found = (filter: object) => accountsFound(ACCOUNTS, { ...ANY, ...filter }).map(({ name }) => name);

it('[PAGE-20] an account is found by words of its name, user name, e-mail or unit, without diacritics, in any order', () => {
  expect(found({ search: 'hoa nguyen' })).toEqual(['Nguyễn Thị Hoà']);
  expect(found({ search: 'XÃ ĐÔNG LAI' })).toEqual(['Nguyễn Thị Hoà']);
  expect(found({ search: 'duc.dd' })).toEqual(['Đặng Đình Đức']);
  expect(found({ search: 'dong-lai' })).toEqual(['Hoàng Văn Én']);
  expect(found({ search: 'nobody' })).toEqual([]);
});

it('[PAGE-20] and by state and role together', () => {
  expect([found({ state: 'active' }), found({ state: 'invited' }), found({ state: 'disabled' })]).toEqual([
    ['Nguyễn Thị Hoà'],
    ['Đặng Đình Đức'],
    ['Hoàng Văn Én'],
  ]);
  expect(found({ role: 'auditor' })).toEqual(['Nguyễn Thị Hoà']);
  expect(found({ role: 'auditor', state: 'disabled' })).toEqual([]);
});
