import i18next from 'i18next';
import { expect, it } from 'vitest';
import { BLANKS, blankText } from './figure-text.ts';

it('[SCREEN-31] numbers in sentences stand as the language writes them', async () => {
  const words = i18next.createInstance();
  const resources = {
    vi: { words: { votes: '{{count}} phiếu, {{name}}, {{year}}' } },
    en: { words: { votes: '{{count}} votes, {{name}}, {{year}}' } },
  };
  await words.init({ lng: 'vi', defaultNS: 'words', resources, interpolation: BLANKS });
  const told = (lng: string) => words.t('votes' as never, { count: 23_000, name: 'Hoà & Lam', year: 2026, lng });
  expect(told('vi')).toBe('23.000 phiếu, Hoà & Lam, 2026');
  expect(told('en')).toBe('23,000 votes, Hoà & Lam, 2026');
});

it.each([
  [1_000, 'count', 'vi', '1.000'],
  [1.5, 'offset', 'vi', '1,5'],
  [2026, 'year', 'vi', '2026'],
  [1_200, 'line', 'en', '1200'],
  ['23000', 'code', 'vi', '23000'],
])('[SCREEN-31] %s in the blank %s of %s is %s', (value, blank, language, expected) => {
  expect(blankText(value, blank, language)).toBe(expected);
});
