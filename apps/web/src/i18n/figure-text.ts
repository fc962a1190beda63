import type { InterpolationOptions } from 'i18next';
import type { Language } from './language.ts';

const FIGURES: Readonly<Record<Language, Intl.NumberFormat>> = {
  vi: new Intl.NumberFormat('vi-VN'),
  en: new Intl.NumberFormat('en-GB'),
};

/** Blanks that name something and count nothing: a year, a line of a spreadsheet, the size of a picture. */
const NAMES: ReadonlySet<string> = new Set(['year', 'line', 'width', 'height']);

/** As the language writes it: 23.000 in Vietnamese, 23,000 in English. */
export function figureText(value: number, language: string): string {
  return FIGURES[language === 'en' ? 'en' : 'vi'].format(value);
}

/** What stands in a blank of a sentence. */
export function blankText(value: unknown, blank: string, language: string): string {
  return typeof value === 'number' && !NAMES.has(blank) ? figureText(value, language) : String(value);
}

/** How i18next fills blanks. React escapes what it renders, so it must not be done a second time. */
export const BLANKS: InterpolationOptions = {
  escapeValue: false,
  alwaysFormat: true,
  format: (value: unknown, _format, language = 'vi', blank) => blankText(value, String(blank?.['interpolationkey']), language),
};
