import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../i18n/language.ts';
import { changeLanguage } from '../../i18n/start-i18n.ts';
import { chooseLanguage } from '../../live/my-account-api.ts';
import type { OwnAccount } from '../../live/my-account-api.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { Card } from '../../ui/card.tsx';
import styles from '../../ui/card.module.css';
import { tellProblem } from '../../ui/tell.ts';

interface PersonCardProps {
  readonly account: OwnAccount;
  readonly onDone: () => void;
}

/** Who this is to the organisation, and the language of pages and mail. */
export function PersonCard({ account, onDone }: PersonCardProps) {
  const { t, i18n } = useTranslation();
  const troubleText = useTroubleText();
  const { name, username, email, unitId, unitName } = account;
  const choose = async (language: 'vi' | 'en') => {
    await changeLanguage(language);
    const answer = await chooseLanguage(language);
    if (answer.ok) onDone();
    else tellProblem(troubleText(answer.problem));
  };
  return (
    <Card title={t('myAccount.person.title')}>
      <dl className={styles.facts}>
        <dt>{t('myAccount.person.name')}</dt>
        <dd>{name}</dd>
        <dt>{t('myAccount.person.username')}</dt>
        <dd>{username ?? t('myAccount.person.none')}</dd>
        <dt>{t('myAccount.person.email')}</dt>
        <dd>{email ?? t('myAccount.person.none')}</dd>
        <dt>{t('myAccount.person.unit')}</dt>
        <dd>{unitId === null ? t('myAccount.person.whole') : unitName}</dd>
      </dl>
      <p className={styles.quiet}>{t('myAccount.person.keeper')}</p>
      <NativeSelect
        mt="md"
        label={t('myAccount.person.language')}
        value={i18n.language}
        onChange={(event) => void choose(event.currentTarget.value === 'en' ? 'en' : 'vi')}
        data={LANGUAGES.map((language) => ({ value: language, label: t(`language.${language}`) }))}
        data-testid="account-language"
      />
    </Card>
  );
}
