import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { recallLanguage, rememberLanguage } from './language.ts';
import { vi } from './vi.ts';
import type { Words } from './vi.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: Words };
  }
}

/** React escapes what it renders, so i18next must not do it a second time. */
export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next.use(initReactI18next).init({
    lng: recallLanguage(),
    fallbackLng: 'vi',
    defaultNS: 'words',
    resources: { vi: { words: vi }, en: { words: en } },
    interpolation: { escapeValue: false },
  });
}

export async function changeLanguage(language: 'vi' | 'en'): Promise<void> {
  rememberLanguage(language);
  await i18next.changeLanguage(language);
}
