import { useState } from 'react';
import { Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { foldVietnamese } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { settings as known } from '../../i18n/vi/settings.ts';
import type { ServerSetting } from '../../live/keeping-api.ts';
import { QuietNotice } from '../../ui/quiet-notice.tsx';
import card from '../../ui/card.module.css';
import styles from './administration.module.css';

type KnownName = keyof typeof known;

/** A server newer than this page has settings it does not know; they are told in the server’s own words. */
function useSettingWords(): (setting: ServerSetting) => { readonly meaning: string; readonly otherwise: string } {
  const { t } = useTranslation();
  return ({ name, meaning, fallback }) => {
    if (!Object.hasOwn(known, name)) return { meaning, otherwise: fallback ?? '' };
    return { meaning: t(`settings.${name as KnownName}.meaning`), otherwise: t(`settings.${name as KnownName}.otherwise`) };
  };
}

export function SettingsTab({ settings }: { readonly settings: readonly ServerSetting[] }) {
  const { t } = useTranslation();
  const wordsOf = useSettingWords();
  const [search, setSearch] = useState('');
  const [onlyGiven, setOnlyGiven] = useState(false);
  const wanted = foldVietnamese(search);
  const found = settings.filter(
    (setting) => (!onlyGiven || setting.isGiven) && foldVietnamese(`${setting.name} ${wordsOf(setting).meaning}`).includes(wanted),
  );
  return (
    <section className={styles.panel}>
      <p className={styles.text}>{t('administration.config.text')}</p>
      <div className={styles.tools}>
        <TextInput
          type="search"
          leftSection={<IconSearch size="1.125rem" />}
          aria-label={t('administration.config.search')}
          placeholder={t('administration.config.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className={styles.search ?? ''}
        />
        <Checkbox
          label={t('administration.config.onlyGiven')}
          checked={onlyGiven}
          onChange={(event) => setOnlyGiven(event.currentTarget.checked)}
        />
        <p className={card.quiet} role="status">
          {t('administration.config.found', { count: found.length })}
        </p>
      </div>
      {found.length === 0 && <QuietNotice title={t('administration.config.nothing')} />}
      <ul className={styles.settings} data-testid="settings">
        {found.map((setting) => (
          <Setting key={setting.name} setting={setting} words={wordsOf(setting)} />
        ))}
      </ul>
    </section>
  );
}

interface SettingProps {
  readonly setting: ServerSetting;
  readonly words: { readonly meaning: string; readonly otherwise: string };
}

function Setting({ setting: { name, value, isGiven }, words: { meaning, otherwise } }: SettingProps) {
  const { t } = useTranslation();
  const shown = value === '•••' ? t('administration.config.secret') : (value ?? otherwise);
  return (
    <li className={styles.setting}>
      <div className={card.words}>
        <div className={styles.settingName}>
          {name}
          {isGiven && (
            <span className={card.chip} data-tone="good">
              {t('administration.config.given')}
            </span>
          )}
        </div>
        <div>{meaning}</div>
      </div>
      <dl className={styles.values}>
        <dt>{t('administration.config.value')}</dt>
        <dd className={styles.value}>{shown}</dd>
        <dt>{t('administration.config.otherwise')}</dt>
        <dd>{otherwise}</dd>
      </dl>
    </li>
  );
}
