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

  it('[ACCT-13] are none that somebody who guesses comes to early, with or without diacritics', () => {
    const common = [
      'Password1234!',
      'qwertyuiop12',
      'Mật khẩu 123456',
      'Anh yêu em 2026',
      'Giaoban@2026',
      'nguyenlan1985',
      'Sơn Đông 2026',
    ];
    const names = ['lan.nguyen', 'Nguyễn Thị Lan', 'Xã Sơn Đông'];
    expect(common.map((password) => passwordFault(password, names))).toEqual(common.map(() => 'too-common'));
    for (const own of ['mưa rào tháng sáu', 'mua rao thang sau', 'correct horse battery', 'x7!Kq92mLp0z'])
      expect(passwordFault(own, names)).toBeNull();
  });

  it('[ACCT-2] are the same in every normal form', async () => {
    const password = 'mưa rào tháng sáu';
    expect(passwordFault('ữ'.normalize('NFD').repeat(4), [])).toBe('too-short');
    const hash = await PASSWORD_HASHING.hash(password.normalize('NFD'));
    expect(await PASSWORD_HASHING.verify({ hash, password: password.normalize('NFC') })).toBe(true);
    expect(await PASSWORD_HASHING.verify({ hash, password: `${password} ` })).toBe(false);
  });
});
