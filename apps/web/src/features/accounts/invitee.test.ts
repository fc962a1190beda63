import { expect, it } from 'vitest';
import { accountForm, isReady, NO_INVITEE, usernameFor } from './invitee.ts';

it('[PAGE-21] a user name is proposed as offices write them', () => {
  expect(['Nguyễn Thị Lan', '  Đặng  Đình Đức ', 'Y Moan', 'Hoà', 'Trần Lê-Anh', ''].map(usernameFor)).toEqual([
    'lan.nt',
    'duc.dd',
    'moan.y',
    'hoa',
    'leanh.t',
    '',
  ]);
});

it('[PAGE-21] an invitation needs a name, something to sign in with, and a first day where it gives a role', () => {
  const lan = { ...NO_INVITEE, name: 'Lan', username: 'lan.nt' };
  expect(isReady(lan)).toBe(true);
  for (const wrong of [
    { name: ' ' },
    { username: '' },
    { username: 'lan nt' },
    { username: 'ab' },
    { email: 'lan' },
    { role: 'chair' as const },
  ])
    expect(isReady({ ...lan, ...wrong })).toBe(false);
  expect(isReady({ ...lan, username: '', email: 'lan@example.vn' })).toBe(true);
  expect(isReady({ ...lan, role: 'chair', from: '2026-01-01' })).toBe(true);
  expect(accountForm({ ...lan, name: '  Nguyễn   Lan ' })).toMatchObject({ name: 'Nguyễn Lan', username: 'lan.nt', email: null });
});
