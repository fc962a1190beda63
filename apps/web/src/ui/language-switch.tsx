import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../i18n/language.ts';
import { changeLanguage } from '../i18n/start-i18n.ts';
import styles from './language-switch.module.css';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <div role="group" aria-label={t('language.label')} className={styles.group}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          title={t(`language.${language}`)}
          // A spoken command names what stands on the button (WCAG 2.5.3).
          aria-label={`${language.toUpperCase()}: ${t(`language.${language}`)}`}
          aria-pressed={i18n.language === language}
          className={styles.choice}
          onClick={() => void changeLanguage(language)}
        >
          {language.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
