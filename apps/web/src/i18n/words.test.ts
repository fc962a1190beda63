import { describe, expect, it } from 'vitest';
import { REFUSALS } from '@diemcau/core';
import { en } from './en.ts';
import { vi } from './vi.ts';

type Tree = { readonly [key: string]: string | Tree };

/** `{key: sentence}` with dotted keys. */
function flat(tree: Tree, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value]] : Object.entries(flat(value, `${prefix}${key}.`)),
    ),
  );
}

const placeholders = (sentence: string) => [...sentence.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
const vietnamese = flat(vi as Tree);
const english = flat(en as Tree);

describe('the two languages', () => {
  it('[SCREEN-31] say the same things: same keys, same blanks to fill, nothing empty', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(vietnamese).sort());
    for (const [key, sentence] of Object.entries(vietnamese)) {
      expect(placeholders(english[key]!), key).toEqual(placeholders(sentence));
      expect(sentence.trim(), key).not.toBe('');
      expect(english[key]!.trim(), key).not.toBe('');
    }
  });

  it('[SCREEN-31] have a sentence for every refusal', () => {
    for (const code of Object.keys(REFUSALS)) expect(vietnamese[`refusal.${code}`], code).toMatch(/\.$/);
  });

  it('[SCREEN-31] are written in composed letters, as fonts and searches expect', () => {
    for (const [key, sentence] of Object.entries(vietnamese)) expect(sentence, key).toBe(sentence.normalize('NFC'));
  });
});
