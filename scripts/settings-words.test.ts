import { expect, it } from 'vitest';
import { SETTINGS } from '../apps/server/src/settings.ts';
import { settings as en } from '../apps/web/src/i18n/en/settings.ts';
import { settings as vi } from '../apps/web/src/i18n/vi/settings.ts';

it('[SYST-11] every setting of the server is explained in both languages, with what holds where nothing is given', () => {
  const names = Object.values(SETTINGS)
    .map(({ name }) => name)
    .toSorted();
  for (const words of [vi, en]) {
    expect(Object.keys(words).toSorted()).toEqual(names);
    for (const { meaning, otherwise } of Object.values(words)) {
      expect(meaning).toMatch(/\.$/);
      expect(otherwise.trim()).not.toBe('');
    }
  }
});
