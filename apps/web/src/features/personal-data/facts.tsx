import { useTranslation } from 'react-i18next';
import card from '../../ui/card.module.css';
import styles from './personal-data.module.css';

/** Labels with what is kept under them. */
export function Facts({ facts }: { readonly facts: readonly (readonly [string, string])[] }) {
  const { t } = useTranslation();
  return (
    <dl className={card.facts}>
      {facts.map(([label, value]) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value || t('personalData.field.empty')}</dd>
        </div>
      ))}
    </dl>
  );
}
