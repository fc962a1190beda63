/**
 * What a password must be. Length is what counts (NIST SP 800-63B §3.1.1.2), and that nobody guesses it
 * early: see `common-password.ts`.
 */
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { isCommonPassword } from './common-password.ts';

/** OWASP ASVS 5.0 §6.2.1 asks for 8 at least and recommends 15; with the checks below 12 is beyond guessing over the network. */
export const PASSWORD_MIN_CHARS = 12;
/** ASVS 5.0 §6.2.9 asks for at least 64; the upper end keeps hashing from being an attack. */
export const PASSWORD_MAX_CHARS = 128;
/** "aaaaaaaaaaaa" and "121212121212" are long and no secret. */
const DISTINCT_MIN_CHARS = 5;

export type PasswordFault = 'too-short' | 'too-long' | 'too-simple' | 'is-the-name' | 'too-common';

/** The same letters typed on two systems are one password: Vietnamese has two normal forms. */
export function normalPassword(password: string): string {
  return password.normalize('NFC');
}

/** null: it will do. `names`: what anybody knows of the account. */
export function passwordFault(password: string, names: readonly string[]): PasswordFault | null {
  const normal = normalPassword(password);
  const chars = [...normal];
  if (chars.length < PASSWORD_MIN_CHARS) return 'too-short';
  if (chars.length > PASSWORD_MAX_CHARS) return 'too-long';
  if (new Set(chars).size < DISTINCT_MIN_CHARS) return 'too-simple';
  if (names.some((name) => isMostly(normal, name))) return 'is-the-name';
  return isCommonPassword(normal, names) ? 'too-common' : null;
}

/** scrypt as better-auth does it, over the normal form. */
export const PASSWORD_HASHING = {
  hash: (password: string): Promise<string> => hashPassword(normalPassword(password)),
  verify: ({ hash, password }: { readonly hash: string; readonly password: string }): Promise<boolean> =>
    verifyPassword({ hash, password: normalPassword(password) }),
};

/** A name with a year behind it is no password. */
function isMostly(password: string, name: string): boolean {
  const [plain, known] = [password, name].map((text) => text.toLowerCase().replace(/[^\p{L}]/gu, ''));
  return known !== undefined && known.length > 3 && plain !== undefined && plain.replaceAll(known, '').length < 3;
}
