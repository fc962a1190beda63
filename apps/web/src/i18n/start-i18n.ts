import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { BLANKS } from './figure-text.ts';
import { recallLanguage, rememberLanguage } from './language.ts';
import { vi } from './vi.ts';
import type { Words } from './vi.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: Words };
  }
}

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next.use(initReactI18next).init({
    lng: recallLanguage(),
    fallbackLng: 'vi',
    defaultNS: 'words',
    resources: { vi: { words: vi }, en: { words: en } },
    interpolation: BLANKS,
  });
}

export async function changeLanguage(language: 'vi' | 'en'): Promise<void> {
  rememberLanguage(language);
  await i18next.changeLanguage(language);
}
