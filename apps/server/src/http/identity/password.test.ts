import { describe, expect, it } from 'vitest';
import { PASSWORD_HASHING, passwordFault } from './password.ts';

describe('passwords', () => {
  it('[ACCT-1] have 12 to 128 characters, five of them different, and are not the name with something behind', () => {
    const names = ['lan.nguyen', 'Nguyễn Thị Lan'];
    expect(passwordFault('ngắn quá', names)).toBe('too-short');
    expect(passwordFault('dài '.repeat(40), names)).toBe('too-long');
    expect(passwordFault('aaaabbbbaaaabbbb', names)).toBe('too-simple');
    expect(passwordFault('lan.nguyen2026', names)).toBe('is-the-name');
    expect(passwordFault('mưa rào tháng sáu', names)).toBeNull();
  });

  it('[ACCT-2] are the same in every normal form', async () => {
    const password = 'mưa rào tháng sáu';
    expect(passwordFault('ữ'.normalize('NFD').repeat(4), [])).toBe('too-short');
    const hash = await PASSWORD_HASHING.hash(password.normalize('NFD'));
    expect(await PASSWORD_HASHING.verify({ hash, password: password.normalize('NFC') })).toBe(true);
    expect(await PASSWORD_HASHING.verify({ hash, password: `${password} ` })).toBe(false);
  });
});
