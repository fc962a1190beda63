import { en } from './en.ts';
import { vi } from './vi.ts';
import type { Words } from './vi.ts';

export type Language = 'vi' | 'en';

const LANGUAGES: Readonly<Record<Language, Words>> = { vi, en };

export function wordsOf(language: Language): Words {
  return LANGUAGES[language];
}

/** Vietnamese for everybody whose phone does not ask for English. */
export function preferredLanguage(remembered: string | null, wanted: readonly string[]): Language {
  if (remembered === 'vi' || remembered === 'en') return remembered;
  return wanted[0]?.startsWith('en') ? 'en' : 'vi';
}

export function filled(sentence: string, blanks: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in blanks ? String(blanks[name]) : whole));
}
