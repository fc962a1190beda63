import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ownGrants } from '../../live/my-account-api.ts';
import type { GrantRecord } from '../../live/my-account-api.ts';
import { useGrantWords } from '../../live/use-grant-words.ts';
import { useLoaded } from '../../live/use-loaded.ts';
import { useTroubleText } from '../../live/use-trouble-text.ts';
import { Card } from '../../ui/card.tsx';
import styles from '../../ui/card.module.css';

/** What the account may do today, where and for how long. */
export function RolesCard() {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  const { value, problem } = useLoaded('roles', ownGrants);
  return (
    <Card title={t('myAccount.roles.title')} testId="roles-card">
      {problem && (
        <p role="alert" className={styles.trouble}>
          {troubleText(problem)}
        </p>
      )}
      {!value && !problem && <Skeleton height={96} />}
      <ul className={styles.list}>
        {value?.grants.map((grant) => (
          <RoleLine key={grant.grantId} grant={grant} />
        ))}
      </ul>
      {value?.grants.length === 0 && <p className={styles.quiet}>{t('myAccount.roles.none')}</p>}
    </Card>
  );
}

function RoleLine({ grant }: { readonly grant: GrantRecord }) {
  const { t } = useTranslation();
  const { role, place, time, change } = useGrantWords()(grant);
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <div className={styles.name}>
          {role}
          {grant.deputyOf !== null && <span className={styles.chip}>{t('accounts.grants.deputy')}</span>}
        </div>
        <div>{place}</div>
        <div className={styles.quiet}>{time}</div>
        {change !== '' && <div className={styles.quiet}>{change}</div>}
      </div>
    </li>
  );
}
