import { expect, it } from 'vitest';
import { sizeText } from './size-text.ts';

it.each([
  [0, 'vi', '0 B'],
  [1_023, 'vi', '1.023 B'],
  [1_536, 'vi', '1,5 KB'],
  [52_428_800, 'en', '50 MB'],
  [5 * 1_024 ** 4, 'en', '5 TB'],
])('[PAGE-40] %i bytes are told as a size of the language', (bytes, language, expected) => {
  expect(sizeText(bytes, language)).toBe(expected);
});
