import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldVietnamese, spellingKey } from './fold-vietnamese.ts';
import { tidy } from './tidy.ts';

/** Every letter of Vietnamese with every tone, and blanks. */
const text = fc.string({
  unit: fc.constantFrom(
    ...'aăâeêioôơuưyđĐHK 1-'
      .split('')
      .flatMap((letter) => ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => letter + tone)),
  ),
});

describe('Vietnamese text', () => {
  it('[LANG-1] is found without diacritics and case, đ as d, in any normal form', () => {
    for (const [typed, expected] of [
      ['Đắk Lắk', 'dak lak'],
      ['Phường  HOÀ Bình ', 'phuong hoa binh'],
      ['Uỷ ban', 'uy ban'],
      ['Ủy ban', 'uy ban'],
      ['Ngưỡng', 'nguong'],
    ] as const) {
      for (const form of ['NFC', 'NFD', 'NFKC'] as const) expect(foldVietnamese(typed.normalize(form))).toBe(expected);
    }
    fc.assert(
      fc.property(text, (any) => {
        expect(foldVietnamese(foldVietnamese(any))).toBe(foldVietnamese(any.normalize('NFD')));
      }),
    );
    fc.assert(
      fc.property(text, (any) => {
        expect(foldVietnamese(any)).toMatch(/^[a-z0-9 -]*$/);
      }),
    );
  });

  it('[LANG-2] two spellings of one name have one key: hoà and hòa, uỷ and ủy; Hòa and Hoa have two', () => {
    for (const [one, other] of [
      ['Hoà Bình', 'HÒA BÌNH'],
      ['Uỷ ban', 'Ủy ban'],
      ['khoẻ', 'khỏe'],
      ['Thuỵ Khuê', 'Thụy Khuê'],
    ] as const) {
      expect(spellingKey(one.normalize('NFD'))).toBe(spellingKey(other));
    }
    expect(spellingKey('Hòa')).not.toBe(spellingKey('Hoa'));
    expect(spellingKey('Hòa')).not.toBe(spellingKey('Hoá'));
    fc.assert(
      fc.property(text, (any) => {
        expect(spellingKey(any)).toBe(spellingKey(any.normalize('NFD').toUpperCase()));
      }),
    );
  });

  it('[LANG-3] is kept in NFC with single blanks', () => {
    expect(tidy(' Xã\t Khe\u00a0\n Sim '.normalize('NFD'))).toBe('Xã Khe Sim');
    fc.assert(
      fc.property(text, (any) => {
        expect(tidy(tidy(any))).toBe(tidy(any.normalize('NFD')));
      }),
    );
  });
});
