import { foldVietnamese, tidy } from '@diemcau/core';
import type { Role } from '@diemcau/core';
import type { AccountForm } from '../../live/accounts-api.ts';

/** Somebody to be invited, as a form holds them; empty texts: not said. */
export interface Invitee {
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly unitId: string | null;
  readonly contactId: string | null;
  readonly language: 'vi' | 'en';
  readonly role: Role | null;
  /** What the role is over; null: the whole organisation. */
  readonly overUnitId: string | null;
  readonly from: string;
  readonly until: string;
}

export const NO_INVITEE: Invitee = {
  name: '',
  username: '',
  email: '',
  unitId: null,
  contactId: null,
  language: 'vi',
  role: null,
  overUnitId: null,
  from: '',
  until: '',
};

/** As the server takes it (http/routes/accounts.ts). */
const USERNAME = /^[A-Za-z0-9._-]{3,64}$/;
const EMAIL = /^[^\s<>@]+@[^\s<>@]+$/;

/** Has everything and nothing malformed; what is taken already, the server says. */
export function isReady({ name, username, email, role, from }: Invitee): boolean {
  const [login, address] = [username.trim(), email.trim()];
  const wellFormed = (login === '' || USERNAME.test(login)) && (address === '' || EMAIL.test(address));
  return tidy(name) !== '' && wellFormed && (login !== '' || address !== '') && (role === null || from !== '');
}

export function accountForm({ name, username, email, unitId, contactId, language }: Invitee): AccountForm {
  return { name: tidy(name), username: username.trim() || null, email: email.trim() || null, unitId, contactId, language };
}

/** As offices write user names: the given name, a dot, the initials of what stands before it: `lan.nt`. */
export function usernameFor(name: string): string {
  const words = foldVietnamese(name)
    .split(' ')
    .map((word) => word.replaceAll(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '');
  const given = words.pop() ?? '';
  const initials = words.map((word) => word[0]).join('');
  return initials === '' ? given : `${given}.${initials}`;
}
